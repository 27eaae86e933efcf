package org.ar1.integration.testkit;

import static org.ar1.integration.testkit.SampleService.LAB_MONITORING;
import static org.ar1.integration.testkit.SampleService.PERFORMANCE;
import static org.ar1.integration.testkit.SampleService.PERFORMANCE_REPORTING;
import static org.ar1.integration.testkit.SampleService.RESOURCE_ALLOCATION;
import static org.ar1.integration.testkit.SampleService.USAGE_ANALYTICS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ar1.integration.testkit.Campus.Allocation;
import org.ar1.integration.testkit.Campus.CatalogueLab;
import org.ar1.integration.testkit.Campus.Lab;
import org.ar1.integration.testkit.Campus.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardCampusTest {

    private static final Instant MONDAY_MORNING = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant SUNDAY_NIGHT = Instant.parse("2026-11-22T03:00:00Z");

    private final Campus campus = Campus.standard(MONDAY_MORNING);

    @Test
    void hasLabsOnNoneOneAndThreeServers() {
        Map<String, Long> servers = campus.allocations().stream()
                .collect(Collectors.groupingBy(Allocation::labName, Collectors.counting()));

        assertThat(campus.labs()).hasSize(28);
        assertThat(campus.servers()).hasSize(8);
        assertThat(servers)
                .containsEntry("Kubernetes", 3L)
                .containsEntry("Docker", 1L)
                .doesNotContainKeys("COBOL", "Blockchain");
    }

    @Test
    void hasTwoLabsOfOneTypeAndNamesTheCatalogueDoesNotKnow() {
        Set<String> names = campus.catalogue().stream().map(CatalogueLab::name).collect(Collectors.toSet());

        assertThat(campus.catalogue())
                .filteredOn(lab -> lab.labType().equals("linux-basics"))
                .hasSize(2);
        assertThat(campus.labs().stream().map(Lab::name).filter(name -> !names.contains(name)))
                .containsExactly("Filesystem", " Git  Workflow ", "OPERATING SYSTEMS", "Robotics Prototype");
    }

    @Test
    void showsEveryKindOfUse() {
        try (SampleCampus running = SampleCampus.builder().now(MONDAY_MORNING).start()) {
            List<Map<String, Object>> labs =
                    JsonTree.rows(Web.body(running, LAB_MONITORING, "/monitor/labs/over-under-utilized"));
            List<Map<String, Object>> popular =
                    JsonTree.rows(Web.body(running, LAB_MONITORING, "/monitor/labs/popular"));

            assertThat(labs).extracting(lab -> lab.get("status")).contains("over-utilized", "under-utilized", "normal");
            assertThat(labs)
                    .filteredOn(lab -> lab.get("ratio") == null)
                    .extracting(lab -> lab.get("estimated_users"))
                    .containsExactly(null, BigDecimal.ZERO);
            assertThat(popular.get(0)).containsEntry("total_user_minutes", "79800");
            assertThat(popular.get(27))
                    .containsEntry("name", "COBOL")
                    .containsEntry("total_user_minutes", BigDecimal.ZERO);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-23T10:00:00Z", "2026-11-22T03:00:00Z"})
    void hasOneHotServerOneOverfullAndOneThatWentQuietAtAnyTime(Instant now) {
        Map<Long, Double> load = Campus.standard(now).servers().stream()
                .collect(Collectors.toMap(Server::id, StandardCampusTest::highestUse));

        assertThat(load.get(3L)).isBetween(0.8, 0.999);
        assertThat(load.get(7L)).isGreaterThan(1);
        load.keySet().removeAll(Set.of(3L, 7L));
        assertThat(load.values()).allMatch(use -> use < 0.8);
        assertThat(campus.servers())
                .filteredOn(server -> !server.sinceChecked().isZero())
                .extracting(Server::id)
                .containsExactly(8L);
    }

    private static double highestUse(Server server) {
        double disk = server.maxDisk() == null ? 0 : server.diskUsage() / server.maxDisk();
        return Math.max(disk, Math.max(server.cpuUsage() / server.maxCpu(), server.memoryUsage() / server.maxMemory()));
    }

    @Test
    void isQuietAtNight() {
        assertThat(Campus.standard(SUNDAY_NIGHT).servers().get(0).cpuUsage())
                .isLessThan(campus.servers().get(0).cpuUsage() / 3);
    }

    @Test
    void mostTypesHaveDataAndSomeHonestlyNone() {
        try (SampleCampus running = SampleCampus.start()) {
            assertThat(Web.body(running, USAGE_ANALYTICS, "/analytics/usage/lab/cobol?days=7"))
                    .isEqualTo("{\"detail\":\"No usage data found for lab type\"}");
            assertThat(Web.body(running, PERFORMANCE_REPORTING, "/performance/lab/blockchain"))
                    .isEqualTo("{\"detail\":\"No records found for lab type\"}");
            assertThat(Web.body(running, PERFORMANCE_REPORTING, "/performance/lab/filesystem"))
                    .isEqualTo("{\"detail\":\"Lab type not found\"}");
            assertThat(Web.body(running, PERFORMANCE_REPORTING, "/performance/lab/a%2Fb"))
                    .isEqualTo("{\"detail\":\"Not Found\"}");
            assertThat(Web.body(
                            running, PERFORMANCE_REPORTING, "/performance/user/00000000-0000-4000-8000-000000000000"))
                    .endsWith("\"records\":[]}");
        }
    }

    @Test
    void growsToAnySize() {
        try (SampleCampus running =
                SampleCampus.builder().labs(2000).servers(50).historyDays(1).start()) {
            List<Map<String, Object>> allocations =
                    JsonTree.rows(Web.body(running, RESOURCE_ALLOCATION, "/allocations"));
            assertThat(JsonTree.rows(Web.body(running, LAB_MONITORING, "/monitor/labs")))
                    .hasSize(2000);
            assertThat(JsonTree.rows(Web.body(running, RESOURCE_ALLOCATION, "/servers")))
                    .hasSize(50);
            assertThat(allocations)
                    .extracting(allocation -> allocation.get("server_id"))
                    .contains(BigDecimal.valueOf(50))
                    .doesNotContain(BigDecimal.valueOf(51));
            assertThat(Web.body(running, PERFORMANCE_REPORTING, "/performance/lab/lab-02000"))
                    .contains("success_rate");
        }
    }

    @Test
    void shrinksToNothing() {
        try (SampleCampus running =
                SampleCampus.builder().labs(0).servers(0).historyRows(100).start()) {
            assertThat(Web.body(running, LAB_MONITORING, "/monitor/labs/popular"))
                    .isEqualTo("[]");
            assertThat(Web.body(running, RESOURCE_ALLOCATION, "/allocations")).isEqualTo("[]");
            assertThat(Web.body(running, PERFORMANCE, "/performance/servers/stats"))
                    .isEqualTo("[]");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleCampus.builder().labs(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleCampus.builder().historyRows(-1));
    }

    @Test
    void takesAnyDataInstead() {
        Campus own = campus.withLabs(List.of(new Lab(7, "../<script>\u0000", 1, 5, null, 0, 0)))
                .withServers(List.of())
                .withAllocations(List.of(new Allocation(1, "ghost", 99)))
                .withCatalogue(List.of(new CatalogueLab("", "a b", "")))
                .withActivities(List.of(new Campus.Activity("a b", 3, 2, 3, 0)))
                .withPerformances(List.of(new Campus.Performance("a b", 0, 0, 0, List.of())))
                .withUsers(List.of(new Campus.User("ü", List.of("a b"))));
        try (SampleCampus running = SampleCampus.builder().campus(own).start()) {
            assertThat(Web.body(running, LAB_MONITORING, "/monitor/labs"))
                    .isEqualTo("[{\"id\":7,\"name\":\"../<script>\\u0000\"}]");
            assertThat(Web.body(running, RESOURCE_ALLOCATION, "/allocations"))
                    .isEqualTo("[{\"id\":1,\"lab_name\":\"ghost\",\"server_id\":99}]");
            assertThat(Web.body(running, USAGE_ANALYTICS, "/analytics/usage/lab/a%20b?days=30"))
                    .isEqualTo("{\"lab_type\":\"a b\",\"time_period_days\":30,\"unique_users\":2,\"total_events\":3,"
                            + "\"event_distribution\":{\"error\":3},\"average_session_time_seconds\":0.0}");
            assertThat(Web.body(running, PERFORMANCE_REPORTING, "/performance/lab/a%20b"))
                    .contains("\"common_errors\":[]");
            assertThat(Web.body(running, PERFORMANCE_REPORTING, "/performance/user/%C3%BC"))
                    .contains("\"a b\":{");
            assertThat(Web.body(running, RESOURCE_ALLOCATION, "/servers")).isEqualTo("[]");
        }
    }
}
