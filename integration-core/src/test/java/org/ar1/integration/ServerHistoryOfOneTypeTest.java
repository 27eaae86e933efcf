package org.ar1.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceStatus;
import org.ar1.integration.testkit.Fault;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Docker stands on server 3 alone. */
class ServerHistoryOfOneTypeTest {

    private static final Instant NOW = Instant.parse("2026-11-16T09:01:00Z");
    private static final String ALL = "/performance/servers/stats";
    private static final String ONE = "/performance/servers/3/stats";

    private SampleCampus campus;
    private IntegrationClient client;

    @BeforeEach
    void start() {
        campus = SampleCampus.builder().now(NOW).historyDays(15).start();
        client = IntegrationClient.builder()
                .config(TestClients.config(campus).build())
                .clock(() -> NOW)
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        campus.close();
    }

    private ServerAllocationReport docker() {
        return client.serverAllocation().report("docker");
    }

    private static List<SourceStatus> histories(ServerAllocationReport report) {
        return report.sources().stream()
                .filter(source -> source.resource().endsWith("stats"))
                .toList();
    }

    private int asked(String path) {
        return campus.requests(SampleService.PERFORMANCE, path);
    }

    @Test
    void withNothingInMemoryOnlyTheServersOfTheTypeAreAskedFor() {
        ServerAllocationReport report = docker();

        assertThat(asked(ONE)).isEqualTo(1);
        assertThat(asked(ALL)).isZero();
        assertThat(report.integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
        assertThat(histories(report)).singleElement().satisfies(line -> {
            assertThat(line.resource()).isEqualTo("server-stats");
            assertThat(line.outcome()).isEqualTo(Outcome.LIVE);
            assertThat(line.calls().live()).isEqualTo(1);
            assertThat(line.dataAsOf()).isNotNull();
        });
    }

    @Test
    void theServersReadTheSameEitherWay() {
        ServerAllocationReport alone = docker();
        ServerAllocationReport all = client.serverAllocation().report();

        assertThat(alone.infrastructure().servers())
                .containsOnlyKeys(3L)
                .containsEntry(3L, all.infrastructure().servers().get(3L));
        assertThat(alone.infrastructure().servers().get(3L).history()).isNotNull();
        assertThat(docker().correlation()).isEqualTo(alone.correlation());
    }

    @Test
    void theHistoryOfAllServersIsUsedOnceItIsInMemory() {
        docker();
        client.serverAllocation().report();

        assertThat(histories(docker())).extracting(SourceStatus::resource).containsExactly("stats");
        assertThat(asked(ONE)).isEqualTo(1);
        assertThat(asked(ALL)).isEqualTo(1);
    }

    @Test
    void whatWasReadOfOneServerIsKept() {
        docker();
        client.learners().report("468c9e7a-33f0-4223-b2ec-45c8ec2a4e2a");

        assertThat(asked(ONE)).isEqualTo(1);
    }

    @Test
    void aFailingHistoryIsMissedAndNothingElse() {
        campus.fault(SampleService.PERFORMANCE, ONE, Fault.status(500));

        ServerAllocationReport report = docker();

        assertThat(report.integrationStatus()).isEqualTo(IntegrationStatus.PARTIAL);
        assertThat(histories(report)).singleElement().satisfies(line -> {
            assertThat(line.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(line.calls().failing()).containsExactly("3");
        });
        assertThat(report.infrastructure().servers().get(3L).history()).isNull();
        assertThat(report.infrastructure().servers().get(3L).utilization().cpu())
                .isPositive();
        assertThat(report.labs().get("docker").performance()).isNotNull();
        assertThat(report.labs().get("docker").servers().get(0).peakTimes()).isNotEmpty();
        assertThat(report.correlation().infrastructureWindowWeeks()).isNull();
    }

    @Test
    void rowsOfOtherServersDoNotCount() {
        campus.answer(
                SampleService.PERFORMANCE,
                ONE,
                200,
                "application/json",
                "[{\"id\":1,\"server_id\":4,\"cpu_usage\":1,\"memory_usage\":1,\"disk_usage\":1,"
                        + "\"recorded_at\":\"2026-11-16T09:00:00.000Z\"}]");

        assertThat(docker().infrastructure().servers().get(3L).history()).isNull();
    }

    @Test
    void withoutTheAllocationsNoServerIsAskedFor() {
        campus.fault(SampleService.RESOURCE_ALLOCATION, "/allocations", Fault.status(500));

        assertThat(histories(docker()))
                .singleElement()
                .extracting(SourceStatus::outcome)
                .isEqualTo(Outcome.SKIPPED);
        assertThat(asked(ALL)).isZero();
    }
}
