package org.ar1.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.document.ReportJson;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.testkit.SampleCampus;
import org.junit.jupiter.api.Test;

/** The same campus at the same time, read by two clients over the network: whatever arrives first, the bytes are equal. */
class EqualBytesTest {

    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");

    private static IntegrationClient client(SampleCampus campus) {
        return IntegrationClient.builder()
                .config(IntegrationConfig.fromEnvironment(campus.environment()))
                .clock(InstantSource.fixed(NOW))
                .build();
    }

    @Test
    void labUtilization() {
        try (SampleCampus campus =
                        SampleCampus.builder().now(NOW).historyDays(1).start();
                IntegrationClient one = client(campus);
                IntegrationClient other = client(campus)) {
            LabUtilizationReport report = one.labUtilization().report();
            LabUtilizationReport again = other.labUtilization().report();

            assertThat(report.integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
            assertThat(report.infrastructureInsights().popularLabs()).hasSize(28);
            assertThat(again).isEqualTo(report);
            assertThat(Arrays.equals(ReportJson.write(again), ReportJson.write(report)))
                    .isTrue();

            String labType = report.labUsage().keySet().iterator().next();
            LabUtilizationReport ofOne = one.labUtilization().report(labType);
            assertThat(ofOne.labUsage()).containsOnlyKeys(labType);
            assertThat(ofOne.labUsage().get(labType))
                    .isEqualTo(report.labUsage().get(labType));
        }
    }

    @Test
    void serverAllocation() {
        try (SampleCampus campus =
                        SampleCampus.builder().now(NOW).historyDays(1).start();
                IntegrationClient one = client(campus);
                IntegrationClient other = client(campus)) {
            ServerAllocationReport report = one.serverAllocation().report();
            ServerAllocationReport again = other.serverAllocation().report();

            assertThat(report.integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
            assertThat(report.infrastructure().servers()).hasSize(8);
            // The mean may differ in its last bits only where rows arrive in another order, which they do not here.
            assertThat(again).isEqualTo(report);
            assertThat(Arrays.equals(ReportJson.write(again), ReportJson.write(report)))
                    .isTrue();

            String labType =
                    report.infrastructure().allocationMap().keySet().iterator().next();
            ServerAllocationReport ofOne = one.serverAllocation().report(labType);
            assertThat(ofOne.labs()).containsOnlyKeys(labType);
            assertThat(ofOne.infrastructure().servers().keySet())
                    .containsExactlyElementsOf(
                            report.infrastructure().allocationMap().get(labType));
        }
    }

    @Test
    void eachReportHoldsWhatTheSingleResourcesSay() {
        try (SampleCampus campus =
                        SampleCampus.builder().now(NOW).historyDays(1).start();
                IntegrationClient client = client(campus)) {
            ServerAllocationReport allocation = client.serverAllocation().report();
            LabUtilizationReport utilization = client.labUtilization().report();

            assertThat(client.labUtilization().popularLabs().orElseThrow())
                    .hasSameSizeAs(utilization.infrastructureInsights().popularLabs());
            assertThat(client.labUtilization().utilization().orElseThrow()).hasSize(28);
            assertThat(client.labUtilization()
                            .usageTrends(30)
                            .orElseThrow()
                            .labUsage()
                            .keySet())
                    .isEqualTo(utilization.labUsage().keySet());
            utilization
                    .labUsage()
                    .forEach((labType, usage) -> assertThat(
                                    client.labUtilization().labUsage(labType).orNull())
                            .isEqualTo(usage.detail()));
            assertThat(client.serverAllocation().servers().orElseThrow())
                    .hasSameSizeAs(allocation.infrastructure().servers().keySet());
            assertThat(client.serverAllocation().allocations().orElseThrow()).isNotEmpty();
            allocation
                    .infrastructure()
                    .servers()
                    .forEach((id, server) -> assertThat(client.serverAllocation()
                                    .serverStatistics()
                                    .orElseThrow()
                                    .servers()
                                    .get(id))
                            .isEqualTo(server.history()));
            allocation.labs().forEach((labType, lab) -> {
                assertThat(client.serverAllocation().labPerformance(labType).orNull())
                        .isEqualTo(lab.performance());
                lab.servers()
                        .forEach(server -> assertThat(client.serverAllocation()
                                        .peakTimes(server.serverId())
                                        .orElseThrow())
                                .isEqualTo(server.peakTimes()));
            });
            Sourced<?> nobody = client.serverAllocation().userPerformance("nobody/at all");
            assertThat(nobody.outcome().hasData()).isTrue();
            assertThat(nobody.orNull()).isNull();
        }
    }
}
