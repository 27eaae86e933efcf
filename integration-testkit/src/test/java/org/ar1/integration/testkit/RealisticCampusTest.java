package org.ar1.integration.testkit;

import static org.ar1.integration.testkit.SampleService.LAB_MONITORING;
import static org.ar1.integration.testkit.SampleService.PERFORMANCE;
import static org.ar1.integration.testkit.SampleService.PERFORMANCE_REPORTING;
import static org.ar1.integration.testkit.SampleService.RESOURCE_ALLOCATION;
import static org.ar1.integration.testkit.SampleService.USAGE_ANALYTICS;
import static org.ar1.integration.testkit.SampleService.USER_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What makes a campus realistic, each option by itself and all of them together. */
class RealisticCampusTest {

    private static final Instant MONDAY_MORNING = Instant.parse("2026-11-23T10:00:00Z");
    private static final String STATS = "/performance/servers/stats";
    private static final String NO_USAGE = "{\"detail\":\"No usage data found for lab type\"}";
    private static final String NO_RECORDS = "{\"detail\":\"No records found for lab type\"}";
    private static final String NOT_FOUND = "{\"detail\":\"Lab type not found\"}";

    private static SampleCampusBuilder tidy() {
        return SampleCampus.builder().now(MONDAY_MORNING).historyDays(1);
    }

    private static List<Map<String, Object>> rows(SampleCampus campus, SampleService service, String path) {
        return JsonTree.rows(Web.body(campus, service, path));
    }

    private static Set<Object> types(SampleCampus campus) {
        Set<Object> types = new HashSet<>();
        rows(campus, USER_PROGRESS, "/labs/").forEach(lab -> types.add(lab.get("lab_type")));
        return types;
    }

    private static String usage(SampleCampus campus, Object labType) {
        return Web.body(campus, USAGE_ANALYTICS, "/analytics/usage/lab/" + labType + "?days=7");
    }

    private static String records(SampleCampus campus, Object labType) {
        return Web.body(campus, PERFORMANCE_REPORTING, "/performance/lab/" + labType);
    }

    @Test
    void aRealisticCampusHas69TypesAnd40OfThemHaveNoData() {
        try (SampleCampus campus = SampleCampus.realistic()
                .now(MONDAY_MORNING)
                .callCost(Duration.ZERO)
                .start()) {
            Set<Object> types = types(campus);

            assertThat(types).hasSize(69);
            assertThat(types.stream()
                            .filter(type -> usage(campus, type).equals(NO_USAGE)
                                    && records(campus, type).equals(NO_RECORDS)))
                    .hasSize(40);
        }
    }

    @Test
    void aRealisticCampusTakesItsTimeAndHasEveryOddity() {
        try (SampleCampus campus =
                SampleCampus.realistic().now(MONDAY_MORNING).historyDays(1).start()) {
            long start = System.nanoTime();
            String denied = usage(campus, "deleted-lab-02");
            long nanos = System.nanoTime() - start;

            // One turn of Usage Analytics, in which it takes one of User Progress.
            assertThat(Duration.ofNanos(nanos)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
            assertThat(denied).isEqualTo(NOT_FOUND);
            assertThat(rows(campus, RESOURCE_ALLOCATION, "/servers"))
                    .hasSize(10)
                    .extracting(server -> server.get("last_checked"))
                    .contains("2026-11-23T15:30:00.000Z");
        }
    }

    @Test
    void typesWithoutDataAreTheLastAndThoseThatHaveNoneAnywayCount() {
        try (SampleCampus campus = tidy().typesWithoutData(5).start()) {
            // COBOL, Operating Systems and Digital Forensics have none in the first place.
            assertThat(types(campus).stream()
                            .filter(type -> usage(campus, type).equals(NO_USAGE)
                                    && records(campus, type).equals(NO_RECORDS)))
                    .containsExactlyInAnyOrder(
                            "operating-systems", "cobol", "digital-forensics", "blockchain", "compilers");
            assertThat(Web.body(campus, USAGE_ANALYTICS, "/analytics/trends?days=30"))
                    .contains("quantum-computing")
                    .doesNotContain("blockchain")
                    .doesNotContain("compilers");
        }
        try (SampleCampus campus = tidy().typesWithoutData(1000).start()) {
            assertThat(types(campus)).allMatch(type -> records(campus, type).equals(NO_RECORDS));
        }
    }

    @Test
    void withoutUserProgressEvenATypeWithoutDataIsDeniedAltogether() {
        try (SampleCampus campus = tidy().typesWithoutData(5).start()) {
            campus.fault(USER_PROGRESS, Fault.refused());

            assertThat(usage(campus, "blockchain")).isEqualTo(NOT_FOUND);
            assertThat(records(campus, "blockchain")).isEqualTo(NOT_FOUND);
        }
    }

    @Test
    void serversWithoutLabsWereCheckedWhenTheyWereAddedAndNeverSince() {
        AtomicReference<Instant> clock = new AtomicReference<>(MONDAY_MORNING);
        try (SampleCampus campus =
                tidy().clock(clock::get).serversWithoutLabs(2).start()) {
            clock.set(MONDAY_MORNING.plus(Duration.ofHours(5)));
            List<Map<String, Object>> servers = rows(campus, RESOURCE_ALLOCATION, "/servers");

            assertThat(servers).hasSize(10);
            assertThat(servers.subList(8, 10))
                    .extracting(server -> server.get("last_checked"))
                    .containsExactly("2026-10-13T10:00:00.000Z", "2026-10-12T10:00:00.000Z");
            assertThat(rows(campus, PERFORMANCE, STATS))
                    .extracting(row -> JsonTree.number(row, "server_id"))
                    .doesNotContain(9.0, 10.0);
            assertThat(rows(campus, RESOURCE_ALLOCATION, "/allocations"))
                    .extracting(row -> JsonTree.number(row, "server_id"))
                    .doesNotContain(9.0, 10.0);
        }
    }

    @Test
    void aDeletedLabIsListedAndHasEventsButNoServerAndNoType() {
        try (SampleCampus campus = tidy().deletedLabs(1).start()) {
            assertThat(rows(campus, LAB_MONITORING, "/monitor/labs/popular"))
                    .extracting(lab -> lab.get("name"))
                    .hasSize(29)
                    .contains("Deleted Lab 01");
            assertThat(rows(campus, RESOURCE_ALLOCATION, "/labs"))
                    .hasSize(29)
                    .filteredOn(lab -> "deleted".equals(lab.get("status")))
                    .extracting(lab -> lab.get("name"))
                    .containsExactly("Deleted Lab 01");
            assertThat(rows(campus, RESOURCE_ALLOCATION, "/allocations"))
                    .extracting(row -> row.get("lab_name"))
                    .doesNotContain("Deleted Lab 01");
            assertThat(types(campus)).doesNotContain("deleted-lab-01");
            assertThat(Web.body(campus, USAGE_ANALYTICS, "/analytics/trends?days=7"))
                    .contains("\"deleted-lab-01\":{");
            assertThat(usage(campus, "deleted-lab-01")).isEqualTo(NOT_FOUND);
            assertThat(records(campus, "deleted-lab-01")).isEqualTo(NOT_FOUND);
        }
    }

    @Test
    void partialSumsAreRowsOfTheLatestCheckButNotAlwaysTheLargest() {
        AtomicReference<Instant> clock = new AtomicReference<>(MONDAY_MORNING);
        int whole = 0;
        int parts = 0;
        try (SampleCampus campus =
                tidy().historyRows(70).clock(clock::get).partialSums(true).start()) {
            for (int mark = 0; mark < 20; mark++) {
                clock.set(MONDAY_MORNING.plus(Duration.ofMinutes(10L * mark)));
                List<Map<String, Object>> history = rows(campus, PERFORMANCE, STATS);
                for (Map<String, Object> server : rows(campus, RESOURCE_ALLOCATION, "/servers")) {
                    List<Double> latest = new ArrayList<>();
                    for (Map<String, Object> row : history) {
                        if (row.get("server_id").equals(server.get("id"))
                                && row.get("recorded_at").equals(server.get("last_checked"))) {
                            latest.add(JsonTree.number(row, "memory_usage"));
                        }
                    }
                    double stated = JsonTree.number(server, "memory_usage");
                    assertThat(latest).contains(stated);
                    boolean isWhole = latest.stream()
                                    .mapToDouble(Double::doubleValue)
                                    .max()
                                    .orElseThrow()
                            == stated;
                    whole += isWhole ? 1 : 0;
                    parts += isWhole ? 0 : 1;
                }
            }
        }
        assertThat(parts).isGreaterThan(whole);
        assertThat(whole).isGreaterThan(10);
    }

    @Test
    void theSameCheckStatesTheSamePartialSum() {
        try (SampleCampus one = tidy().partialSums(true).start();
                SampleCampus two = tidy().now(MONDAY_MORNING.plusSeconds(599))
                        .partialSums(true)
                        .start()) {
            assertThat(Web.body(two, RESOURCE_ALLOCATION, "/servers"))
                    .isEqualTo(Web.body(one, RESOURCE_ALLOCATION, "/servers"));
        }
    }

    @Test
    void aBrokenRecordIsA500ForItsTypeAlone() throws IOException {
        try (SampleCampus campus = tidy().brokenRecords("docker", "unheard-of").start()) {
            HttpResponse<String> docker = Web.get(campus, PERFORMANCE_REPORTING, "/performance/lab/docker");

            assertThat(docker.statusCode()).isEqualTo(500);
            assertThat(docker.headers().firstValue("content-type")).hasValue("text/plain; charset=utf-8");
            assertThat(docker.body()).isEqualTo("Internal Server Error");
            assertThat(records(campus, "kubernetes")).contains("success_rate");
            assertThat(records(campus, "unheard-of")).isEqualTo(NOT_FOUND);
            campus.fault(USER_PROGRESS, Fault.refused());
            assertThat(records(campus, "docker")).isEqualTo(NOT_FOUND);
        }
    }

    @Test
    void aDatabaseInAnotherZoneShiftsWhatItHasStored() {
        try (SampleCampus east =
                        tidy().zones(ZoneId.of("Asia/Kolkata"), ZoneOffset.UTC).start();
                SampleCampus west =
                        tidy().zones(ZoneOffset.UTC, ZoneId.of("Europe/Berlin")).start()) {
            assertThat(latest(east, RESOURCE_ALLOCATION, "/servers", "last_checked"))
                    .isEqualTo("2026-11-23T15:30:00.000Z");
            assertThat(latest(east, PERFORMANCE, STATS, "recorded_at")).isEqualTo("2026-11-23T15:30:00.000Z");
            assertThat(latest(west, RESOURCE_ALLOCATION, "/servers", "last_checked"))
                    .isEqualTo("2026-11-23T09:00:00.000Z");
            assertThat(latest(west, PERFORMANCE, STATS, "recorded_at")).isEqualTo("2026-11-23T09:00:00.000Z");
        }
    }

    @Test
    void peaksAreInTheLocalTimeOfTheDatabase() {
        for (ZoneId service : List.of(ZoneOffset.UTC, ZoneId.of("America/New_York"))) {
            try (SampleCampus campus =
                    tidy().zones(ZoneId.of("Asia/Kolkata"), service).start()) {
                assertThat(latest(campus, PERFORMANCE, "/performance/servers/3/peaks", "time"))
                        .isEqualTo("2026-11-23 15:30:00");
            }
        }
    }

    private static String latest(SampleCampus campus, SampleService service, String path, String time) {
        return rows(campus, service, path).stream()
                .map(row -> (String) row.get(time))
                .max(String::compareTo)
                .orElseThrow();
    }

    @Test
    void noCountIsNegative() {
        SampleCampusBuilder builder = SampleCampus.builder();

        assertThatIllegalArgumentException().isThrownBy(() -> builder.typesWithoutData(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.serversWithoutLabs(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.deletedLabs(-1));
    }
}
