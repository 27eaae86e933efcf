package org.ar1.integration.testkit;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.ar1.integration.testkit.SampleService.PERFORMANCE;
import static org.ar1.integration.testkit.SampleService.RESOURCE_ALLOCATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void coversTheDaysInNoOrder() {
        List<Map<String, Object>> rows = rows(MONDAY_MORNING, 5);
        List<String> times = rows.stream().map(HistoryTest::time).toList();
        long steps = times.stream().distinct().count();
        long laterThanTheRowBefore = 0;
        for (int i = 1; i < times.size(); i++) {
            laterThanTheRowBefore += times.get(i).compareTo(times.get(i - 1)) > 0 ? 1 : 0;
        }

        assertThat(times.stream().max(Comparator.naturalOrder())).contains("2026-11-23T10:00:00.000Z");
        assertThat(times.stream().min(Comparator.naturalOrder()).orElseThrow()).startsWith("2026-11-18T");
        assertThat(steps).isBetween(5 * 144L, 5 * 144L + 18);
        assertThat(laterThanTheRowBefore).isBetween(steps / 4, times.size() * 3L / 4);
        assertThat(times.get(times.size() - 1)).isNotEqualTo("2026-11-23T10:00:00.000Z");
    }

    @Test
    void eightWeeksByDefault() {
        Campus one = Campus.empty()
                .withServers(List.of(server(1, 10.0, 100.0, LoadPattern.WORKING_WEEK)))
                .withAllocations(List.of(new Campus.Allocation(1, "a", 1)));
        try (SampleCampus campus =
                SampleCampus.builder().campus(one).now(MONDAY_MORNING).start()) {
            assertThat(JsonTree.rows(Web.body(campus, PERFORMANCE, STATS))).hasSize(56 * 144);
        }
    }

    @Test
    void aMarkHasARowALabOfEachServerAndTheLargestIsItsUsage() {
        try (SampleCampus campus =
                SampleCampus.builder().historyDays(1).now(MONDAY_MORNING).start()) {
            Map<Object, Long> labs = JsonTree.rows(Web.body(campus, RESOURCE_ALLOCATION, "/allocations")).stream()
                    .collect(groupingBy(row -> row.get("server_id"), counting()));
            Map<Object, List<Map<String, Object>>> marks = marks(JsonTree.rows(Web.body(campus, PERFORMANCE, STATS)));

            marks.values()
                    .forEach(mark ->
                            assertThat(mark).hasSize(labs.get(server(mark)).intValue()));
            for (Map<String, Object> server : JsonTree.rows(Web.body(campus, RESOURCE_ALLOCATION, "/servers"))) {
                List<Map<String, Object>> latest = marks.get(server.get("id") + " " + server.get("last_checked"));
                for (String usage : List.of("cpu_usage", "memory_usage", "disk_usage")) {
                    assertThat(latest.stream().mapToDouble(row -> JsonTree.number(row, usage)))
                            .as(usage + " of " + server)
                            .doesNotHaveDuplicates();
                    assertThat(largest(latest, usage)).isEqualTo(JsonTree.number(server, usage));
                }
            }
        }
    }

    @Test
    void neitherTheHighestIdNorTheLastRowIsReliablyTheUsage() {
        Collection<List<Map<String, Object>>> marks = marks(rows(MONDAY_MORNING, 2)).values().stream()
                .filter(mark -> mark.size() > 1)
                .toList();
        Comparator<Map<String, Object>> byId = Comparator.comparingDouble(row -> JsonTree.number(row, "id"));

        assertThat(marks.stream()
                        .filter(mark -> isLargest(mark.stream().max(byId).orElseThrow(), mark))
                        .count())
                .isBetween(marks.size() / 10L, marks.size() / 2L);
        assertThat(marks.stream()
                        .filter(mark -> isLargest(mark.get(mark.size() - 1), mark))
                        .count())
                .isBetween(marks.size() / 10L, marks.size() / 2L);
    }

    private static boolean isLargest(Map<String, Object> row, List<Map<String, Object>> mark) {
        return JsonTree.number(row, "memory_usage") == largest(mark, "memory_usage");
    }

    @Test
    void theHistoryOfOneServerHasItsRowsOfTheWhole() {
        try (SampleCampus campus =
                SampleCampus.builder().historyDays(1).now(MONDAY_MORNING).start()) {
            List<Map<String, Object>> all = JsonTree.rows(Web.body(campus, PERFORMANCE, STATS));

            assertThat(JsonTree.rows(Web.body(campus, PERFORMANCE, "/performance/servers/3/stats")))
                    .isEqualTo(all.stream()
                            .filter(row -> JsonTree.number(row, "server_id") == 3)
                            .toList())
                    .isNotEmpty();
            assertThat(Web.body(campus, PERFORMANCE, "/performance/servers/999/stats"))
                    .isEqualTo("[]");
        }
    }

    @Test
    void aServerWithoutLabsIsNeverCheckedAgain() {
        AtomicReference<Instant> clock = new AtomicReference<>(MONDAY_MORNING);
        Campus two = Campus.empty()
                .withServers(List.of(
                        server(1, 10.0, 100.0, LoadPattern.WORKING_WEEK),
                        new Campus.Server(2, "10.0.0.2", 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, Duration.ofDays(40))))
                .withAllocations(List.of(new Campus.Allocation(1, "a", 1)));
        try (SampleCampus campus =
                SampleCampus.builder().campus(two).clock(clock::get).start()) {
            clock.set(MONDAY_MORNING.plus(Duration.ofHours(5)));

            assertThat(JsonTree.rows(Web.body(campus, RESOURCE_ALLOCATION, "/servers")))
                    .extracting(row -> row.get("last_checked"))
                    .containsExactly("2026-11-23T15:00:00.000Z", "2026-10-14T10:00:00.000Z");
            assertThat(JsonTree.rows(Web.body(campus, PERFORMANCE, STATS)))
                    .extracting(row -> JsonTree.number(row, "server_id"))
                    .containsOnly(1.0);
        }
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
        return largest(
                rows.stream()
                        .filter(row -> JsonTree.number(row, "server_id") == 1
                                && time(row).startsWith(minute))
                        .toList(),
                "cpu_usage");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-23T10:00:00Z", "2026-11-23T14:30:00Z", "2026-11-22T03:00:00Z"})
    void aMondayClassIsOneHourAWeek(String now) {
        Instant time = Instant.parse(now);
        double usageNow = 92 * LoadProfile.cpu(LoadPattern.MONDAY_CLASS, time);

        assertThat(of(LoadPattern.MONDAY_CLASS, usageNow, time))
                .filteredOn(row -> JsonTree.number(row, "cpu_usage") > 80)
                .extracting(HistoryTest::time)
                .isNotEmpty()
                .allMatch(at -> at.compareTo("2026-11-09T14:00") >= 0)
                .allMatch(at -> at.matches("2026-11-(09|16|23)T14:.*"))
                .hasSizeGreaterThanOrEqualTo(12);
    }

    @Test
    void aFillingDiskGrowsByHalfAPercentADay() {
        List<Map<String, Object>> rows = of(LoadPattern.FILLING_DISK, 50, MONDAY_MORNING);

        assertThat(at(rows, "2026-11-23T10:00", "disk_usage")).isEqualTo(390);
        assertThat(at(rows, "2026-11-22T10:00", "disk_usage")).isEqualTo(387.5);
        assertThat(at(rows, "2026-11-13T10:00", "disk_usage")).isEqualTo(365);
    }

    @Test
    void busierLatelyIsAFifthOfTheCpuForAWeek() {
        double base = 30 * LoadProfile.cpu(LoadPattern.WORKING_WEEK, MONDAY_MORNING);
        List<Map<String, Object>> usual = of(LoadPattern.WORKING_WEEK, base, MONDAY_MORNING);
        List<Map<String, Object>> busier = of(LoadPattern.BUSIER_LATELY, base + 20, MONDAY_MORNING);

        for (String since : List.of("2026-11-23T03:00", "2026-11-20T11:00", "2026-11-16T10:10")) {
            assertThat(at(busier, since, "cpu_usage")).isCloseTo(at(usual, since, "cpu_usage") + 20, within(1e-3));
        }
        for (String before : List.of("2026-11-16T10:00", "2026-11-14T03:00", "2026-11-13T11:00")) {
            assertThat(at(busier, before, "cpu_usage")).isCloseTo(at(usual, before, "cpu_usage"), within(1e-3));
        }
    }

    private static List<Map<String, Object>> of(LoadPattern load, double cpu, Instant now) {
        Campus one = Campus.empty()
                .withServers(List.of(server(1, cpu, 390.0, load)))
                .withAllocations(List.of(new Campus.Allocation(1, "a", 1)));
        try (SampleCampus campus =
                SampleCampus.builder().campus(one).now(now).historyDays(15).start()) {
            return JsonTree.rows(Web.body(campus, PERFORMANCE, STATS));
        }
    }

    private static Campus.Server server(long id, double cpu, double disk, LoadPattern load) {
        return new Campus.Server(id, "10.0.0.1", cpu, 60.0, disk, 100.0, 128.0, 500.0, Duration.ZERO, load);
    }

    private static double at(List<Map<String, Object>> rows, String minute, String usage) {
        return largest(rows.stream().filter(row -> time(row).startsWith(minute)).toList(), usage);
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
                        new Campus.Server(2, "10.0.0.2", 99.0, 5.0, 7.0, 100.0, null, 6.0, Duration.ZERO)))
                .withAllocations(List.of(
                        new Campus.Allocation(1, "a", 1),
                        new Campus.Allocation(2, "a", 2),
                        new Campus.Allocation(3, "b", 2)));
        Instant night = Instant.parse("2026-11-23T03:00:00Z");
        try (SampleCampus campus =
                SampleCampus.builder().campus(nulls).now(night).historyDays(7).start()) {
            List<Map<String, Object>> rows = JsonTree.rows(Web.body(campus, PERFORMANCE, STATS));

            assertThat(rows)
                    .filteredOn(row -> JsonTree.number(row, "server_id") == 1)
                    .isNotEmpty()
                    .allMatch(row -> row.get("cpu_usage") == null && row.get("disk_usage") == null);
            assertThat(rows)
                    .filteredOn(row -> JsonTree.number(row, "server_id") == 2)
                    .isNotEmpty()
                    .allMatch(row -> JsonTree.number(row, "cpu_usage") <= 100);
        }
    }

    private static List<Map<String, Object>> rows(Instant now, int days) {
        try (SampleCampus campus =
                SampleCampus.builder().now(now).historyDays(days).start()) {
            return JsonTree.rows(Web.body(campus, PERFORMANCE, STATS));
        }
    }

    private static Map<Object, List<Map<String, Object>>> marks(List<Map<String, Object>> rows) {
        return rows.stream().collect(groupingBy(row -> row.get("server_id") + " " + time(row)));
    }

    private static Object server(List<Map<String, Object>> mark) {
        return Objects.requireNonNull(mark.get(0).get("server_id"));
    }

    private static double largest(List<Map<String, Object>> rows, String usage) {
        return rows.stream()
                .mapToDouble(row -> JsonTree.number(row, usage))
                .max()
                .orElseThrow();
    }

    private static String time(Map<String, Object> row) {
        return (String) row.get("recorded_at");
    }
}
