package org.ar1.integration.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.ar1.integration.internal.call.MalformedBodyException;
import org.ar1.integration.upstream.PeakTime;
import org.ar1.integration.upstream.ServerPeaks;
import org.junit.jupiter.api.Test;

class PeaksJsonTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:23:04Z");

    private static ServerPeaks read(String body) throws IOException {
        return read(body, 8);
    }

    private static ServerPeaks read(String body, int weeks) throws IOException {
        return PeaksJson.decoder(() -> NOW, weeks)
                .decode(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String row(String time, String users) {
        return "{\"time\":\"" + time + "\",\"users\":" + users + "}";
    }

    private static Map<LocalDateTime, Long> starts(ServerPeaks peaks) {
        Map<LocalDateTime, Long> starts = new TreeMap<>();
        peaks.starts().forEach(starts::put);
        return starts;
    }

    @Test
    void usersAreSummedByQuarterOfAnHour() throws IOException {
        ServerPeaks peaks = read("["
                + String.join(
                        ",",
                        row("2026-11-21 01:10:52", "\"8\""),
                        row("2026-11-21 01:14:59", "2"),
                        row("2026-11-21 01:15:00", "\"32\""),
                        row("2026-11-20 23:59:59", "1"))
                + "]");

        assertThat(starts(peaks))
                .containsExactly(
                        Map.entry(LocalDateTime.parse("2026-11-20T23:45"), 1L),
                        Map.entry(LocalDateTime.parse("2026-11-21T01:00"), 10L),
                        Map.entry(LocalDateTime.parse("2026-11-21T01:15"), 32L));
        assertThat(peaks.latest()).hasSize(4).startsWith(new PeakTime("2026-11-21 01:10:52", 8L));
    }

    @Test
    void theLatestThousandAreKeptAsTheyAreAndAllAreCountedAndSummed() throws IOException {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 1_250; i++) {
            rows.add(row("2026-11-21 01:10:52", Integer.toString(i)));
        }

        ServerPeaks peaks = read(rows.toString());

        assertThat(peaks.latest()).hasSize(PeaksJson.LATEST_KEPT);
        assertThat(peaks.latest().get(0).users()).isEqualTo(250);
        assertThat(peaks.total()).isEqualTo(1_250);
        assertThat(starts(peaks))
                .containsExactly(Map.entry(LocalDateTime.parse("2026-11-21T01:00"), 1_249L * 1_250 / 2));
    }

    @Test
    void timesOfTheFutureAndOtherFormsAreShownButNotSummed() throws IOException {
        ServerPeaks peaks = read("["
                + String.join(
                        ",",
                        row("2037-01-01 00:00:00", "5"),
                        row("2026-11-24 00:30:00", "5"),
                        row("1066-10-14 09:00:00", "5"),
                        row("+999999999-01-01 00:00:00", "5"),
                        row("yesterday", "5"),
                        row("2026-11-21 01:10:52", "null"),
                        row("2026-11-21 01:10:52", "-3"),
                        row("2026-11-21 01:10:52", "0"),
                        row("2026-11-24 00:20:00", "7"))
                + "]");

        assertThat(peaks.latest()).hasSize(9);
        assertThat(starts(peaks))
                .as("of a zone 14 hours ahead, with clocks an hour apart")
                .containsExactly(Map.entry(LocalDateTime.parse("2026-11-24T00:15"), 7L));
    }

    @Test
    void theNewestQuartersAreKeptWhateverTheOrderOfTheRows() throws IOException {
        List<String> rows = new ArrayList<>();
        LocalDateTime time = LocalDateTime.parse("2026-09-01T00:00");
        for (int i = 0; i < 3 * 672 + 500; i++) {
            rows.add(row(time.plusMinutes(15L * i).toString().replace('T', ' ') + ":30", "1"));
            rows.add(row(time.plusMinutes(15L * i).toString().replace('T', ' ') + ":31", "1"));
        }
        Collections.shuffle(rows, new Random(7));

        ServerPeaks peaks = read(rows.toString(), 2);

        assertThat(peaks.starts().size()).isEqualTo(3 * 672);
        assertThat(starts(peaks))
                .containsEntry(time.plusMinutes(15L * 500), 2L)
                .doesNotContainKey(time.plusMinutes(15L * 499))
                .containsEntry(time.plusMinutes(15L * (3 * 672 + 499)), 2L);
        assertThat(PeaksJson.bytes(peaks)).isEqualTo(1_000 * 120 + 3 * 672 * 12);
    }

    @Test
    void sumsBeyondAllNumbersStayAtTheHighest() throws IOException {
        String most = Long.toString((1L << 53) - 1);
        List<String> rows = Collections.nCopies(1025, row("2026-11-21 01:10:52", most));

        assertThat(starts(read(rows.toString()))).containsValue(Long.MAX_VALUE);
    }

    @Test
    void aRowWithoutATimeIsMalformed() {
        assertThatExceptionOfType(MalformedBodyException.class).isThrownBy(() -> read("[{\"users\":1}]"));
    }
}
