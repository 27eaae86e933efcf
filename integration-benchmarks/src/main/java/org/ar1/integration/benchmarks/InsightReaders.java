package org.ar1.integration.benchmarks;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.config.IntegrationConfigBuilder;
import org.ar1.integration.insight.InsightReport;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.testkit.SampleCampus;

/** What readers of the insights wait while new ones are computed, which is every ten minutes at the latest. */
final class InsightReaders {

    /** How long a reader waits before it is given the report before. */
    static final Duration PATIENCE = Duration.ofMillis(100);

    private static final Duration MARK = Duration.ofMinutes(10);
    private static final int LABS = 150;

    private InsightReaders() {}

    /**
     * The milliseconds that a reader waited after each change.
     *
     * @throws IllegalStateException when the readers were not given the report before, and the new one in the end
     */
    static List<Double> waits(int servers, int changes) {
        AtomicLong clock = new AtomicLong(Instant.now().getEpochSecond());
        try (SampleCampus campus =
                        SampleCampus.builder().labs(LABS).servers(servers).start();
                IntegrationClient client = IntegrationClient.builder()
                        .config(config(campus))
                        .clock(() -> Instant.ofEpochSecond(clock.get()))
                        .build()) {
            InsightReport before = client.insights().report();
            if (before.integrationStatus() != IntegrationStatus.SUCCESS) {
                throw new IllegalStateException("The report is " + before.integrationStatus());
            }
            List<Double> waits = new ArrayList<>();
            for (int change = 0; change < changes; change++) {
                clock.addAndGet(MARK.toSeconds());
                long start = System.nanoTime();
                InsightReport now = client.insights().report();
                double wait = (double) (System.nanoTime() - start) / TimeUnit.MILLISECONDS.toNanos(1);
                if (now.timestamp().equals(before.timestamp())) {
                    waits.add(wait);
                }
                while (now.timestamp().equals(before.timestamp())) {
                    now = client.insights().report();
                }
                before = now;
            }
            if (waits.isEmpty()) {
                throw new IllegalStateException("No reader was given the report before");
            }
            return waits;
        }
    }

    /** With time for all rows, and nothing that grows old meanwhile. */
    private static IntegrationConfig config(SampleCampus campus) {
        IntegrationConfigBuilder config = IntegrationConfig.builder()
                .reportDeadline(Duration.ofMinutes(5))
                .requestTimeout(Duration.ofMinutes(1))
                .refreshPatience(PATIENCE)
                .cacheDuration(Duration.ofDays(2))
                .historyCacheDuration(Duration.ofDays(2));
        for (UpstreamService service : UpstreamService.values()) {
            config.url(service, URI.create(campus.environment().getOrDefault(service.urlVariable(), "")));
        }
        return config.build();
    }
}
