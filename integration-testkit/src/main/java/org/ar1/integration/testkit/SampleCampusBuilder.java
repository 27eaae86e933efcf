package org.ar1.integration.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Describes a campus. Without any call: the standard campus, 28 labs on 8 servers, 56 days of history, free ports,
 * the system clock.
 */
public final class SampleCampusBuilder {

    private final Map<SampleService, Integer> ports = new EnumMap<>(SampleService.class);
    private final Map<SampleService, Map<String, Duration>> costs = new EnumMap<>(SampleService.class);
    private InstantSource clock = InstantSource.system();
    private @Nullable Campus campus;
    private int labs = StandardCampus.LABS;
    private int serverCount = StandardCampus.SERVERS;
    private int historyDays = 56;
    private @Nullable Long historyRows;
    private int typesWithoutData;
    private int serversWithoutLabs;
    private int deletedLabs;
    private boolean partialSums;
    Set<String> brokenRecords = Set.of();
    Zones zones = Zones.EQUAL;

    SampleCampusBuilder() {}

    /**
     * The clock that the times in the data follow.
     *
     * @param source the clock
     * @return this builder
     */
    public SampleCampusBuilder clock(InstantSource source) {
        clock = source;
        return this;
    }

    /**
     * A clock that stands still.
     *
     * @param now the time it shows
     * @return this builder
     */
    public SampleCampusBuilder now(Instant now) {
        return clock(InstantSource.fixed(now));
    }

    /**
     * Data instead of the standard campus; {@link #labs(int)} and {@link #servers(int)} then have no effect.
     *
     * @param data the campus
     * @return this builder
     */
    public SampleCampusBuilder campus(Campus data) {
        campus = data;
        return this;
    }

    /**
     * How many labs there are: the first of the standard campus, then synthetic ones, each of its own type, with
     * records in all services.
     *
     * @param count from 0
     * @return this builder
     */
    public SampleCampusBuilder labs(int count) {
        labs = notNegative(count);
        return this;
    }

    /**
     * How many servers there are: the first of the standard campus, then synthetic ones.
     *
     * @param count from 0
     * @return this builder
     */
    public SampleCampusBuilder servers(int count) {
        serverCount = notNegative(count);
        return this;
    }

    /**
     * How long the history of the servers and their peak times is.
     *
     * @param days from 0
     * @return this builder
     */
    public SampleCampusBuilder historyDays(int days) {
        historyDays = notNegative(days);
        return this;
    }

    /**
     * How many rows the history of the servers has, instead of what the days give: a million is fine, as each row is
     * computed when it is sent.
     *
     * @param rows from 0
     * @return this builder
     */
    public SampleCampusBuilder historyRows(long rows) {
        if (rows < 0) {
            throw new IllegalArgumentException("Not a count: " + rows);
        }
        historyRows = rows;
        return this;
    }

    /**
     * How many lab types of the catalogue have no data, each a 404 with {@code No usage data found for lab type} or {@code
     * No records found for lab type}. Those without any data in the first place count; the others are the last of the
     * catalogue. The default is to take none away.
     *
     * @param count from 0; all types if there are fewer
     * @return this builder
     */
    public SampleCampusBuilder typesWithoutData(int count) {
        typesWithoutData = notNegative(count);
        return this;
    }

    /**
     * How many servers there are besides those of the data on which no lab stands. As the checker never updates such a
     * server, each was last checked when it was added, more than 40 days before the start, and has no history. The default
     * is none.
     *
     * @param count from 0
     * @return this builder
     */
    public SampleCampusBuilder serversWithoutLabs(int count) {
        serversWithoutLabs = notNegative(count);
        return this;
    }

    /**
     * How many labs there are besides those of the data that were deleted within the last week: Lab Monitoring still lists
     * each, {@code trends} still counts the events of its type, but it stands on no server and is in no catalogue, so that
     * the calls for its type are answered 404 with {@code Lab type not found}. The default is none.
     *
     * @param count from 0
     * @return this builder
     */
    public SampleCampusBuilder deletedLabs(int count) {
        deletedLabs = notNegative(count);
        return this;
    }

    /**
     * Whether {@code /servers} states partial sums. The checker writes the usage of a server after each of its labs, the sum
     * so far, in no reliable order: what stays until the next check is any of the rows that the history has of this one.
     *
     * @param partial true for any of the sums, false for the whole; default: false
     * @return this builder
     */
    public SampleCampusBuilder partialSums(boolean partial) {
        partialSums = partial;
        return this;
    }

    /**
     * The lab types of the catalogue that have a record without a list of errors, so that Performance Reporting answers 500
     * whenever it is asked for one of them. The default is none.
     *
     * @param labTypes the types, in place of those given before
     * @return this builder
     */
    public SampleCampusBuilder brokenRecords(String... labTypes) {
        brokenRecords = Set.of(labTypes);
        return this;
    }

    /**
     * The time zones of the infrastructure's database and of the services in front of it. The services take the database's
     * local time for their own: with the database in Kolkata and the services in UTC, {@code last_checked} and {@code
     * recorded_at} are 5.5 hours in the future. {@code peaks} show the database's local time. The default is UTC for both.
     *
     * @param database where the database is
     * @param service where the services are
     * @return this builder
     */
    public SampleCampusBuilder zones(ZoneId database, ZoneId service) {
        zones = new Zones(database, service);
        return this;
    }

    /**
     * What each request costs User Progress, Performance Reporting and Usage Analytics: the time for which it alone is
     * at hand there. The default is nothing. It passes in real time, whatever the clock of the data shows.
     *
     * @param cost the cost, not negative
     * @return this builder
     */
    public SampleCampusBuilder callCost(Duration cost) {
        for (SampleService service : SampleService.values()) {
            if (service.oneAtATime()) {
                callCost(service, "", cost);
            }
        }
        return this;
    }

    /**
     * What the requests for some paths of a service cost; the longest prefix wins.
     *
     * @param service one of those that answer one request at a time
     * @param pathPrefix the start of the decoded path, such as {@code /analytics/trends}
     * @param cost the cost, not negative
     * @return this builder
     * @throws IllegalArgumentException if the service answers its requests at once
     */
    public SampleCampusBuilder callCost(SampleService service, String pathPrefix, Duration cost) {
        if (!service.oneAtATime()) {
            throw new IllegalArgumentException(
                    "Only User Progress, Performance Reporting and Usage Analytics answer one"
                            + " request at a time, not " + service.id());
        }
        if (cost.isNegative()) {
            throw new IllegalArgumentException("A cost cannot be negative: " + cost);
        }
        costs.computeIfAbsent(service, any -> new HashMap<>()).put(pathPrefix, cost);
        return this;
    }

    /**
     * A fixed port for a service.
     *
     * @param service the service
     * @param port the port, 0 for a free one
     * @return this builder
     */
    public SampleCampusBuilder port(SampleService service, int port) {
        ports.put(service, port);
        return this;
    }

    /**
     * Starts the services.
     *
     * @return the running campus
     * @throws UncheckedIOException if a port is not free
     */
    public SampleCampus start() {
        try {
            return new SampleCampus(this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    InstantSource clock() {
        return clock;
    }

    int port(SampleService service) {
        return ports.getOrDefault(service, 0);
    }

    @Nullable
    Worker worker(SampleService service) {
        return service.oneAtATime() ? new Worker(costs.getOrDefault(service, Map.of())) : null;
    }

    int historyDays() {
        return historyDays;
    }

    @Nullable
    Long historyRows() {
        return historyRows;
    }

    Supplier<Moment> moments() {
        Campus given = campus;
        int labCount = labs;
        int servers = serverCount;
        Imperfections wanted = new Imperfections(typesWithoutData, serversWithoutLabs, deletedLabs);
        Function<Instant, Campus> data =
                given != null ? mark -> given : mark -> StandardCampus.at(mark, labCount, servers);
        return new CampusClock(clock, mark -> wanted.in(data.apply(mark)), partialSums);
    }

    private static int notNegative(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("Not a count: " + count);
        }
        return count;
    }
}
