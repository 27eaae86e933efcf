package org.ar1.integration.internal.service;

import org.ar1.integration.internal.call.BodyTooLargeException;
import org.ar1.integration.internal.call.MalformedBodyException;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes, the history is the one of the general reader, or is refused with the same words. */
class PlainRowsTest {

    private static final String TIME = "2026-05-01T10:00:00.000Z";
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final HistoryBudget BUDGET = new HistoryBudget(8, 64 << 20);
    private static final String LETTERS = "0179-+.eEn,:;\"\\'{}[]ZTtz \n\0\u007f\u00e9\u0661";

    /** What was read, or how it was refused. */
    private static Object outcome(InputStream body) {
        try {
            return new StatisticsSummarizer(NOW, BUDGET).summarize(body);
        } catch (MalformedBodyException e) {
            return e.getMessage();
        } catch (IOException e) {
            return e.getClass();
        }
    }

    private static InputStream body(String json) {
        return new ByteArrayInputStream(json.getBytes(UTF_8));
    }

    /** For the general reader alone: it asks once more where there seemed to be nothing. */
    private static InputStream notPlain(String json) {
        return new FilterInputStream(body(json)) {
            private boolean asked;

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                boolean again = asked;
                asked = true;
                return again ? super.read(buffer, offset, length) : -1;
            }
        };
    }

    private static void assertReadAsEver(String json) {
        assertThat(outcome(body(json))).as(json).isEqualTo(outcome(notPlain(json)));
    }

    private static String row(int id, int server, Object cpu, String time) {
        return "{\"id\":" + id + ",\"server_id\":" + server + ",\"cpu_usage\":" + cpu
                + ",\"memory_usage\":52.25,\"disk_usage\":400,\"recorded_at\":\"" + time + "\"}";
    }

    private static String row(Object cpu) {
        return row(12, 7, cpu, TIME);
    }

    private static String rows(String... rows) {
        return "[" + String.join(",", rows) + "]";
    }

    private static String history(int rows) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            String time = "2026-05-0" + (1 + i / 7 % 9) + "T10:0" + i % 3 + ":00" + (i % 5 == 0 ? "Z" : ".125Z");
            all.add(row(i * 7919 % 1000, 1 + i % 5, i % 11 == 0 ? null : i % 300 / 4.0, time));
        }
        return rows(all.toArray(String[]::new));
    }

    private static String text(InputStream body) throws IOException {
        return new String(body.readAllBytes(), UTF_8);
    }

    @Test
    void allPlainRowsButTheLastAreReadAndWhatIsLeftIsAHistory() throws IOException {
        String last = row(3);
        PlainRows plain = new PlainRows(body(rows(row(63.5), row(null), row(2), row(4), last)));

        assertThat(plain.next()).isTrue();
        assertThat(List.of(plain.serverId(), plain.cpu(), plain.memory(), plain.disk()))
                .containsExactly(7.0, 63.5, 52.25, 400.0);
        assertThat(plain.recordedMillis()).isEqualTo(1_777_629_600_000L);
        assertThat(plain.next()).isTrue();
        assertThat(plain.cpu()).isNaN();
        assertThat(plain.next()).isTrue();
        assertThat(plain.cpu()).isEqualTo(2);
        assertThat(plain.next()).isFalse();
        assertThat(text(plain.rest())).isEqualTo(rows(row(4), last));
    }

    @Test
    void aHistoryOfManyRowsIsReadAlmostToItsEnd() throws IOException {
        PlainRows plain = new PlainRows(body(history(1_000)));
        int rows = 0;
        while (plain.next()) {
            rows++;
        }

        assertThat(rows).isBetween(997, 999);
        assertReadAsEver(history(1_000));
    }

    @Test
    void whatComesBehindARowInAnotherFormIsLeftAsItIs() throws IOException {
        String rest = rows("{}", row(1), row(2), row(3), "5") + " and more";
        PlainRows plain = new PlainRows(body("[" + row(1) + "," + row(2) + "," + rest.substring(1)));

        assertThat(plain.next()).isTrue();
        assertThat(plain.next()).isTrue();
        assertThat(plain.next()).isFalse();
        assertThat(text(plain.rest())).isEqualTo(rest);
    }

    @Test
    void aRowThatWasNotPlainIsNotReadAgainForAnotherOne() throws IOException {
        PlainRows plain = new PlainRows(body(rows(row("\"1\""), row(2), row(3), row(4))));

        assertThat(plain.next()).isFalse();
        assertThat(plain.next()).isFalse();
    }

    @Test
    void aHistoryIsTheSameInWhateverPiecesItArrives() {
        String json = history(200);
        Object whole = outcome(notPlain(json));

        for (int piece : List.of(1, 2, 3, 100, 255, 256, 257, 8_191, 8_192)) {
            InputStream pieces = new ByteArrayInputStream(json.getBytes(UTF_8)) {
                @Override
                public int read(byte[] buffer, int offset, int length) {
                    return super.read(buffer, offset, Math.min(length, piece));
                }
            };
            assertThat(outcome(pieces)).as("pieces of " + piece).isEqualTo(whole);
        }
    }

    @Test
    void aHistoryIsTheSameWhereverItIsDivided() {
        byte[] json = history(12).getBytes(UTF_8);
        Object whole = outcome(notPlain(history(12)));

        for (int at = 0; at <= json.length; at++) {
            InputStream divided = new SequenceInputStream(
                    new ByteArrayInputStream(json, 0, at), new ByteArrayInputStream(json, at, json.length - at));
            assertThat(outcome(divided)).as("divided at " + at).isEqualTo(whole);
        }
    }

    @Test
    void anotherLetterInAnyPlaceIsReadAsEver() {
        // Each in a slot of its own, because of the rows of one slot only the largest value shows.
        String first = row(12, 7, 63.5, "2026-05-01T10:10:00.000Z");
        String second = row(5, 7, 2, "2026-05-01T10:20:00.123456789Z");
        String json = rows(first, second, row(3), row(4));
        int third = json.lastIndexOf(row(3));
        for (int at = 0; at < third; at++) {
            for (int other = 0; other < LETTERS.length(); other++) {
                char letter = LETTERS.charAt(other);
                assertReadAsEver(json.substring(0, at) + letter + json.substring(at + 1));
                assertReadAsEver(json.substring(0, at) + letter + json.substring(at));
            }
            assertReadAsEver(json.substring(0, at) + json.substring(at + 1));
        }
    }

    @Test
    void aByteThatIsNoLetterIsRefusedInAnyPlaceOfATime() {
        byte[] json = rows(row(1), row(5, 7, 2, "2026-05-01T10:00:01.000Z"), row(3), row(4))
                .getBytes(UTF_8);
        int time = row(1).length() * 2 - TIME.length();
        for (int at = time; at < time + TIME.length(); at++) {
            byte[] spoilt = json.clone();
            spoilt[at] |= (byte) 0x80;
            assertThat(outcome(new ByteArrayInputStream(spoilt))).as("at " + at).isInstanceOf(Class.class);
        }
    }

    @Test
    void aNumberThatIsReadIsTheOneOfTheJdkToTheLastBit() throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            int length = 1 + random.nextInt(17);
            int point = random.nextInt(length);
            StringBuilder number = new StringBuilder().append(1 + random.nextInt(9));
            while (number.length() < length) {
                number.append(random.nextInt(10));
            }
            if (point > 0) {
                number.insert(point, '.');
            }
            PlainRows plain = new PlainRows(body(rows(row(number), row(1), row(1), row(1))));

            assertThat(plain.next()).as(number.toString()).isEqualTo(number.length() <= 16);
            if (number.length() <= 16) {
                assertThat(plain.cpu()).isEqualTo(Double.parseDouble(number.toString()));
            }
        }
    }

    @Test
    void aBodyThatBreaksOffAnywhereIsRefusedAsEver() {
        String json = rows(row(63.5), row(2), row(3), row(4));
        for (int end = 0; end < json.length(); end++) {
            assertReadAsEver(json.substring(0, end));
            assertReadAsEver(json.substring(0, end) + "]" + " ".repeat(300));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "00",
                "01",
                "0.5",
                "00.5",
                "0.0",
                "0.",
                ".5",
                "1.",
                "1.5.2",
                "1..5",
                ".",
                "-1",
                "-0",
                "+1",
                "1e3",
                "1E-3",
                "1.5e2",
                "1e999",
                "123456789012345",
                "1234567890123456",
                "12345678901234.5",
                "0.00000000000001",
                "123456789012345.5",
                "1.23456789012345",
                "1.234567890123456",
                "1.2345678901234567",
                "000000000000000.5",
                "12345678901234567890123456789",
                "123456789012345.",
                "9007199254740993",
                "null",
                "nul",
                "nulll",
                "true",
                "\"5\"",
                "\"0x5\"",
                "NaN",
                "{}",
                "[1]",
                "1 ",
                " 1",
                "1,\"x\":2",
                ""
            })
    void aNumberInAnyFormIsReadAsEverInAnyField(String number) {
        String row = row(63.5);
        for (String field : List.of("\"id\":12", "\"server_id\":7", "63.5", "52.25", "400")) {
            String other = row.replace(field, field.replaceAll("[0-9.]+$", "") + number)
                    .replace("10:00:00", "10:10:00");
            assertReadAsEver(rows(row, other, row, row, row));
            assertReadAsEver(rows(other, row, row, row));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-05-01T10:00:00Z",
                "2026-05-01T10:00:00.1Z",
                "2026-05-01T10:00:00.123456789Z",
                "2026-05-01T10:00Z",
                "2026-05-01T10:00:00.1234567890Z",
                "2026-05-01T12:00:00+02:00",
                "2026-05-01T10:00:00.000ZZ",
                "",
                "2026-02-30T10:00:00.000Z",
                "2026-05-01T\\u0031\\u0030:00:00Z",
                "2026-05-01T10:00:00.000\\u005a",
                "+999999999-01-01T00:00:00Z",
                "2026-05-01T10:00:00.000Z\\\"",
                "\u0661026-05-01T10:00:00.000Z",
                "yesterday"
            })
    void aTimeInAnyFormIsReadAsEver(String time) {
        String other = row(5, 7, 1, time);
        assertReadAsEver(rows(row(1), other, row(2), row(3), row(4)));
        assertReadAsEver(rows(other, other, row(2), row(3), row(4)));
        assertReadAsEver(rows(other, row(4).replace("\"" + TIME + "\"", "null"), row(2), row(3), row(4)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":12,\"cpu_usage\":1,\"server_id\":7,\"memory_usage\":2,\"disk_usage\":3,\"recorded_at\":\"T\"}",
                "{\"id\":12,\"server_id\":7,\"cpu_usage\":1,\"memory_usage\":2,\"disk_usage\":3,\"recorded_at\":\"T\",\"x\":1}",
                "{\"id\":12,\"server_id\":7,\"cpu_usage\":1,\"x\":[{}],\"memory_usage\":2,\"disk_usage\":3,\"recorded_at\":\"T\"}",
                "{\"\\u0069d\":12,\"server_id\":7,\"cpu_usage\":1,\"memory_usage\":2,\"disk_usage\":3,\"recorded_at\":\"T\"}",
                "{\"id\":12,\"server_id\":7,\"cpu_usage\":1,\"memory_usage\":2,\"recorded_at\":\"T\"}",
                "{\"id\":12,\"id\":13,\"server_id\":7,\"cpu_usage\":1,\"memory_usage\":2,\"disk_usage\":3,\"recorded_at\":\"T\"}",
                "{ \"id\": 12, \"server_id\": 7, \"recorded_at\": \"T\" }",
                "{\"server_id\":7}",
                "{}",
                "[]",
                "null",
            })
    void aRowInAnyFormIsReadAsEver(String row) {
        String other = row.replace("\"T\"", "\"" + TIME + "\"");
        assertReadAsEver(rows(other));
        assertReadAsEver(rows(row(1), other));
        assertReadAsEver(rows(row(1), other, row(2), row(3), row(4)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "]", ",]", "],", "]]", "] 5", "]{}", ",{", ",{]", ",{}", ",,", ";]", "] ", "]\n"})
    void whateverStandsAtTheEndIsJudgedAsEver(String end) {
        String json = "[" + row(1) + "," + row(2) + "," + row(3);
        assertReadAsEver(json + end);
        assertReadAsEver(json + end + " ".repeat(300));
        assertReadAsEver(json + end + "," + row(4) + "," + row(5) + "," + row(6) + "]");
    }

    @Test
    void aHistoryMayBeginWithAByteOrderMark() {
        assertThat(outcome(body("\ufeff" + history(5)))).isEqualTo(outcome(notPlain(history(5))));
    }

    @Test
    void plainRowsBeyondTheLimitAreRefused() throws IOException {
        assertThat(new StatisticsSummarizer(NOW, BUDGET, 10)
                        .summarize(body(history(10)))
                        .rows())
                .isEqualTo(10);
        for (int rows : List.of(11, 20)) {
            assertThatThrownBy(() -> new StatisticsSummarizer(NOW, BUDGET, 10).summarize(body(history(rows))))
                    .isInstanceOf(BodyTooLargeException.class)
                    .hasMessage("more than 10 rows");
        }
    }

    @Test
    void rowsBeyondTheLimitAreRefusedBeforeTheRestIsRead() {
        InputStream body = new SequenceInputStream(body(history(1_000)), new Broken());

        assertThatThrownBy(() -> new StatisticsSummarizer(NOW, BUDGET, 10).summarize(body))
                .isInstanceOf(BodyTooLargeException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 300, 5_000})
    void aBodyThatFailsFailsTheReaderAndIsClosed(int bytes) {
        Broken broken = new Broken();
        InputStream start = new ByteArrayInputStream(history(100).getBytes(UTF_8), 0, bytes);

        assertThatThrownBy(
                        () -> new StatisticsSummarizer(NOW, BUDGET).summarize(new SequenceInputStream(start, broken)))
                .isInstanceOf(IOException.class)
                .hasMessage("broken");
        assertThat(broken.closed).isTrue();
    }

    private static final class Broken extends InputStream {

        private boolean closed;

        @Override
        public int read() throws IOException {
            throw new IOException("broken");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return read();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
