package org.ar1.integration.testkit;

import static org.ar1.integration.testkit.SampleService.PERFORMANCE;
import static org.ar1.integration.testkit.SampleService.RESOURCE_ALLOCATION;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static final Instant MONDAY_MORNING = Instant.parse("2026-11-23T10:00:00Z");
    private static final String STATS = "/performance/servers/stats";

    @Test
    void streamsExactlyTheWantedRows() throws IOException {
        try (SampleCampus campus = SampleCampus.builder().historyRows(200_000).start();
                InputStream body = Web.stream(campus, PERFORMANCE, STATS).body();
                JsonParser json = new JsonFactory().createParser(body)) {
            BitSet ids = new BitSet();
            int rows = 0;
            assertThat(json.nextToken()).isEqualTo(JsonToken.START_ARRAY);
            while (json.nextToken() == JsonToken.START_OBJECT) {
                rows++;
                while (json.nextToken() != JsonToken.END_OBJECT) {
                    if (json.currentName().equals("id") && json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
                        ids.set(json.getIntValue());
                    }
                }
            }
            assertThat(rows).isEqualTo(200_000);
            assertThat(ids.cardinality()).isEqualTo(200_000);
            assertThat(ids.length()).isEqualTo(200_001);
        }
    }

    @Test
    void coversTheDaysUnorderedAndWithSeveralRowsASecond() {
        List<Map<String, Object>> rows = rows(MONDAY_MORNING, 14);
        List<String> times = rows.stream().map(HistoryTest::time).toList();

        assertThat(rows).hasSize(14 * 144 * 12);
        assertThat(times).isNotEqualTo(times.stream().sorted().toList());
        assertThat(times.stream().max(Comparator.naturalOrder())).contains("2026-11-23T10:00:00.000Z");
        assertThat(rows.stream()
                        .collect(Collectors.groupingBy(
                                row -> row.get("server_id") + " " + time(row), Collectors.counting()))
                        .values())
                .contains(2L);
    }

    @Test
    void theLatestRowOfAServerIsItsUsageNow() {
        try (SampleCampus campus =
                SampleCampus.builder().historyDays(1).now(MONDAY_MORNING).start()) {
            Map<Object, Map<String, Object>> latest = JsonTree.rows(Web.body(campus, PERFORMANCE, STATS)).stream()
                    .collect(Collectors.toMap(
                            row -> row.get("server_id"), row -> row, (one, two) -> later(one, two) ? one : two));
            for (Map<String, Object> server : JsonTree.rows(Web.body(campus, RESOURCE_ALLOCATION, "/servers"))) {
                Map<String, Object> row = latest.get(server.get("id"));
                for (String usage : List.of("cpu_usage", "memory_usage", "disk_usage")) {
                    assertThat(row.get(usage)).as(usage + " of " + server).isEqualTo(server.get(usage));
                }
                assertThat(row.get("recorded_at")).isEqualTo(server.get("last_checked"));
            }
        }
    }

    private static boolean later(Map<String, Object> one, Map<String, Object> two) {
        int byTime = time(one).compareTo(time(two));
        return byTime > 0 || (byTime == 0 && JsonTree.number(one, "id") > JsonTree.number(two, "id"));
    }

    @Test
    void followsTheWeek() {
        List<Map<String, Object>> rows = rows(MONDAY_MORNING, 7);

        double mondayClass = cpuOfServerOne(rows, "2026-11-23T10:00");
        double thursdayClass = cpuOfServerOne(rows, "2026-11-19T10:00");
        double night = cpuOfServerOne(rows, "2026-11-23T03:00");
        double sunday = cpuOfServerOne(rows, "2026-11-22T10:00");

        assertThat(mondayClass).isGreaterThan(thursdayClass);
        assertThat(thursdayClass).isGreaterThan(sunday);
        assertThat(sunday).isGreaterThan(night);
    }

    private static double cpuOfServerOne(List<Map<String, Object>> rows, String minute) {
        return rows.stream()
                .filter(row ->
                        JsonTree.number(row, "server_id") == 1 && time(row).startsWith(minute))
                .mapToDouble(row -> JsonTree.number(row, "cpu_usage"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void peaksComeInTimeOrderUpToNow() {
        try (SampleCampus campus = SampleCampus.builder().now(MONDAY_MORNING).start()) {
            List<String> times = JsonTree.rows(Web.body(campus, PERFORMANCE, "/performance/servers/3/peaks")).stream()
                    .map(row -> (String) row.get("time"))
                    .toList();

            assertThat(times).isSorted().hasSizeGreaterThan(100).endsWith("2026-11-23 10:00:00");
        }
    }

    @Test
    void keepsNullsAndNeverInventsAnOverflow() {
        Campus nulls = Campus.empty()
                .withServers(List.of(
                        new Campus.Server(1, "10.0.0.1", null, 5.0, null, 0.0, null, null, Duration.ZERO),
                        new Campus.Server(2, "10.0.0.2", 99.0, 5.0, 7.0, 100.0, null, 6.0, Duration.ZERO)));
        Instant night = Instant.parse("2026-11-23T03:00:00Z");
        try (SampleCampus campus =
                SampleCampus.builder().campus(nulls).now(night).historyDays(7).start()) {
            List<Map<String, Object>> rows = JsonTree.rows(Web.body(campus, PERFORMANCE, STATS));

            assertThat(rows)
                    .filteredOn(row -> JsonTree.number(row, "server_id") == 1)
                    .allMatch(row -> row.get("cpu_usage") == null && row.get("disk_usage") == null);
            assertThat(rows)
                    .filteredOn(row -> JsonTree.number(row, "server_id") == 2)
                    .allMatch(row -> JsonTree.number(row, "cpu_usage") <= 100);
        }
    }

    private static List<Map<String, Object>> rows(Instant now, int days) {
        try (SampleCampus campus =
                SampleCampus.builder().now(now).historyDays(days).start()) {
            return JsonTree.rows(Web.body(campus, PERFORMANCE, STATS));
        }
    }

    private static String time(Map<String, Object> row) {
        return (String) row.get("recorded_at");
    }
}
