package org.ar1.integration;

import static org.ar1.integration.testkit.SampleService.PERFORMANCE_REPORTING;
import static org.ar1.integration.testkit.SampleService.USAGE_ANALYTICS;
import static org.ar1.integration.testkit.SampleService.USER_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.source.CallCounts;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceStatus;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.testkit.Campus;
import org.ar1.integration.testkit.Fault;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.upstream.LabPerformance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A 404 of a service that may only be unable to ask the catalogue. */
class DeniedLabTypesTest {

    private static final Instant START = Instant.parse("2026-11-16T09:01:00Z");
    private static final String DENIAL = "{\"detail\":\"Lab type not found\"}";
    private static final String PROBE = "/labs/?skip=0&limit=1";

    private final AtomicReference<Instant> clock = new AtomicReference<>(START);
    private SampleCampus campus;
    private IntegrationClient client;

    @BeforeEach
    void start() {
        campus = SampleCampus.builder().now(START).historyDays(1).start();
        client = client(campus);
    }

    @AfterEach
    void stop() {
        client.close();
        campus.close();
    }

    private IntegrationClient client(SampleCampus of) {
        return IntegrationClient.builder()
                .config(TestClients.config(of)
                        .cacheDuration(Duration.ofSeconds(30))
                        .initialBackoff(Duration.ofSeconds(10))
                        .build())
                .clock(clock::get)
                .build();
    }

    private void later() {
        clock.set(clock.get().plusSeconds(60));
    }

    static Stream<Fault> failures() {
        return Stream.of(
                Fault.refused(),
                Fault.reset(),
                Fault.status(500),
                Fault.cutOffBody(),
                Fault.wrongShape(),
                Fault.emptyBody());
    }

    @ParameterizedTest
    @MethodSource("failures")
    void theLastGoodValuesStayWhileTheCatalogueCannotBeAsked(Fault fault) {
        LabUtilizationReport use = client.labUtilization().report();
        ServerAllocationReport servers = client.serverAllocation().report();
        campus.fault(USER_PROGRESS, fault);

        for (int i = 0; i < 2; i++) {
            later();
            LabUtilizationReport useNow = client.labUtilization().report();
            assertThat(useNow.labUsage()).isEqualTo(use.labUsage());
            assertDenied(
                    useNow.sources(),
                    "usage/lab",
                    new CallCounts(0, 0, use.labUsage().size(), 0, 0, List.of(), 0));

            ServerAllocationReport serversNow = client.serverAllocation().report();
            assertThat(serversNow.labs()).isEqualTo(servers.labs());
            // Two labs stand on servers and in no catalogue: their 404 is believed.
            assertDenied(
                    serversNow.sources(),
                    "performance/lab",
                    new CallCounts(2, 0, servers.labs().size() - 2, 0, 0, List.of(), 0));
        }

        campus.heal(USER_PROGRESS);
        later();
        assertThat(client.labUtilization().report().integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
        assertThat(client.serverAllocation().report().labs()).isEqualTo(servers.labs());
    }

    private void assertDenied(List<SourceStatus> sources, String resource, CallCounts calls) {
        SourceStatus line = source(sources, resource);
        assertThat(line.outcome()).isEqualTo(Outcome.STALE);
        assertThat(line.error().code()).isEqualTo(ErrorCode.UNKNOWN_LAB);
        assertThat(line.calls())
                .usingRecursiveComparison()
                .ignoringFields("failing", "failingMore")
                .isEqualTo(calls);
        assertThat(line.fetchedAt()).isEqualTo(START);
    }

    @Test
    void aTypeNeverReadBeforeHasFailed() {
        client.serverAllocation().labPerformance("cobol"); // reads the catalogue to judge the 404
        later();
        campus.fault(USER_PROGRESS, Fault.status(500));

        Sourced<LabPerformance> performance = client.serverAllocation().labPerformance("docker");

        assertThat(performance.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(performance.error().code()).isEqualTo(ErrorCode.UNKNOWN_LAB);
        SourceStatus usage = source(client.labUtilization().report().sources(), "usage/lab");
        assertThat(usage.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(usage.error().code()).isEqualTo(ErrorCode.UNKNOWN_LAB);
    }

    @Test
    void anHonest404IsAnAbsentValueAndOneCallOfOneEntryServesAll() {
        for (String labType : List.of("docker", "ansible")) {
            campus.answer(USAGE_ANALYTICS, "/analytics/usage/lab/" + labType, 404, "application/json", DENIAL);
        }

        LabUtilizationReport use = client.labUtilization().report();

        assertThat(use.integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
        assertThat(use.labUsage().get("docker").detail()).isNull();
        assertThat(use.labUsage().get("docker").totalEvents()).isNotNull();
        assertThat(source(use.sources(), "usage/lab").outcome()).isEqualTo(Outcome.LIVE);
        int probes = campus.requests(USER_PROGRESS, PROBE);
        assertThat(probes).as("one serves all denials of about the same time").isBetween(1, 2);

        ServerAllocationReport servers = client.serverAllocation().report();
        assertThat(servers.integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
        assertThat(servers.labs().get("cobol").performance()).isNull();
        assertThat(servers.labs().get("operating-systems").performance()).isNull();
        assertThat(source(servers.sources(), "performance/lab").outcome()).isEqualTo(Outcome.LIVE);
        assertThat(campus.requests(USER_PROGRESS, PROBE))
                .as("that there is no data needs none")
                .isEqualTo(probes);
    }

    @Test
    void a404OfATypeOutsideTheCatalogueIsBelievedWithoutAsking() {
        Campus data = Campus.standard(START);
        List<String> known =
                data.performances().stream().map(Campus.Performance::labType).toList();
        try (SampleCampus other = SampleCampus.builder()
                        .now(START)
                        .historyDays(1)
                        .campus(data.withCatalogue(data.catalogue().stream()
                                .filter(lab -> known.contains(lab.labType()))
                                .toList()))
                        .start();
                IntegrationClient client = client(other)) {
            ServerAllocationReport report = client.serverAllocation().report();

            assertThat(report.integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
            assertThat(report.labs().get("filesystem").performance()).isNull();
            assertThat(other.requests(PERFORMANCE_REPORTING, "/performance/lab/filesystem"))
                    .isEqualTo(1);
            assertThat(other.requests(USER_PROGRESS, PROBE)).isZero();
        }
    }

    @Test
    void aDenialIsUnknownWhereNothingIsKnownOfTheCatalogue() {
        campus.fault(USER_PROGRESS, Fault.status(500));

        Sourced<LabPerformance> performance = client.serverAllocation().labPerformance("docker");

        assertThat(performance.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(performance.error().code()).isEqualTo(ErrorCode.UNKNOWN_LAB);
        assertThat(campus.requests(USER_PROGRESS, PROBE)).isZero();
    }

    @Test
    void a404OfAUserIsBelieved() {
        assertThat(client.serverAllocation().userPerformance("nobody").outcome())
                .isEqualTo(Outcome.LIVE);
        campus.fault(USER_PROGRESS, Fault.status(500));
        assertThat(client.serverAllocation().userPerformance("nobody either").outcome())
                .isEqualTo(Outcome.LIVE);
        assertThat(campus.requests(USER_PROGRESS)).isZero();
    }

    /** Whether it comes before the report's time is over or after: in neither case may it count. */
    @Test
    void aLate404DoesNotReplaceTheLastGoodValue() {
        try (IntegrationClient client = IntegrationClient.builder()
                .config(TestClients.config(campus)
                        .cacheDuration(Duration.ofSeconds(30))
                        .reportDeadline(Duration.ofSeconds(3))
                        .build())
                .clock(clock::get)
                .build()) {
            LabPerformance good =
                    client.serverAllocation().labPerformance("docker").orElseThrow();
            assertThat(client.serverAllocation().labPerformance("cobol").orNull())
                    .isNull();
            later();
            campus.fault(USER_PROGRESS, Fault.status(500));
            campus.fault(PERFORMANCE_REPORTING, Fault.latency(Duration.ofMillis(2750)));

            Sourced<LabPerformance> late = client.serverAllocation().labPerformance("docker");

            assertThat(late.outcome()).isEqualTo(Outcome.STALE);
            assertThat(late.orNull()).isEqualTo(good);
        }
    }

    /** Within the patience of readers, as for any other fetch; nobody waits for the services' own time limit. */
    @Test
    void lastGoodValuesAreShownBeforeASilentCatalogueHasTimedOut() {
        try (IntegrationClient client = IntegrationClient.builder()
                .config(TestClients.config(campus)
                        .cacheDuration(Duration.ofSeconds(30))
                        .refreshPatience(Duration.ofMillis(300))
                        .build())
                .clock(clock::get)
                .build()) {
            LabUtilizationReport use = client.labUtilization().report();
            later();
            campus.fault(USER_PROGRESS, Fault.silent());

            LabUtilizationReport useNow = client.labUtilization().report();

            assertThat(useNow.labUsage()).isEqualTo(use.labUsage());
            SourceStatus line = source(useNow.sources(), "usage/lab");
            assertThat(line.outcome()).isEqualTo(Outcome.STALE);
            assertThat(line.error().code()).isEqualTo(ErrorCode.UNRESPONSIVE);
        }
    }

    @Test
    void whatTheCatalogueSaysLateServesTheNextReader() {
        try (IntegrationClient client = IntegrationClient.builder()
                .config(TestClients.config(campus)
                        .cacheDuration(Duration.ofSeconds(30))
                        .refreshPatience(Duration.ofMillis(300))
                        .build())
                .clock(clock::get)
                .build()) {
            LabPerformance good =
                    client.serverAllocation().labPerformance("docker").orElseThrow();
            assertThat(client.serverAllocation().labPerformance("cobol").orNull())
                    .isNull();
            later();
            campus.answer(PERFORMANCE_REPORTING, "/performance/lab/docker", 404, "application/json", DENIAL);
            campus.fault(USER_PROGRESS, Fault.silent());
            assertThat(client.serverAllocation().labPerformance("docker").orNull())
                    .isEqualTo(good);

            campus.heal(USER_PROGRESS);

            assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
                while (client.serverAllocation().labPerformance("docker").outcome() != Outcome.CACHED) {
                    Thread.onSpinWait();
                }
            });
            assertThat(client.serverAllocation().labPerformance("docker").orNull())
                    .isNull();
        }
    }

    private static SourceStatus source(List<SourceStatus> sources, String resource) {
        return sources.stream()
                .filter(source -> source.resource().equals(resource))
                .findFirst()
                .orElseThrow();
    }
}
