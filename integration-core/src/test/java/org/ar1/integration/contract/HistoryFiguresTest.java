package org.ar1.integration.contract;

import static java.util.stream.Collectors.joining;
import static org.ar1.integration.source.UpstreamService.PERFORMANCE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.document.ReportJson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The history in the report, by hand: rows are running totals of a server's labs, of which the largest is the server's. */
class HistoryFiguresTest {

    private static final Instant NOW = Instant.parse("2026-11-23T01:25:00Z");
    private static final String STATS = "/performance/servers/stats";

    @RegisterExtension
    static final FakeServices SERVICES = new FakeServices();

    @BeforeEach
    void replay() {
        SERVICES.replayEverything();
    }

    private static JsonNode report() throws IOException {
        try (IntegrationClient client = SERVICES.client(SERVICES.builder().clock(() -> NOW))) {
            return Recording.JSON.readTree(
                    ReportJson.write(client.serverAllocation().report()));
        }
    }

    private static JsonNode history(JsonNode report, long server) {
        return report.at("/infrastructure/servers/" + server + "/history");
    }

    private static JsonNode statistics(JsonNode report) {
        return StreamSupport.stream(report.get("sources").spliterator(), false)
                .filter(source -> source.get("resource").textValue().equals("stats"))
                .findFirst()
                .orElseThrow();
    }

    private static void answer(Stream<String> rows) {
        SERVICES.json(PERFORMANCE, STATS, rows.collect(joining(",", "[", "]")));
    }

    private static String row(String time, Object cpu) {
        return "{\"id\":7,\"server_id\":1,\"cpu_usage\":" + cpu
                + ",\"memory_usage\":2,\"disk_usage\":3,\"recorded_at\":\"" + time + "\"}";
    }

    @Test
    void theRecordedRunningTotalsGiveTheUsageOfTheWholeServer() throws IOException {
        JsonNode second = history(report(), 2);

        // At 01:20:52 id 15 says 29.3395 and id 16 says 23.4464; the list of servers says 29.3395.
        assertThat(second.at("/cpu/latest").doubleValue()).isEqualTo(29.3395);
        assertThat(second.at("/disk/latest").doubleValue()).isEqualTo(102.657);
        // The slots 00:10, 00:40, 01:10 and 01:20 have 40, 45, 50 and 29.3395.
        assertThat(second.get("samples").intValue()).isEqualTo(4);
        assertThat(second.at("/cpu/mean").doubleValue()).isEqualTo(41.0849);
        assertThat(second.at("/cpu/max").doubleValue()).isEqualTo(50);
        assertThat(second.at("/cpu/p95").doubleValue()).isEqualTo(50);
        assertThat(second.get("first").textValue()).isEqualTo("2026-11-23T00:10:00Z");
        assertThat(second.get("last").textValue()).isEqualTo("2026-11-23T01:20:00Z");
        assertThat(second.get("window_weeks").intValue()).isEqualTo(8);
        assertThat(second.get("future_rows").intValue()).isZero();
    }

    @Test
    void aRowFromTheFutureIsCountedAndChangesNothingElse() throws IOException {
        answer(Stream.of(
                row("2026-11-23T01:10:52Z", 20), row("2026-11-23T01:20:52Z", 10), row("2037-01-01T00:00:00Z", 99)));
        JsonNode report = report();
        JsonNode history = history(report, 1);

        assertThat(history.get("future_rows").intValue()).isEqualTo(1);
        assertThat(history.get("last").textValue()).isEqualTo("2026-11-23T01:20:00Z");
        assertThat(history.at("/cpu/latest").doubleValue()).isEqualTo(10);
        assertThat(history.at("/cpu/max").doubleValue()).isEqualTo(20);
        assertThat(statistics(report).get("data_as_of").textValue()).isEqualTo("2026-11-23T01:20:52Z");
    }

    @Test
    void theDataAreNeverOfATimeToCome() throws IOException {
        answer(Stream.of(row("2026-11-23T01:20:52Z", 10), row("2026-11-23T01:40:52Z", 30)));
        JsonNode report = report();

        assertThat(history(report, 1).at("/cpu/latest").doubleValue()).isEqualTo(30);
        assertThat(statistics(report).get("data_as_of").textValue()).isEqualTo("2026-11-23T01:20:52Z");
    }

    @Test
    void thePercentileIsTheNearestRankExactly() throws IOException {
        // Twenty slots of 1 to 20: the 19th. One more: ceil(0.95 x 21) = 20, the 20th of 0 to 20.
        List<String> rows = IntStream.rangeClosed(1, 20)
                .mapToObj(i -> row(NOW.minusSeconds(600L * i).toString(), i))
                .toList();
        answer(rows.stream());
        assertThat(history(report(), 1).at("/cpu/p95").doubleValue()).isEqualTo(19);

        answer(Stream.concat(
                rows.stream(), Stream.of(row(NOW.minusSeconds(600L * 30).toString(), 0))));
        assertThat(history(report(), 1).at("/cpu/p95").doubleValue()).isEqualTo(19);
    }

    @Test
    void slotsOlderThanTheWindowAreLeftOut() throws IOException {
        answer(Stream.of(
                row("2026-09-28T01:29:59Z", 99), // eight weeks before the end of the last slot, less a second
                row("2026-09-28T01:30:00Z", 40),
                row("2026-11-23T01:20:52Z", 10)));
        JsonNode history = history(report(), 1);

        assertThat(history.get("samples").intValue()).isEqualTo(2);
        assertThat(history.get("first").textValue()).isEqualTo("2026-09-28T01:30:00Z");
        assertThat(history.at("/cpu/max").doubleValue()).isEqualTo(40);
        assertThat(history.at("/cpu/mean").doubleValue()).isEqualTo(25);
    }
}
