package org.ar1.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.ar1.integration.contract.DeafBreaker;
import org.ar1.integration.event.IntegrationListener;
import org.ar1.integration.event.ReportBuilt;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceStatus;
import org.ar1.integration.source.UnknownLabTypeException;
import org.ar1.integration.testkit.Fault;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A report is built once for each state of its sources, and is then the same one for everybody. */
class KeptReportsTest {

    private static final Instant NOW = Instant.parse("2026-11-16T09:01:00Z");
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final AtomicReference<Instant> clock = new AtomicReference<>(NOW);
    private SampleCampus campus;
    private IntegrationClient client;

    @BeforeEach
    void start() {
        campus = SampleCampus.builder().now(NOW).historyDays(1).start();
        client = IntegrationClient.builder()
                .config(TestClients.config(campus)
                        .initialBackoff(Duration.ofSeconds(10))
                        .build())
                .clock(clock::get)
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        campus.close();
    }

    private ServerAllocationReport servers() {
        return client.serverAllocation().report();
    }

    private LabUtilizationReport docker() {
        return client.labUtilization().report("docker");
    }

    private void later(Duration time) {
        clock.set(clock.get().plus(time));
    }

    private static SourceStatus line(List<SourceStatus> sources, String resource) {
        return sources.stream()
                .filter(source -> source.resource().equals(resource))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void nothingHasChanged() {
        servers();
        docker();
        ServerAllocationReport report = servers();
        LabUtilizationReport docker = docker();
        later(FRESH.minusMillis(1));

        assertThat(servers()).isSameAs(report);
        assertThat(docker()).isSameAs(docker);
        assertThat(client.serverAllocation()
                        .reportAsync(ReportRequest.all())
                        .toCompletableFuture()
                        .join())
                .isSameAs(report);
        assertThat(report.timestamp()).isEqualTo(NOW);
    }

    @Test
    void aChangeOfOneSourceEndsTheReportsThatUseItAndNoOthers() {
        List<String> built = new CopyOnWriteArrayList<>();
        try (IntegrationClient counted = IntegrationClient.builder()
                .config(TestClients.config(campus)
                        .historyCacheDuration(Duration.ofMinutes(1))
                        .build())
                .clock(clock::get)
                .listener(new IntegrationListener() {
                    @Override
                    public void reportBuilt(ReportBuilt event) {
                        built.add(event.report().getClass().getSimpleName());
                    }
                })
                .build()) {
            counted.labUtilization().report();
            counted.serverAllocation().report();
            counted.labUtilization().report(); // since the server allocation has asked for the allocations
            LabUtilizationReport utilization = counted.labUtilization().report();
            ServerAllocationReport allocation = counted.serverAllocation().report();
            built.clear();

            later(Duration.ofMinutes(1)); // the history is old, and nothing else

            assertThat(counted.labUtilization().report()).isSameAs(utilization);
            assertThat(counted.serverAllocation().report()).isNotSameAs(allocation);
            assertThat(counted.labUtilization().report()).isSameAs(utilization);
            assertThat(built).containsOnly("ServerAllocationReport");
        }
    }

    @Test
    void eachLabTypeHasItsOwn() {
        docker();
        client.labUtilization().report("kubernetes");
        LabUtilizationReport docker = docker();

        assertThat(client.labUtilization().report("kubernetes").labUsage()).containsOnlyKeys("kubernetes");
        assertThat(docker()).isSameAs(docker);
        assertThat(docker.labUsage()).containsOnlyKeys("docker");
    }

    @Test
    void aValueThatGetsOldIsAskedForAnew() {
        docker();
        docker();
        later(Duration.ofMinutes(5));
        campus.resetCounts();

        assertThat(docker().timestamp()).isEqualTo(clock.get());
        assertThat(line(docker().sources(), "trends").fetchedAt()).isEqualTo(clock.get());
        assertThat(campus.requests(SampleService.USAGE_ANALYTICS)).isEqualTo(3);
    }

    @Test
    void whatAnotherReaderFetchesIsInTheNextReport() {
        docker();
        docker();
        later(Duration.ofMinutes(5));
        client.labUtilization().popularLabs();

        SourceStatus popular = line(docker().sources(), "popular");
        assertThat(popular.outcome()).isEqualTo(Outcome.CACHED);
        assertThat(popular.fetchedAt()).isEqualTo(clock.get());
    }

    @Test
    void aReportWhoseSourceGetsOldWhileItIsBuiltIsNotKept() {
        AtomicReference<Duration> lastStep = new AtomicReference<>(Duration.ZERO);
        try (IntegrationClient slow = IntegrationClient.builder()
                .config(TestClients.config(campus)
                        .staleWhileRevalidate(Duration.ZERO)
                        .build())
                .listener(new IntegrationListener() {
                    @Override
                    public void reportBuilt(ReportBuilt event) {
                        later(lastStep.getAndSet(Duration.ZERO));
                    }
                })
                .clock(clock::get)
                .build()) {
            slow.labUtilization().report();
            later(FRESH.minusMillis(1));
            lastStep.set(Duration.ofMillis(2));
            LabUtilizationReport docker = slow.labUtilization().report("docker");
            assertThat(line(docker.sources(), "trends").outcome()).isEqualTo(Outcome.CACHED);

            later(Duration.ofMinutes(1));
            LabUtilizationReport later = slow.labUtilization().report("docker");
            assertThat(later).isNotSameAs(docker);
            assertThat(line(later.sources(), "trends").fetchedAt()).isEqualTo(clock.get());
        }
    }

    @Test
    void noValueIsShownPastTheLimitOfStaleOnes() {
        try (IntegrationClient limited = IntegrationClient.builder()
                .config(TestClients.config(campus)
                        .staleWhileRevalidate(Duration.ZERO)
                        .staleIfError(FRESH.plusSeconds(100))
                        .initialBackoff(Duration.ofMinutes(5))
                        .maxBackoff(Duration.ofMinutes(5))
                        .build())
                .clock(clock::get)
                .circuitBreakers(service -> new DeafBreaker(() -> true))
                .build()) {
            limited.labUtilization().report("docker");
            campus.fault(SampleService.LAB_MONITORING, Fault.status(500));
            later(FRESH);
            limited.labUtilization().report("docker");
            LabUtilizationReport stale = limited.labUtilization().report("docker");
            assertThat(line(stale.sources(), "popular").outcome()).isEqualTo(Outcome.STALE);
            assertThat(limited.labUtilization().report("docker")).isSameAs(stale);
            later(Duration.ofSeconds(101));
            LabUtilizationReport past = limited.labUtilization().report("docker");
            assertThat(line(past.sources(), "popular").outcome()).isEqualTo(Outcome.FAILED);
        }
    }

    @Test
    void aFailureIsShownUntilTheServiceIsAskedAgain() {
        docker();
        later(Duration.ofMinutes(5));
        campus.fault(SampleService.LAB_MONITORING, Fault.status(500));
        docker();
        LabUtilizationReport failing = docker();
        assertThat(line(failing.sources(), "popular").outcome()).isEqualTo(Outcome.STALE);
        campus.heal(SampleService.LAB_MONITORING);
        later(Duration.ofSeconds(10).minusMillis(1));
        assertThat(docker()).isSameAs(failing);

        later(Duration.ofMillis(1));
        assertThat(line(docker().sources(), "popular").outcome()).isEqualTo(Outcome.LIVE);
    }

    @Test
    void whatIsBeingFetchedIsNotShownAsCachedPastTheWindow() {
        try (IntegrationClient patient = IntegrationClient.builder()
                .config(TestClients.config(campus)
                        .staleWhileRevalidate(Duration.ofMinutes(5))
                        .refreshPatience(Duration.ofMillis(1))
                        .build())
                .clock(clock::get)
                .build()) {
            patient.labUtilization().report("docker");
            campus.fault(SampleService.LAB_MONITORING, Fault.silent());
            later(Duration.ofMinutes(9));
            patient.labUtilization().report("docker");
            LabUtilizationReport inTheWindow = patient.labUtilization().report("docker");
            assertThat(line(inTheWindow.sources(), "popular").outcome()).isEqualTo(Outcome.CACHED);

            later(Duration.ofMinutes(1));
            assertThat(line(patient.labUtilization().report("docker").sources(), "popular")
                            .outcome())
                    .isEqualTo(Outcome.STALE);
        }
    }

    @Test
    void whatCouldNotBeAskedIsNotShownAsCachedPastTheWindow() {
        AtomicBoolean open = new AtomicBoolean();
        try (IntegrationClient guarded = IntegrationClient.builder()
                .config(TestClients.config(campus)
                        .staleWhileRevalidate(Duration.ofMinutes(5))
                        .build())
                .clock(clock::get)
                .circuitBreakers(service -> new DeafBreaker(() -> !open.get()))
                .build()) {
            guarded.labUtilization().report("docker");
            open.set(true);
            later(Duration.ofMinutes(9));
            LabUtilizationReport inTheWindow = guarded.labUtilization().report("docker");
            assertThat(line(inTheWindow.sources(), "popular").outcome()).isEqualTo(Outcome.CACHED);

            later(Duration.ofMinutes(1));
            SourceStatus popular =
                    line(guarded.labUtilization().report("docker").sources(), "popular");
            assertThat(popular.outcome()).isEqualTo(Outcome.STALE);
            assertThat(popular.error().code()).isEqualTo(ErrorCode.CIRCUIT_OPEN);
        }
    }

    @Test
    void aClockThatIsSetBackEndsIt() {
        docker();
        LabUtilizationReport report = docker();
        later(Duration.ofSeconds(-1));

        assertThat(docker()).isNotSameAs(report);
        assertThat(docker().timestamp()).isEqualTo(clock.get());
    }

    @Test
    void noLabTypeStandsForAllOfThem() {
        client.labUtilization().report();
        client.labUtilization().report();

        for (String labType : List.of("\0all", "", "null")) {
            assertThatExceptionOfType(UnknownLabTypeException.class)
                    .isThrownBy(() -> client.labUtilization().report(labType));
        }
    }

    @Test
    void aTypeThatNobodyKnowsIsAskedForAnewEachTime() {
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(UnknownLabTypeException.class)
                    .isThrownBy(() -> client.labUtilization().report("no-such-type"));
        }
    }

    @Test
    void whatCameTooLateIsNotKept() {
        try (IntegrationClient hurried = IntegrationClient.builder()
                .config(TestClients.config(campus)
                        .reportDeadline(Duration.ofMillis(500))
                        .build())
                .clock(clock::get)
                .build()) {
            campus.fault(SampleService.LAB_MONITORING, Fault.silent());

            assertThat(hurried.labUtilization().report())
                    .isNotSameAs(hurried.labUtilization().report());
        }
    }

    @Test
    void aClosedClientHasNone() {
        docker();
        docker();
        client.close();

        assertThatIllegalStateException().isThrownBy(this::docker);
        assertThatIllegalStateException()
                .isThrownBy(() -> client.labUtilization().reportAsync(ReportRequest.of("docker")));
    }
}
