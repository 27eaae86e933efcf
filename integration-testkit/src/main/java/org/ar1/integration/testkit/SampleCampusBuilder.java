package org.ar1.integration.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
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
     * @throws UncheckedIOException if a port cannot be had
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
        return new Moments(clock, mark -> given != null ? given : StandardCampus.at(mark, labCount, servers));
    }

    private static int notNegative(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("Not a count: " + count);
        }
        return count;
    }
}
