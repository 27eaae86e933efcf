package org.ar1.integration.service;

import static java.util.concurrent.CompletableFuture.completedStage;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.LabUtilizationAdapter;
import org.ar1.integration.ServerAllocationAdapter;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.event.AttemptEnded;
import org.ar1.integration.event.IntegrationListener;
import org.ar1.integration.internal.header.CurrentHeaders;
import org.ar1.integration.source.SourceError;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.source.UpstreamService;
import org.jspecify.annotations.Nullable;

/**
 * Asks each service once for something small, all at the same time and by the library's own client. The check waits no
 * longer than the time limit of one attempt, or of two if a 404 needs a second look. Then the cache that replicas share
 * is joined, if one is set.
 */
final class UpstreamCheck {

    /** Nobody is called so; a service that is asked of it answers that there is nothing. */
    private static final String NO_USER = "integration-check";

    private static final String SHARED_CACHE = "Shared cache";
    private static final Duration JOINING = Duration.ofSeconds(30);

    /**
     * What came of one service, or of the shared cache.
     *
     * @param failure what to do when it is not good
     */
    record Row(String name, String url, Found found, Duration time, String failure) {}

    private final List<Row> rows;

    private UpstreamCheck(List<Row> rows) {
        this.rows = rows;
    }

    static UpstreamCheck run(IntegrationConfig config, @Nullable JCacheEngine engine) {
        IntegrationConfig once = config.toBuilder()
                .maxRetries(0)
                .reportDeadline(config.requestTimeout())
                .refreshAhead(false)
                .build();
        LastStatuses statuses = new LastStatuses();
        List<Answer> answers = ask(once, statuses);
        List<Row> rows = new ArrayList<>();
        for (Answer answer : answers) {
            rows.add(row(answer, once, statuses.refuses(answer.service())));
        }
        if (engine != null) {
            rows.add(join(engine));
        }
        return new UpstreamCheck(rows);
    }

    /** When this returns, the client is closed, and its listener has been told of every attempt. */
    private static List<Answer> ask(IntegrationConfig config, LastStatuses statuses) {
        IntegrationClient.Builder builder =
                IntegrationClient.builder().config(config).listener(statuses);
        try (IntegrationClient client = builder.build()) {
            List<CompletableFuture<Answer>> probes = new ArrayList<>();
            for (UpstreamService service : UpstreamService.values()) {
                long start = System.nanoTime();
                probes.add(probe(service, client, config)
                        .thenApply(found -> new Answer(service, found, Duration.ofNanos(System.nanoTime() - start)))
                        .toCompletableFuture());
            }
            return probes.stream().map(CompletableFuture::join).toList();
        }
    }

    private record Answer(UpstreamService service, Found found, Duration time) {}

    /** The status with which each service answered last. */
    private static final class LastStatuses implements IntegrationListener {
        private final Map<UpstreamService, Integer> statuses = new ConcurrentHashMap<>();

        @Override
        public void attemptEnded(AttemptEnded event) {
            event.status().ifPresent(status -> statuses.put(event.service(), status));
        }

        /** Whether it was one that asks for credentials. */
        boolean refuses(UpstreamService service) {
            int status = statuses.getOrDefault(service, 0);
            return status == 401 || status == 403;
        }
    }

    private static Row row(Answer answer, IntegrationConfig config, boolean refused) {
        UpstreamService service = answer.service();
        String url = config.url(service).toString();
        Found found = answer.found().verdict() == Verdict.FAILED && refused
                ? new Found(Verdict.REFUSED, answer.found().answer())
                : answer.found();
        return new Row(service.displayName(), url, found, answer.time(), failure(service, config, found));
    }

    /** An engine that joins a cluster does so here too, and leaves it again. */
    private static Row join(JCacheEngine engine) {
        long start = System.nanoTime();
        try (ReplicaCache shared = ReplicaCache.of(engine)) {
            boolean good = shared.awaitFirstAttempt(JOINING);
            return new Row(
                    SHARED_CACHE,
                    engine.toString(),
                    new Found(
                            good ? Verdict.GOOD : Verdict.FAILED,
                            good ? "joined the cache " + engine.cacheName() : shared.problem()),
                    Duration.ofNanos(System.nanoTime() - start),
                    SHARED_CACHE + " did not answer as it should at " + engine
                            + ": start the engine, or correct its file, which " + SharedCacheSettings.CONFIG
                            + " names");
        }
    }

    /** How a service answered. */
    enum Verdict {
        GOOD,
        FAILED,
        /** With 401 or 403. */
        REFUSED
    }

    /**
     * What was found.
     *
     * @param answer in short, without anything of the service's own text
     */
    record Found(Verdict verdict, String answer) {}

    private static final Found NOTHING = new Found(Verdict.GOOD, "404: there is nothing");

    private static CompletionStage<Found> probe(
            UpstreamService service, IntegrationClient client, IntegrationConfig config) {
        LabUtilizationAdapter labs = client.labUtilization();
        ServerAllocationAdapter servers = client.serverAllocation();
        return switch (service) {
            case LAB_MONITORING -> found(labs.popularLabsAsync(), list -> list.size() + " labs");
            case PERFORMANCE ->
                found(servers.peakTimesAsync(0), list -> "peaks of a server that is not there: " + list.size());
            case RESOURCE_ALLOCATION -> found(servers.serversAsync(), list -> list.size() + " servers");
            case USER_PROGRESS ->
                found(labs.catalogueAsync(), catalogue -> catalogue.labs().size() + " labs in the catalogue");
            case PERFORMANCE_REPORTING ->
                found(servers.userPerformanceAsync(NO_USER), user -> "figures of the user " + NO_USER)
                        .thenCompose(found -> found.equals(NOTHING) ? noSuchUser(config) : completedStage(found));
            case USAGE_ANALYTICS ->
                found(
                        labs.usageTrendsAsync(30),
                        trends ->
                                trends.labUsage().size() + " lab types in use in " + trends.timePeriodDays() + " days");
        };
    }

    static <T> CompletionStage<Found> found(CompletionStage<Sourced<T>> answer, Function<? super T, String> inShort) {
        return answer.thenApply(sourced -> {
            SourceError error = sourced.error();
            if (error != null) {
                return new Found(Verdict.FAILED, error.code().id() + ": " + error.message());
            }
            T value = sourced.orNull();
            return value == null ? NOTHING : new Found(Verdict.GOOD, inShort.apply(value));
        });
    }

    /** A 404 comes from anything that answers HTTP; that of Performance Reporting says what is not found. */
    private static CompletionStage<Found> noSuchUser(IntegrationConfig config) {
        URI uri = URI.create(config.url(UpstreamService.PERFORMANCE_REPORTING) + "/performance/user/" + NO_USER);
        return NotFoundDetail.at(uri, headers(config), config.requestTimeout())
                .thenApply(detail -> detail.isPresent()
                        ? new Found(Verdict.GOOD, "404: no such user, as it should be")
                        : new Found(
                                Verdict.FAILED, "404, but not by Performance Reporting: something else answers there"));
    }

    private static Map<String, String> headers(IntegrationConfig config) {
        try (CurrentHeaders headers = CurrentHeaders.of(config::headers, config.upstreamHeadersFile(), null)) {
            return headers.of(UpstreamService.PERFORMANCE_REPORTING);
        }
    }

    List<String> failures() {
        return rows.stream()
                .filter(row -> row.found().verdict() != Verdict.GOOD)
                .map(Row::failure)
                .toList();
    }

    private static String failure(UpstreamService service, IntegrationConfig config, Found found) {
        String url = config.url(service).toString();
        if (found.verdict() != Verdict.REFUSED) {
            return service.displayName() + " did not answer as it should at " + url + ": start it, or set "
                    + service.urlVariable();
        }
        return service.displayName() + " is up at " + url + " and refuses the request: "
                + (config.upstreamHeadersFile() == null
                        ? "set UPSTREAM_HEADERS_FILE to a file with"
                        : "correct the file that UPSTREAM_HEADERS_FILE names, which needs")
                + " a line such as \"" + service.id() + " Authorization: Bearer TOKEN\"";
    }

    @Override
    public String toString() {
        TextTable table = new TextTable("SERVICE", "URL", "STATUS", "TIME", "ANSWER");
        for (Row row : rows) {
            table.row(
                    row.name(),
                    row.url(),
                    row.found().verdict() == Verdict.GOOD
                            ? "ok"
                            : row.found().verdict().name(),
                    row.time().toMillis() + " ms",
                    row.found().answer());
        }
        return table.toString();
    }
}
