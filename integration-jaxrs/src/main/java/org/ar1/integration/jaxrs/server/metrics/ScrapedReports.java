package org.ar1.integration.jaxrs.server.metrics;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.ar1.integration.InsightRequest;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.ReportRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads both whole reports and the insights for each scrape, so that the campus is shown as it is now without any other
 * reader. A scrape is a reader like any other: what is in memory is given from there, and what has expired is fetched.
 * It only waits less: after the patience it shows what was known before, and the next scrape shows the rest.
 * Thread-safe.
 */
final class ScrapedReports {

    private static final Logger LOGGER = LoggerFactory.getLogger(ScrapedReports.class);
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final IntegrationClient client;
    private final ReportMetrics metrics;

    /**
     * Reads nothing yet.
     *
     * @param client where the reports come from; its reads for scrapes do not count as handed out
     * @param metrics shows the reports
     */
    ScrapedReports(IntegrationClient client, ReportMetrics metrics) {
        this.client = client;
        this.metrics = metrics;
    }

    /** Has the metrics show the reports and insights of now, as far as they come within the patience. Never throws. */
    void read() {
        CompletableFuture<Void> labs = begin(
                () -> client.labUtilization().reportAsync(ReportRequest.all()).thenAccept(metrics::show));
        CompletableFuture<Void> servers = begin(
                () -> client.serverAllocation().reportAsync(ReportRequest.all()).thenAccept(metrics::show));
        CompletableFuture<Void> insights = begin(
                () -> client.insights().reportAsync(InsightRequest.standard()).thenAccept(metrics::show));
        CompletableFuture<Void> all = CompletableFuture.allOf(labs, servers, insights);
        all.completeOnTimeout(null, PATIENCE.toNanos(), TimeUnit.NANOSECONDS).join();
    }

    private static CompletableFuture<Void> begin(Supplier<CompletionStage<Void>> read) {
        CompletionStage<Void> stage;
        try {
            stage = read.get();
        } catch (RuntimeException | Error e) {
            stage = CompletableFuture.failedFuture(e);
        }
        return stage.<Void>handle((done, failure) -> {
                    if (failure != null) {
                        LOGGER.debug("A report cannot be read for the metrics", failure);
                    }
                    return null;
                })
                .toCompletableFuture();
    }
}
