package org.ar1.integration.internal.service;

import org.ar1.integration.internal.call.BodyTooLargeException;
import org.ar1.integration.internal.call.MalformedBodyException;
import org.ar1.integration.upstream.ServerStatistics;
import org.ar1.integration.upstream.SlotSeries;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ar1.integration.upstream.ServerStatistics.ResourceHistory;
import org.ar1.integration.upstream.ServerStatistics.ServerHistory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatisticsSummarizerTest {

    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");
    private static final HistoryBudget BUDGET = new HistoryBudget(8, 64 << 20);

    private static ServerStatistics summarize(String json) throws IOException {
        return summarize(json, BUDGET);
    }

    private static ServerStatistics summarize(String json, HistoryBudget budget) throws IOException {
        return new StatisticsSummarizer(NOW, budget).summarize(new ByteArrayInputStream(json.getBytes(UTF_8)));
    }

    private static String row(Object id, Object server, String time, Object cpu) {
        return "{\"id\":" + id + ",\"server_id\":" + server + ",\"cpu_usage\":" + cpu
                + ",\"memory_usage\":2,\"disk_usage\":3,\"recorded_at\":\"" + time + "\"}";
    }

    private static String rows(String... rows) {
        return "[" + String.join(",", rows) + "]";
    }

    private static ServerHistory only(String... rows) throws IOException {
        ServerStatistics statistics = summarize(rows(rows));
        assertThat(statistics.servers()).hasSize(1);
        return statistics.servers().values().iterator().next();
    }

    @Test
    void aHistoryOfMoreRowsThanTheLimitIsRefusedAndSaysSo() throws IOException {
        String row = "{\"server_id\":1,\"cpu_usage\":1,\"recorded_at\":\"2026-05-01T00:00:00Z\"}";
        byte[] two = ("[" + row + "," + row + "]").getBytes(UTF_8);

        assertThat(new StatisticsSummarizer(NOW, BUDGET, 2)
                        .summarize(new ByteArrayInputStream(two))
                        .rows())
                .isEqualTo(2);
        assertThatExceptionOfType(BodyTooLargeException.class)
                .isThrownBy(() -> new StatisticsSummarizer(NOW, BUDGET, 1).summarize(new ByteArrayInputStream(two)))
                .withMessage("more than 1 rows");
    }

    @Test
    void noRowsAreAnEmptySummary() throws IOException {
        assertThat(summarize("[]")).isEqualTo(new ServerStatistics(0, 0, null, null, 8, Map.of()));
    }

    @Test
    void eachServerHasItsOwnSummary() throws IOException {
        ServerStatistics statistics = summarize(rows(
                row(1, 7, "2026-05-01T10:00:00.000Z", 10),
                row(2, 8, "2026-05-01T11:00:00.000Z", 99),
                row(3, 7, "2026-05-01T10:10:00.000Z", 30)));

        assertThat(statistics.rows()).isEqualTo(3);
        assertThat(statistics.futureRows()).isZero();
        assertThat(statistics.newest()).isEqualTo(Instant.parse("2026-05-01T11:00:00Z"));
        assertThat(statistics.horizon()).isEqualTo(SlotSeries.slotOf(Instant.parse("2026-05-01T11:00:00Z")));
        assertThat(statistics.windowWeeks()).isEqualTo(8);
        assertThat(statistics.servers()).containsOnlyKeys(7L, 8L);
        ServerHistory seven = statistics.servers().get(7L);
        assertThat(seven.windowWeeks()).isEqualTo(8);
        assertThat(seven.samples()).isEqualTo(2);
        assertThat(seven.first()).isEqualTo(Instant.parse("2026-05-01T10:00:00Z"));
        assertThat(seven.last()).isEqualTo(Instant.parse("2026-05-01T10:10:00Z"));
        assertThat(seven.newestRow()).isEqualTo(Instant.parse("2026-05-01T10:10:00Z"));
        assertThat(seven.cpu()).isEqualTo(new ResourceHistory(30, 20, 30, 30));
        assertThat(seven.memory()).isEqualTo(new ResourceHistory(2, 2, 2, 2));
        assertThat(seven.disk()).isEqualTo(new ResourceHistory(3, 3, 3, 3));
    }

    @Test
    void aSingleValueIsAllItsFigures() throws IOException {
        assertThat(only(row(1, 7, "2026-05-01T10:00:00Z", 63.7)).cpu())
                .isEqualTo(new ResourceHistory(63.7, 63.7, 63.7, 63.7));
    }

    @Test
    void ofTheRowsOfTenMinutesTheLargestCountsWhateverItsNumberAndPlace() throws IOException {
        String early = row(9, 7, "2026-05-01T10:00:00Z", 20);
        String middle = row(1, 7, "2026-05-01T10:05:01.5Z", 90);
        String late = row(8, 7, "2026-05-01T10:09:59.999Z", 5);
        for (String[] order :
                List.of(new String[] {early, middle, late}, new String[] {late, middle, early}, new String[] {
                    middle, late, early, middle
                })) {
            ServerHistory history = only(order);

            assertThat(history.samples()).isEqualTo(1);
            assertThat(history.first()).isEqualTo(Instant.parse("2026-05-01T10:00:00Z"));
            assertThat(history.cpu()).isEqualTo(new ResourceHistory(90, 90, 90, 90));
        }
    }

    @Test
    void theLargestIsTakenOfEachResourceForItself() throws IOException {
        ServerHistory history = only(
                "{\"server_id\":7,\"cpu_usage\":5,\"memory_usage\":1,\"recorded_at\":\"2026-05-01T10:00:00Z\"}",
                "{\"server_id\":7,\"cpu_usage\":4,\"memory_usage\":2,\"recorded_at\":\"2026-05-01T10:01:00Z\"}");

        assertThat(history.cpu().latest()).isEqualTo(5);
        assertThat(history.memory().latest()).isEqualTo(2);
        assertThat(history.disk()).isNull();
    }

    @Test
    void aRowThatIsNewerByASlotIsTheLatestWhateverItsValue() throws IOException {
        assertThat(only(row(9, 7, "2026-05-01T10:09:59Z", 30), row(1, 7, "2026-05-01T10:10:00Z", 20))
                        .cpu()
                        .latest())
                .isEqualTo(20);
    }

    @Test
    void aRowWithoutAnyValueIsCountedAndIsNoSample() throws IOException {
        String nothing = "{\"id\":3,\"server_id\":7,\"recorded_at\":\"2026-05-01T10:20:00Z\"}";
        ServerStatistics statistics = summarize(rows(row(1, 7, "2026-05-01T10:00:00Z", 10), nothing));
        ServerHistory history = statistics.servers().get(7L);

        assertThat(statistics.rows()).isEqualTo(2);
        assertThat(statistics.newest()).isEqualTo(Instant.parse("2026-05-01T10:20:00Z"));
        assertThat(statistics.horizon()).isEqualTo(SlotSeries.slotOf(Instant.parse("2026-05-01T10:00:00Z")));
        assertThat(history.samples()).isEqualTo(1);
        assertThat(history.last()).isEqualTo(Instant.parse("2026-05-01T10:00:00Z"));
        assertThat(history.newestRow()).isEqualTo(Instant.parse("2026-05-01T10:20:00Z"));
        assertThat(history.cpu()).isEqualTo(new ResourceHistory(10, 10, 10, 10));
    }

    @Test
    void aServerWithoutAnyValueHasAnEmptyHistory() throws IOException {
        ServerStatistics statistics =
                summarize("[{\"id\":3,\"server_id\":7,\"recorded_at\":\"2026-05-01T10:20:00Z\"}]");
        ServerHistory history = statistics.servers().get(7L);

        assertThat(statistics.horizon()).isNull();
        assertThat(history.windowWeeks()).isEqualTo(8);
        assertThat(history.samples()).isZero();
        assertThat(history.first()).isNull();
        assertThat(history.last()).isNull();
        assertThat(history.cpu()).isNull();
    }

    @Test
    void rowsOfMoreThanAnHourToComeAreLeftOutAndCounted() throws IOException {
        ServerStatistics statistics = summarize(rows(
                row(1, 7, "2026-05-04T11:50:00Z", 10),
                row(2, 7, "2026-05-04T13:00:00.000Z", 20),
                row(3, 7, "2026-05-04T13:00:00.001Z", 30),
                row(4, 8, "2037-01-01T00:00:00Z", 40)));
        ServerHistory seven = statistics.servers().get(7L);
        ServerHistory eight = statistics.servers().get(8L);

        assertThat(statistics.rows()).isEqualTo(4);
        assertThat(statistics.futureRows()).isEqualTo(2);
        assertThat(statistics.horizon()).isEqualTo(SlotSeries.slotOf(Instant.parse("2026-05-04T13:00:00Z")));
        assertThat(seven.futureRows()).isEqualTo(1);
        assertThat(seven.cpu().max()).isEqualTo(20);
        assertThat(seven.newestRow()).isEqualTo(Instant.parse("2026-05-04T13:00:00Z"));
        assertThat(eight.futureRows()).isEqualTo(1);
        assertThat(eight.samples()).isZero();
        assertThat(eight.newestRow()).isNull();
    }

    @Test
    void theNewestTimeIsNeverOneToCome() throws IOException {
        assertThat(summarize(rows(
                                row(1, 7, "2026-05-04T12:00:00Z", 10),
                                row(2, 7, "2026-05-04T12:00:00.001Z", 20),
                                row(3, 7, "2026-05-04T12:59:00Z", 20)))
                        .newest())
                .isEqualTo(NOW);
        assertThat(summarize(rows(row(1, 7, "2026-05-04T12:00:01Z", 10))).newest())
                .isNull();
    }

    @Test
    void theWindowEndsWithTheNewestSlotOfAnyServer() throws IOException {
        ServerStatistics statistics = summarize(
                rows(
                        row(1, 7, "2026-04-17T10:09:59Z", 1), // two weeks before the end of the last slot, and a second
                        row(2, 7, "2026-04-17T10:10:00Z", 2),
                        row(3, 7, "2026-04-20T10:00:00Z", 3),
                        row(4, 8, "2026-05-01T10:00:00Z", 9)),
                new HistoryBudget(2, 64 << 20));
        ServerHistory history = statistics.servers().get(7L);

        assertThat(statistics.windowWeeks()).isEqualTo(2);
        assertThat(history.slots().start())
                .isEqualTo(SlotSeries.slotOf(Instant.parse("2026-05-01T10:00:00Z")) - 2 * 1008 + 1);
        assertThat(history.slots().length()).isEqualTo(2 * 1008);
        assertThat(history.samples()).isEqualTo(2);
        assertThat(history.first()).isEqualTo(Instant.parse("2026-04-17T10:10:00Z"));
        assertThat(history.cpu()).isEqualTo(new ResourceHistory(3, 2.5, 3, 3));
    }

    @Test
    void aServerWhoseRowsAreAllOlderThanTheWindowHasNoSample() throws IOException {
        ServerStatistics statistics =
                summarize(rows(row(1, 7, "2025-05-01T10:00:00Z", 1), row(2, 8, "2026-05-01T10:00:00Z", 9)));

        assertThat(statistics.servers().get(7L).samples()).isZero();
        assertThat(statistics.servers().get(7L).newestRow()).isEqualTo(Instant.parse("2025-05-01T10:00:00Z"));
    }

    @Test
    void theNumberOfARowMayBeAnything() throws IOException {
        for (String id : List.of("null", "\"a\"", "{}", "[1]", "1e999", "7.5", "true")) {
            assertThat(only(row(id, 7, "2026-05-01T10:00:00Z", 1)).cpu().latest())
                    .as(id)
                    .isEqualTo(1);
        }
    }

    @Test
    void theMeanHasFourDecimalsAndTheOthersAreAsTheServiceWroteThem() throws IOException {
        ResourceHistory cpu = only(
                        row(1, 7, "2026-05-01T10:00:00Z", 8.95255),
                        row(2, 7, "2026-05-01T10:10:00Z", 29.3395),
                        row(3, 7, "2026-05-01T10:20:00Z", 0.1))
                .cpu();

        assertThat(cpu).isEqualTo(new ResourceHistory(0.1, 12.7974, 29.3395, 29.3395));
    }

    @Test
    void aValueTooLargeForABinary32IsNone() throws IOException {
        ServerHistory history = only(
                row(1, 7, "2026-05-01T10:00:00Z", 5),
                row(2, 7, "2026-05-01T10:01:00Z", 1.7e308),
                row(3, 7, "2026-05-01T10:10:00Z", -1.7e308));

        assertThat(history.samples()).isEqualTo(2); // the memory is there
        assertThat(history.cpu()).isEqualTo(new ResourceHistory(5, 5, 5, 5));
    }

    @Test
    void aResourceWithoutAnyValueHasNoFigures() throws IOException {
        assertThat(only(row(1, 7, "2026-05-01T10:00:00Z", null)).cpu()).isNull();
    }

    @Test
    void numbersMayStandInStringsAndTimesInOtherZones() throws IOException {
        ServerStatistics statistics = summarize(rows(row("\"12\"", "\"7\"", "2026-05-01T12:00:00+02:00", "\"45.5\"")));

        assertThat(statistics.servers().get(7L).cpu().latest()).isEqualTo(45.5);
        assertThat(statistics.newest()).isEqualTo(Instant.parse("2026-05-01T10:00:00Z"));
    }

    @Test
    void unknownFieldsDoNotMatterHoweverDeep() throws IOException {
        assertThat(only("{\"x\":{\"server_id\":9,\"y\":[1,{}]},\"server_id\":7,\"cpu_usage\":1,\"z\":[[]],"
                                + "\"recorded_at\":\"2026-05-01T10:00:00Z\"}")
                        .cpu()
                        .latest())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"recorded_at\":T,\"disk_usage\":3.25,\"memory_usage\":2e0,\"cpu_usage\":1,\"server_id\":7,\"id\":9}",
                "{\"x\":[],\"id\":9,\"y\":{\"id\":1},\"server_id\":7,\"cpu_usage\":1.0,\"memory_usage\":\"2\",\"z\":true,"
                        + "\"disk_usage\":3.250,\"recorded_at\":T,\"a\":null}",
                "{ \"id\" : 9 , \"server_id\" : 7.0 , \"cpu_usage\" : 10e-1 , \"memory_usage\" : 2.00 ,\n"
                        + "\t\"disk_usage\" : 3.25000000000000000000000 , \"recorded_at\" : T }",
                "{\"id\":9,\"server_id\":8,\"server_id\":7,\"cpu_usage\":5,\"cpu_usage\":1,\"memory_usage\":2,\"id_\":1,"
                        + "\"disk_usage\":3.25,\"recorded_at\":\"never\",\"recorded_at\":T}",
                "{\"\\u0069d\":9,\"server\\u005fid\":7,\"cpu_usage\":1,\"memory_usage\":2,\"disk_usage\":3.25,\"recorded_at\":T}",
            })
    void aRowIsTheSameInWhateverOrderAndForm(String row) throws IOException {
        for (String time : List.of(
                "2026-05-01T10:00:00Z",
                "2026-05-01T10:00:00.000Z",
                "2026-05-01T10:00Z",
                "2026-05-01t10:00:00.0z",
                "2026-05-01T12:00:00.000999+02:00",
                "2026-05-01T\\u0031\\u0030:00:00Z")) {
            ServerStatistics statistics = summarize(rows(row.replace("T", "\"" + time + "\"")));

            assertThat(statistics)
                    .as(time)
                    .isEqualTo(summarize("[{\"server_id\":7,\"cpu_usage\":1,\"memory_usage\":2,\"disk_usage\":3.25,"
                            + "\"recorded_at\":\"2026-05-01T10:00:00Z\"}]"));
            assertThat(statistics.newest()).isEqualTo(Instant.parse("2026-05-01T10:00:00Z"));
            assertThat(statistics.servers().get(7L).disk()).isEqualTo(new ResourceHistory(3.25, 3.25, 3.25, 3.25));
        }
    }

    @Test
    void aTimeThatIsNoneIsMalformedBehindOneThatIsRightAndAsLong() throws IOException {
        String right = row(1, 7, "2026-05-01T10:00:00.000Z", 1);

        for (String wrong :
                List.of("2026-05-01T10:00:00.000z0", "2026-05-32T10:00:00.000Z", "2026-05-01T10:00:00.00:Z")) {
            assertThatThrownBy(() -> summarize(rows(right, row(2, 7, wrong, 1))))
                    .isInstanceOf(MalformedBodyException.class);
        }
        assertThatThrownBy(() -> summarize(rows(right, "{\"server_id\":7}")))
                .isInstanceOf(MalformedBodyException.class);
        assertThatThrownBy(() -> summarize(
                        "[" + right + ",{\"server_id\":7,\"recorded_at\":\"2026-05-01T10:00:00Z\",\"recorded_at\":5}]"))
                .isInstanceOf(MalformedBodyException.class);
    }

    @Test
    void anEmptyTimeIsNotAMissingOne() {
        assertThatThrownBy(() -> summarize("[{\"server_id\":7,\"recorded_at\":\"\"}]"))
                .isInstanceOf(MalformedBodyException.class)
                .hasMessage("\"recorded_at\" is not a time with a zone");
    }

    @Test
    void serversWhoseNumbersAreFarApartAreKeptApart() throws IOException {
        List<Long> servers = List.of(1L, 1025L, 1L + (1L << 32), -1023L, (1L << 53) - 1, 0L, 1024L);
        List<String> rows = new ArrayList<>();
        for (int turn = 0; turn < 3; turn++) {
            for (long server : servers) {
                rows.add(row(turn, server, "2026-05-01T10:" + turn + "0:00Z", Math.floorMod(server, 1000)));
            }
        }
        Map<Long, ServerHistory> histories =
                summarize(rows(rows.toArray(String[]::new))).servers();

        assertThat(histories).containsOnlyKeys(servers);
        histories.forEach((server, history) -> {
            assertThat(history.samples()).isEqualTo(3);
            assertThat(history.cpu().latest()).isEqualTo((double) Math.floorMod(server, 1000));
        });
    }

    @Test
    void zeroAndNegativeValuesAreValues() throws IOException {
        ResourceHistory cpu = only(
                        row(1, 7, "2026-05-01T10:00:00Z", -4),
                        row(2, 7, "2026-05-01T10:10:00Z", 0),
                        row(3, 7, "2026-05-01T10:20:00Z", -2))
                .cpu();

        assertThat(cpu.latest()).isEqualTo(-2);
        assertThat(cpu.mean()).isEqualTo(-2);
        assertThat(cpu.max()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[1]",
                "[[]]",
                "[null]",
                "[{}]",
                "[] []",
                "[{\"server_id\":7}]",
                "[{\"server_id\":7,\"recorded_at\":null}]",
                "[{\"server_id\":7,\"recorded_at\":5}]",
                "[{\"server_id\":7,\"recorded_at\":\"yesterday\"}]",
                "[{\"server_id\":7,\"recorded_at\":\"2026-05-01 10:00:00\"}]",
                "[{\"server_id\":7.5,\"recorded_at\":\"2026-05-01T10:00:00Z\"}]",
                "[{\"server_id\":null,\"recorded_at\":\"2026-05-01T10:00:00Z\"}]",
                "[{\"server_id\":7,\"cpu_usage\":true,\"recorded_at\":\"2026-05-01T10:00:00Z\"}]",
                "[{\"server_id\":7,\"cpu_usage\":\"much\",\"recorded_at\":\"2026-05-01T10:00:00Z\"}]",
                "[{\"server_id\":7,\"cpu_usage\":{},\"recorded_at\":\"2026-05-01T10:00:00Z\"}]",
                "[{\"server_id\":7,\"cpu_usage\":1e999,\"recorded_at\":\"2026-05-01T10:00:00Z\"}]",
                "[{\"server_id\":7,\"cpu_usage\":\"1e999\",\"recorded_at\":\"2026-05-01T10:00:00Z\"}]",
                "[{\"server_id\":7,\"recorded_at\":\"+999999999-01-01T00:00:00Z\"}]"
            })
    void whatIsNoHistoryIsMalformed(String body) {
        assertThatThrownBy(() -> summarize(body)).isInstanceOf(MalformedBodyException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "[{", "[{\"server_id\":7", "[{\"server_id\":7,\"recorded_at\":\"2026-05"})
    void aBodyThatBreaksOffIsNoSummary(String body) {
        assertThatThrownBy(() -> summarize(body)).isInstanceOf(IOException.class);
    }
}
