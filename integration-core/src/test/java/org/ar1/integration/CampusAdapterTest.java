package org.ar1.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.ar1.integration.campus.CampusReport;
import org.ar1.integration.campus.CampusServer;
import org.ar1.integration.campus.LabType;
import org.ar1.integration.document.CampusJson;
import org.ar1.integration.insight.InsightKind;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.report.ServerState;
import org.ar1.integration.testkit.Fault;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;
import org.ar1.integration.upstream.InfrastructureLab;
import org.ar1.integration.upstream.UtilizationStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class CampusAdapterTest {

    private static final Instant NOW = Instant.parse("2026-11-16T09:01:00Z");

    private SampleCampus campus;
    private IntegrationClient client;

    @BeforeEach
    void start() {
        campus = SampleCampus.builder()
                .now(NOW)
                .historyDays(15)
                .deletedLabs(1)
                .serversWithoutLabs(1)
                .start();
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

    private CampusReport report() {
        return client.campus().report();
    }

    @Test
    void aCampusThatIsReadFromItsDocumentHasTheSamePartsLinkedAsBefore() {
        CampusReport report = report();
        byte[] document = CampusJson.write(report);

        CampusReport read = CampusJson.read(document);

        assertThat(new String(CampusJson.write(read), UTF_8)).isEqualTo(new String(document, UTF_8));
        assertThat(read.insights()).isEqualTo(report.insights());
        assertThat(List.copyOf(read.labTypes().keySet()))
                .isEqualTo(List.copyOf(report.labTypes().keySet()));
        read.labTypes().forEach((name, type) -> {
            LabType before = report.labTypes().get(name);
            assertThat(type.usage()).isEqualTo(before.usage());
            assertThat(type.utilization()).isEqualTo(before.utilization());
            assertThat(type.popularLabs()).isEqualTo(before.popularLabs());
            assertThat(type.performance()).isEqualTo(before.performance());
            assertThat(type.infrastructureLabs()).isEqualTo(before.infrastructureLabs());
            assertThat(type.insights()).isEqualTo(before.insights());
            type.servers().forEach(server -> {
                assertThat(server).isSameAs(read.servers().get(server.serverId()));
                assertThat(server.labTypes()).contains(type);
            });
        });
        assertThat(read.servers().keySet()).isEqualTo(report.servers().keySet()).isNotEmpty();
    }

    @Test
    void labTypesAndServersLeadToEachOther() {
        CampusReport report = report();

        assertThat(report.integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
        assertThat(report.servers().keySet()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        for (LabType type : report.labTypes().values()) {
            for (CampusServer server : type.servers()) {
                assertThat(server).isSameAs(report.servers().get(server.serverId()));
                assertThat(server.labTypes()).contains(type);
                assertThat(server.labs()).containsAnyElementsOf(type.names());
            }
        }
        LabType kubernetes = report.labTypes().get("kubernetes");
        assertThat(kubernetes.servers()).extracting(CampusServer::serverId).containsExactly(3L, 4L, 5L);
        assertThat(report.servers().get(3L).labTypes())
                .extracting(LabType::labType)
                .containsExactly("docker", "kubernetes", "machine-learning");
        assertThat(report.servers().get(9L).labTypes()).isEmpty();
    }

    @Test
    void overusedLabTypesOnHotServers() {
        List<String> found = report().labTypes().values().stream()
                .filter(type ->
                        type.utilization() != null && type.utilization().status() == UtilizationStatus.OVER_UTILIZED)
                .filter(type -> type.servers().stream().anyMatch(server -> server.state() == ServerState.HOT))
                .map(LabType::labType)
                .toList();

        assertThat(found).containsExactly("docker", "kubernetes", "machine-learning");
    }

    @Test
    void theFiguresAreThoseOfTheReports() {
        CampusReport report = report();
        LabUtilizationReport utilization = client.labUtilization().report();
        ServerAllocationReport allocation = client.serverAllocation().report();

        utilization
                .infrastructureInsights()
                .utilization()
                .forEach((type, use) ->
                        assertThat(report.labTypes().get(type).utilization()).isEqualTo(use));
        utilization.labUsage().forEach((type, usage) -> {
            LabType own = report.labTypes().get(type);
            assertThat(own.usage().totalEvents()).isEqualTo(usage.totalEvents());
            assertThat(own.usage().errors()).isEqualTo(usage.errors());
        });
        allocation.labs().forEach((type, lab) -> {
            LabType own = report.labTypes().get(type);
            assertThat(own.performance()).isEqualTo(lab.performance());
            assertThat(own.servers()).hasSameSizeAs(lab.servers());
        });
        allocation
                .infrastructure()
                .servers()
                .forEach((id, load) ->
                        assertThat(report.servers().get(id).load()).isEqualTo(load));
    }

    @Test
    void whatTheTrendsDoNotListHadNoEvent() {
        LabType cobol = report().labTypes().get("cobol");

        assertThat(cobol.usage().totalEvents()).isZero();
        assertThat(cobol.usage().timePeriodDays()).isEqualTo(30);
        assertThat(cobol.isInCatalogue()).isTrue();
        assertThat(cobol.servers()).isEmpty();
    }

    @Test
    void withoutTheCatalogueNothingIsKnownOfTheEventsOfAGuessedType() {
        campus.fault(SampleService.USER_PROGRESS, "/labs/", Fault.status(500));

        CampusReport report = client.campus().report();

        // In the catalogue this lab is one of another type, which has events.
        assertThat(report.labTypes().get("50%-off:-cloud-#1?").usage()).isNull();
        assertThat(report.labTypes().get("docker").usage()).isNotNull();
    }

    @Test
    void insightsStandWhereTheyBelong() {
        CampusReport report = report();

        assertThat(report.servers().get(3L).insights())
                .extracting(insight -> insight.heading().kind())
                .contains(InsightKind.BUSIEST_HOUR, InsightKind.SUSTAINED_LOAD);
        assertThat(report.servers().get(3L).capacity().insights())
                .hasSameSizeAs(report.servers().get(3L).insights());
        assertThat(report.labTypes().get("terraform").insights())
                .extracting(insight -> insight.heading().kind())
                .containsExactly(InsightKind.DEMAND_MISMATCH);
        assertThat(report.labTypes().get("operating-systems").insights())
                .extracting(insight -> insight.heading().kind())
                .containsExactly(InsightKind.IDLE_LAB);
        assertThat(report.insights().insights())
                .isEqualTo(client.insights().report().insights());
    }

    @Test
    void aDeletedLabIsStillThere() {
        LabType deleted = report().labTypes().get("deleted-lab-01");

        assertThat(deleted.isInCatalogue()).isFalse();
        assertThat(deleted.infrastructureLabs())
                .singleElement()
                .satisfies(lab -> assertThat(lab.status()).isEqualTo(InfrastructureLab.Status.DELETED));
        assertThat(deleted.insights()).anyMatch(insight -> insight.heading().kind() == InsightKind.DATA_HEALTH);
    }

    @Test
    void withoutTheServersThoseThatTheAllocationsNameAreThere() {
        campus.fault(SampleService.RESOURCE_ALLOCATION, "/servers", Fault.status(500));

        CampusReport report = report();

        assertThat(report.integrationStatus()).isEqualTo(IntegrationStatus.PARTIAL);
        assertThat(report.servers()).hasSize(8);
        assertThat(report.servers().get(3L).load()).isNull();
        assertThat(report.servers().get(3L).capacity()).isNull();
        assertThat(report.servers().get(3L).state()).isEqualTo(ServerState.UNKNOWN);
        assertThat(report.labTypes().get("docker").servers()).hasSize(1);
    }

    @Test
    void nobodyCanChangeIt() {
        CampusReport report = report();
        LabType docker = report.labTypes().get("docker");

        assertThatThrownBy(() -> report.labTypes().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> report.servers().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> docker.servers().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> docker.servers().get(0).labTypes().clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void theZoneIsThatOfItsInsights() {
        ZoneId zone = ZoneId.of("Asia/Kathmandu");

        assertThat(client.campus().report(InsightRequest.in(zone)).insights().zone())
                .isEqualTo(zone);
    }
}
