package org.ar1.integration;

import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceStatus;
import org.ar1.integration.source.UnknownLabTypeException;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.testkit.Fault;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefreshedReportTest {

    private static final Instant NOW = Instant.parse("2026-11-16T09:01:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private SampleCampus campus;
    private IntegrationClient client;

    @BeforeEach
    void start() {
        campus = SampleCampus.builder().now(NOW).historyDays(1).start();
        client = IntegrationClient.builder()
                .config(TestClients.config(campus)
                        .refreshPatience(Duration.ZERO)
                        .initialBackoff(Duration.ofSeconds(10))
                        .maxBackoff(Duration.ofMinutes(1))
                        .build())
                .clock(now::get)
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        campus.close();
    }

    @Test
    void everySourceIsAskedAgainThoughItsValueIsFresh() {
        client.labUtilization().report();
        client.serverAllocation().report();
        campus.resetCounts();

        assertThat(outcomes(client.serverAllocation()
                        .report(ReportRequest.all().refreshed())
                        .sources()))
                .containsOnly(Outcome.LIVE);
        assertThat(campus.requests(SampleService.PERFORMANCE)).isPositive();
        assertThat(outcomes(client.labUtilization()
                        .report(ReportRequest.of("docker").refreshed())
                        .sources()))
                .containsOnly(Outcome.LIVE);
        campus.resetCounts();
        assertThat(outcomes(client.labUtilization().report().sources())).containsOnly(Outcome.CACHED);
        assertThat(requests()).isZero();
    }

    @Test
    void theNextReaderGetsWhatWasFetchedThoughAReportWasKept() {
        client.labUtilization().report();
        client.labUtilization().report();
        now.set(NOW.plusSeconds(10));
        client.labUtilization().report(ReportRequest.all().refreshed());

        LabUtilizationReport next = client.labUtilization().report();

        assertThat(next.sources()).extracting(SourceStatus::fetchedAt).containsOnly(NOW.plusSeconds(10));
        assertThat(client.labUtilization().report()).isSameAs(next);
    }

    @Test
    void whatNobodyKnowsIsNoReport() {
        assertThatThrownBy(() -> client.labUtilization()
                        .report(ReportRequest.of("no such type").refreshed()))
                .isInstanceOf(UnknownLabTypeException.class);
        assertThatThrownBy(() -> client.serverAllocation()
                        .report(ReportRequest.of("no such type").refreshed()))
                .isInstanceOf(UnknownLabTypeException.class);
    }

    @Test
    void aSourceThatFailedIsLeftAlone() {
        campus.fault(SampleService.LAB_MONITORING, Fault.status(500));
        client.labUtilization().report();
        campus.healAll();
        campus.resetCounts();

        client.labUtilization().report(ReportRequest.all().refreshed());

        assertThat(campus.requests(SampleService.LAB_MONITORING)).isZero();
        assertThat(campus.requests(SampleService.USAGE_ANALYTICS)).isPositive();
    }

    @Test
    void theLastGoodValueStandsInForWhatFailsNow() {
        client.labUtilization().report();
        campus.fault(SampleService.LAB_MONITORING, Fault.status(500));

        assertThat(client.labUtilization()
                        .report(ReportRequest.all().refreshed())
                        .sources())
                .filteredOn(source -> source.service().equals(UpstreamService.LAB_MONITORING))
                .extracting(SourceStatus::outcome)
                .containsOnly(Outcome.STALE);
    }

    private static List<Outcome> outcomes(List<SourceStatus> sources) {
        return sources.stream().map(SourceStatus::outcome).toList();
    }

    private int requests() {
        return Stream.of(SampleService.values()).mapToInt(campus::requests).sum();
    }
}
