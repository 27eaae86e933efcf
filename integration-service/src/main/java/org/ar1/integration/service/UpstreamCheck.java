package org.ar1.integration.service;

import static java.util.concurrent.CompletableFuture.completedStage;

import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.LabUtilizationAdapter;
import org.ar1.integration.ServerAllocationAdapter;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.source.SourceError;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.source.UpstreamService;

/**
 * Asks each service once for something small, all at the same time and by the library's own client. The check waits no
 * longer than the time limit of one attempt, or of two if a 404 needs a second look.
 */
final class UpstreamCheck {

    /** Nobody is called so; a service that is asked of it answers that there is nothing. */
    private static final String NO_USER = "integration-check";

    /**
     * What came of one service.
     *
     * @param answer in short, without anything of the service's own text
     */
    record Row(UpstreamService service, String url, boolean good, Duration time, String answer) {}

    private final List<Row> rows;

    private UpstreamCheck(List<Row> rows) {
        this.rows = rows;
    }

    static UpstreamCheck run(IntegrationConfig config) {
        IntegrationConfig once = config.toBuilder()
                .maxRetries(0)
                .reportDeadline(config.requestTimeout())
                .refreshAhead(false)
                .build();
        try (IntegrationClient client = IntegrationClient.create(once)) {
            Map<UpstreamService, CompletableFuture<Row>> probes = new EnumMap<>(UpstreamService.class);
            for (UpstreamService service : UpstreamService.values()) {
                String url = once.url(service).toString();
                long start = System.nanoTime();
                probes.put(
                        service,
                        probe(service, client, once)
                                .thenApply(found -> new Row(
                                        service,
                                        url,
                                        found.good(),
                                        Duration.ofNanos(System.nanoTime() - start),
                                        found.answer()))
                                .toCompletableFuture());
            }
            return new UpstreamCheck(
                    probes.values().stream().map(CompletableFuture::join).toList());
        }
    }

    private record Found(boolean good, String answer) {}

    private static final Found NOTHING = new Found(true, "404: there is nothing");

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

    private static <T> CompletionStage<Found> found(
            CompletionStage<Sourced<T>> answer, Function<? super T, String> inShort) {
        return answer.thenApply(sourced -> {
            SourceError error = sourced.error();
            if (error != null) {
                return new Found(false, error.code().id() + ": " + error.message());
            }
            T value = sourced.orNull();
            return value == null ? NOTHING : new Found(true, inShort.apply(value));
        });
    }

    /** A 404 comes from anything that answers HTTP; that of Performance Reporting says what is not found. */
    private static CompletionStage<Found> noSuchUser(IntegrationConfig config) {
        URI uri = URI.create(config.url(UpstreamService.PERFORMANCE_REPORTING) + "/performance/user/" + NO_USER);
        return NotFoundDetail.at(uri, config.requestTimeout())
                .thenApply(detail -> detail.isPresent()
                        ? new Found(true, "404: no such user, as it should be")
                        : new Found(false, "404, but not by Performance Reporting: something else answers there"));
    }

    List<String> failures() {
        return rows.stream()
                .filter(row -> !row.good())
                .map(row -> row.service().displayName() + " did not answer as it should at " + row.url()
                        + ": start it, or set " + row.service().urlVariable())
                .toList();
    }

    @Override
    public String toString() {
        TextTable table = new TextTable("SERVICE", "URL", "STATUS", "TIME", "ANSWER");
        for (Row row : rows) {
            table.row(
                    row.service().displayName(),
                    row.url(),
                    row.good() ? "ok" : "FAILED",
                    row.time().toMillis() + " ms",
                    Objects.requireNonNull(row.answer()));
        }
        return table.toString();
    }
}
