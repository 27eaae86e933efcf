package org.ar1.integration;

import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.testkit.Fault;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WarmUpTest {

    @Test
    void afterItBothReportsComeFromMemory() {
        try (SampleCampus campus = SampleCampus.builder().historyDays(1).start();
                IntegrationClient client = TestClients.client(campus)) {
            client.warmUpAsync().toCompletableFuture().join();
            campus.resetCounts();

            assertThat(client.labUtilization().report().sources())
                    .allMatch(source -> source.outcome() == Outcome.CACHED);
            assertThat(client.serverAllocation().report().sources())
                    .allMatch(source -> source.outcome() == Outcome.CACHED);
            for (SampleService service : SampleService.values()) {
                assertThat(campus.requests(service)).as(service.id()).isZero();
            }
        }
    }

    @Test
    void aServiceThatIsDownDoesNotFailIt() {
        try (SampleCampus campus = SampleCampus.builder().historyDays(1).start();
                IntegrationClient client = TestClients.client(campus)) {
            campus.fault(SampleService.LAB_MONITORING, Fault.refused());

            client.warmUpAsync().toCompletableFuture().join();

            assertThat(client.serverAllocation().report().integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
        }
    }
}
