package org.ar1.integration.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * The six services of a campus, embedded: real HTTP on free ports of 127.0.0.1, real wire format, real quirks.
 *
 * <pre>{@code
 * try (SampleCampus campus = SampleCampus.start()) {
 *     campus.fault(SampleService.USER_PROGRESS, Fault.refused());
 *     runWhatYouTest(campus.environment());
 * }
 * }</pre>
 *
 * <p>The data are deterministic: two campuses on clocks that show the same ten minutes answer the same bytes. Only the
 * times in the data follow the clock, in steps of ten minutes, and with them how busy the servers are; a test that
 * compares answers stops the clock with {@link SampleCampusBuilder#now}. Quirks included: decimals as strings, weak
 * tags and 304 on Express, paging of the catalogue, and the 404 that Usage Analytics and Performance Reporting answer
 * for every lab type while User Progress is faulty. User Progress, Performance Reporting and Usage Analytics answer one
 * request at a time, in order of arrival, each for its {@linkplain SampleCampusBuilder#callCost(Duration) cost}; a
 * caller that hangs up meanwhile is not noticed. Before each lab type, the latter two ask User Progress, which takes a
 * turn and its cost there, too, but is not counted.
 *
 * <p>Each service can be made to misbehave with {@link #fault(SampleService, Fault)}, and counts what it is asked.
 * Lifting or replacing a fault lets the answers it held back go on. The servers are made for this purpose on plain
 * sockets, since no ready server resets, stalls or drips on demand.
 *
 * <p>Safe for use by many threads. Its own threads are daemons and end with {@link #close()}.
 */
public final class SampleCampus implements AutoCloseable {

    private final Map<SampleService, SampleServer> servers = new EnumMap<>(SampleService.class);

    SampleCampus(SampleCampusBuilder builder) throws IOException {
        Rendered rendered = new Rendered(builder.moments());
        LabMonitoring labMonitoring = new LabMonitoring(rendered);
        PerformanceService performance =
                new PerformanceService(rendered, builder.zones, builder.historyDays(), builder.historyRows());
        ResourceAllocation resourceAllocation = new ResourceAllocation(rendered, builder.zones);
        UserProgress userProgress = new UserProgress(
                rendered, () -> server(SampleService.USER_PROGRESS).answersSibling("/labs/"));
        PerformanceReporting performanceReporting =
                new PerformanceReporting(rendered, userProgress, builder.brokenRecords);
        UsageAnalytics usageAnalytics = new UsageAnalytics(rendered, userProgress);
        try {
            for (SampleService service : SampleService.values()) {
                Function<Request, Response> handler = switch (service) {
                    case LAB_MONITORING -> labMonitoring::answer;
                    case PERFORMANCE -> performance::answer;
                    case RESOURCE_ALLOCATION -> resourceAllocation::answer;
                    case USER_PROGRESS -> userProgress::answer;
                    case PERFORMANCE_REPORTING -> performanceReporting::answer;
                    case USAGE_ANALYTICS -> usageAnalytics::answer;
                };
                servers.put(
                        service,
                        new SampleServer(
                                service, builder.port(service), handler, builder.worker(service), builder.clock()));
            }
            for (SampleServer server : servers.values()) {
                server.start();
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts the standard campus on free ports.
     *
     * @return the running campus
     * @throws UncheckedIOException if no port is free
     */
    public static SampleCampus start() {
        return builder().start();
    }

    /**
     * Starts to describe a campus.
     *
     * @return a builder with the defaults
     */
    public static SampleCampusBuilder builder() {
        return new SampleCampusBuilder();
    }

    /**
     * Starts to describe a campus as slow, empty and untidy as real ones are:
     *
     * <ul>
     *   <li>69 lab types, 40 of them {@linkplain SampleCampusBuilder#typesWithoutData without data};
     *   <li>50 ms a request of the services that answer one at a time, the {@linkplain
     *       SampleCampusBuilder#callCost(Duration) cost} of each;
     *   <li>{@linkplain SampleCampusBuilder#partialSums partial sums} as the usage of the servers;
     *   <li>two {@linkplain SampleCampusBuilder#serversWithoutLabs servers without labs}, never updated, and two {@linkplain
     *       SampleCampusBuilder#deletedLabs deleted labs};
     *   <li>a database in Kolkata and services in UTC, the {@linkplain SampleCampusBuilder#zones zones}, so that servers and
     *       history are 5.5 hours ahead.
     * </ul>
     *
     * All services are in good health, so that a client may expect whole answers. Each option may be set anew.
     *
     * @return a builder with these options
     */
    public static SampleCampusBuilder realistic() {
        return RealisticCampus.builder();
    }

    /**
     * Where a service is.
     *
     * @param service the service
     * @return such as {@code http://127.0.0.1:40001}, without a slash at the end; the same for the life of the campus
     */
    public URI url(SampleService service) {
        return URI.create("http://127.0.0.1:" + server(service).port());
    }

    /**
     * The URLs as the environment variables that clients are configured with.
     *
     * @return one entry a service, {@code LAB_MONITORING_URL} first
     */
    public Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        for (SampleService service : SampleService.values()) {
            environment.put(service.urlVariable(), url(service).toString());
        }
        return environment;
    }

    /**
     * Switches a fault on for every path of a service, open connections included. It stays on until it is replaced or
     * healed.
     *
     * @param service the service
     * @param fault what to do wrong
     */
    public void fault(SampleService service, Fault fault) {
        fault(service, "", fault);
    }

    /**
     * Switches a fault on for the paths that start with a prefix; the longest prefix wins.
     *
     * @param service the service
     * @param pathPrefix the start of the decoded path, such as {@code /servers}
     * @param fault what to do wrong
     * @throws IllegalArgumentException if the fault is {@link Fault#refused()}, which holds for a whole service
     */
    public void fault(SampleService service, String pathPrefix, Fault fault) {
        server(service).fault(pathPrefix, fault);
    }

    /**
     * Lifts all faults of a service.
     *
     * @param service the service
     */
    public void heal(SampleService service) {
        server(service).heal();
    }

    /** Lifts all faults of all services. */
    public void healAll() {
        servers.keySet().forEach(this::heal);
    }

    /**
     * Replaces the answer to a path with one of the caller's own. Faults still apply on top, and Express still tags it.
     * The other services go on with the data of the campus; to change those, build with a {@link Campus}.
     *
     * @param service the service
     * @param path as requested, or decoded; with a query only that query, without one any
     * @param status the status
     * @param contentType such as {@code application/json}
     * @param body the body, sent as UTF-8
     */
    public void answer(SampleService service, String path, int status, String contentType, String body) {
        server(service).answer(path, Response.of(status, contentType, body));
    }

    /**
     * Computes the answer to a path, 200 with JSON, from each request that is answered. Faults still apply on top; an answer
     * of {@link #answer(SampleService, String, int, String, String)} comes first.
     *
     * @param service the service
     * @param path as requested, or decoded; with a query only that query, without one any
     * @param body gives the body; called by several threads
     */
    public void answer(SampleService service, String path, Function<RecordedRequest, String> body) {
        server(service).answer(path, body);
    }

    /**
     * Forgets what the methods {@code answer} have put in.
     *
     * @param service the service
     */
    public void clearAnswers(SampleService service) {
        server(service).clearAnswers();
    }

    /**
     * The requests a service has read since the start or the last {@link #resetCounts()}, whatever it answered. Refused
     * connections are no requests.
     *
     * @param service the service
     * @return how many
     */
    public int requests(SampleService service) {
        return server(service).log().total();
    }

    /**
     * The requests for one path.
     *
     * @param service the service
     * @param path as requested, escapes included; with a query only that query, without one any
     * @return how many
     */
    public int requests(SampleService service, String path) {
        return server(service).log().total(path);
    }

    /**
     * The requests by path.
     *
     * @param service the service
     * @return how many, by path and query as requested, sorted
     */
    public Map<String, Integer> requestCounts(SampleService service) {
        return server(service).log().counts();
    }

    /**
     * The latest requests with their headers.
     *
     * @param service the service
     * @return at most 1,000, oldest first
     */
    public List<RecordedRequest> recentRequests(SampleService service) {
        return server(service).log().recent();
    }

    /**
     * The most requests a service ever had at hand at the same time.
     *
     * @param service the service
     * @return the high-water mark since the start or the last {@link #resetCounts()}
     */
    public int maxConcurrentRequests(SampleService service) {
        return server(service).log().maxInFlight();
    }

    /** Starts all counts anew. */
    public void resetCounts() {
        servers.values().forEach(server -> server.log().reset());
    }

    /** Ends all services at once, faulty ones included: no thread, connection or port is left. */
    @Override
    public void close() {
        List<IOException> failures = new ArrayList<>();
        for (SampleServer server : servers.values()) {
            try {
                server.close();
            } catch (IOException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw new UncheckedIOException(failures.get(0));
        }
    }

    private SampleServer server(SampleService service) {
        return Objects.requireNonNull(servers.get(service));
    }
}
