package org.ar1.integration.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.zip.CRC32C;
import org.ar1.integration.internal.service.PeaksJson;
import org.ar1.integration.spi.CacheEntry;
import org.ar1.integration.upstream.Allocation;
import org.ar1.integration.upstream.CatalogueLab;
import org.ar1.integration.upstream.InfrastructureLab;
import org.ar1.integration.upstream.LabCatalogue;
import org.ar1.integration.upstream.LabPerformance;
import org.ar1.integration.upstream.LabUsage;
import org.ar1.integration.upstream.LabUtilization;
import org.ar1.integration.upstream.PeakTime;
import org.ar1.integration.upstream.PopularLab;
import org.ar1.integration.upstream.ResourceAmounts;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.ServerPeaks;
import org.ar1.integration.upstream.ServerStatistics;
import org.ar1.integration.upstream.ServerStatistics.ResourceHistory;
import org.ar1.integration.upstream.ServerStatistics.ServerHistory;
import org.ar1.integration.upstream.SessionStarts;
import org.ar1.integration.upstream.SlotSeries;
import org.ar1.integration.upstream.UsageTrends;
import org.ar1.integration.upstream.UserPerformance;
import org.ar1.integration.upstream.UtilizationStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryJsonTest {

    private static final Instant FETCHED = Instant.parse("2026-05-04T12:00:00.123Z");
    private static final Instant STATED = Instant.parse("2026-05-04T11:00:00Z");
    private static final LocalDateTime LOCAL = LocalDateTime.parse("2026-01-02T03:04:05.678901");

    private static final EntryJson<List<PopularLab>> LABS = EntryJson.listOf(PopularLab.class);
    private static final CacheEntry ENTRY = entry(List.of(new PopularLab(7, "Ünïcode 🚀", 3L, 0.1)));

    /** Each resource with other values, and with gaps. */
    private static final SlotSeries SLOTS = SlotSeries.of(
            2_961_085,
            2016,
            (resource, slot) -> slot % 3 == 0 || slot < 2_961_100
                    ? Float.NaN
                    : switch (resource) {
                        case CPU -> slot % 1000 / 8f;
                        case MEMORY -> 0.1f;
                        case DISK -> slot > 2_963_000 ? -Float.MAX_VALUE : Float.NaN;
                    });

    private static CacheEntry entry(Object value) {
        return new CacheEntry(value, FETCHED, STATED, "W/\"5-x\"", 99);
    }

    static List<Arguments> values() {
        CatalogueLab lab = new CatalogueLab("id", "Docker", "docker", "about", "hard", LOCAL, null);
        return List.of(
                Arguments.of(
                        EntryJson.listOf(CatalogueLab.class, LabCatalogue::labs, LabCatalogue::of),
                        LabCatalogue.of(List.of(lab, new CatalogueLab("i", "Bare", "bare", null, null, null, LOCAL)))),
                Arguments.of(
                        EntryJson.of(UsageTrends.class),
                        new UsageTrends(
                                30,
                                5L,
                                Map.of(
                                        "docker", new UsageTrends.TypeTrend(1L, 2L, 3L),
                                        "a/b \"c\"", new UsageTrends.TypeTrend(null, null, null)))),
                Arguments.of(
                        EntryJson.of(LabUsage.class),
                        new LabUsage("docker", 7, Long.MAX_VALUE, null, Map.of("start", 4L), 1.0 / 3)),
                Arguments.of(LABS, List.of(new PopularLab(1, "Docker", null, null), new PopularLab(2, "", 0L, 1e300))),
                Arguments.of(
                        EntryJson.listOf(LabUtilization.class),
                        List.of(
                                new LabUtilization(
                                        1, "a", 45L, 20.0, 42.0, 84.0, 1.87, UtilizationStatus.OVER_UTILIZED),
                                new LabUtilization(2, "b", null, null, null, null, null, UtilizationStatus.UNKNOWN))),
                Arguments.of(
                        EntryJson.of(LabPerformance.class),
                        new LabPerformance("docker", 1L, -0.0, 0.93, List.of("timeout"), STATED)),
                Arguments.of(
                        EntryJson.of(UserPerformance.class),
                        new UserPerformance(
                                "u", Map.of("docker", new UserPerformance.LabAttempts(1L, 0.5, null, 2.0, STATED)))),
                Arguments.of(
                        EntryJson.listOf(Server.class),
                        List.of(
                                new Server(
                                        3,
                                        "10.0.0.3",
                                        new ResourceAmounts(1.0, null, 3.5),
                                        new ResourceAmounts(0.0, 2.0, null),
                                        STATED),
                                new Server(
                                        4,
                                        null,
                                        new ResourceAmounts(null, null, null),
                                        new ResourceAmounts(null, null, null),
                                        null))),
                Arguments.of(EntryJson.listOf(Allocation.class), List.of(new Allocation("Docker", 3))),
                Arguments.of(
                        EntryJson.of(ServerStatistics.class),
                        new ServerStatistics(
                                2016,
                                1,
                                STATED,
                                2_963_100L,
                                2,
                                Map.of(
                                        3L,
                                        new ServerHistory(
                                                SLOTS, 1, FETCHED, new ResourceHistory(1, 2, 3, 4), null, null),
                                        4L,
                                        new ServerHistory(
                                                SlotSeries.of(2_961_085, 2016, (resource, slot) -> Float.NaN),
                                                0,
                                                null,
                                                null,
                                                null,
                                                null)))),
                Arguments.of(EntryJson.of(ServerStatistics.class), new ServerStatistics(0, 0, null, null, 8, Map.of())),
                Arguments.of(
                        PeaksJson.FORM,
                        new ServerPeaks(
                                2_000,
                                List.of(new PeakTime("2026-11-12 17:00:00", 20L), new PeakTime("", null)),
                                SessionStarts.of(new TreeMap<>(Map.of(-1, 3L, 1_990_000, Long.MAX_VALUE))))),
                Arguments.of(PeaksJson.FORM, new ServerPeaks(0, List.of(), SessionStarts.none())),
                Arguments.of(
                        EntryJson.listOf(InfrastructureLab.class),
                        List.of(
                                new InfrastructureLab(
                                        1,
                                        "Docker",
                                        InfrastructureLab.Status.DELETED,
                                        4L,
                                        new ResourceAmounts(1.5, null, 3.0)),
                                new InfrastructureLab(
                                        2,
                                        "",
                                        InfrastructureLab.Status.UNKNOWN,
                                        null,
                                        new ResourceAmounts(null, null, null)))));
    }

    @ParameterizedTest
    @MethodSource("values")
    void whatIsWrittenIsReadBack(EntryJson<?> form, Object value) throws IOException {
        CacheEntry read = form.read(form.write(entry(value)));

        assertThat(read).isEqualTo(entry(value));
    }

    @Test
    void thatThereIsNoValueIsReadBack() throws IOException {
        CacheEntry absent = new CacheEntry(null, FETCHED, null, null, 64);

        assertThat(LABS.read(LABS.write(absent))).isEqualTo(absent);
    }

    @Test
    void aListThatWasReadCannotBeChanged() throws IOException {
        List<?> read = (List<?>) LABS.read(LABS.write(ENTRY)).value();

        assertThat(read).isUnmodifiable();
    }

    @Test
    void nothingIsReadThatWasNotWritten() {
        byte[] written = LABS.write(ENTRY);
        for (int i = 0; i < written.length; i++) {
            byte[] changed = written.clone();
            changed[i] ^= 1;
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> LABS.read(changed));
        }
        for (int length = 0; length < written.length; length++) {
            byte[] cutOff = java.util.Arrays.copyOf(written, length);
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> LABS.read(cutOff));
        }
    }

    private static byte[] summed(String json) {
        CRC32C sum = new CRC32C();
        sum.update(json.getBytes(StandardCharsets.UTF_8));
        return (json + String.format("\n%08x", sum.getValue())).getBytes(StandardCharsets.UTF_8);
    }

    private static String json() {
        String written = new String(LABS.write(ENTRY), StandardCharsets.UTF_8);
        return written.substring(0, written.lastIndexOf('\n'));
    }

    @Test
    void anotherSchemaIsNotRead() throws IOException {
        assertThat(LABS.read(summed(json()))).isEqualTo(ENTRY);
        String other = json().replace("\"schema\":" + EntryJson.SCHEMA, "\"schema\":99");

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> LABS.read(summed(other)));
    }

    @ParameterizedTest
    @MethodSource("otherShapes")
    void anotherShapeIsNotRead(String part, String replacement) {
        assertThat(json()).contains(part);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> LABS.read(summed(json().replace(part, replacement))));
    }

    static List<Arguments> otherShapes() {
        return List.of(
                Arguments.of("\"totalSessions\":3,", ""),
                Arguments.of("\"totalSessions\":3", "\"sessions\":3"),
                Arguments.of("\"labId\":7", "\"labId\":null"),
                Arguments.of("2026-05-04T12:00:00.123Z", "noon"),
                Arguments.of("\"totalSessions\":3", "\"totalSessions\":[3]"));
    }

    private static EntryJson<ServerStatistics> statisticsForm() {
        return EntryJson.of(ServerStatistics.class);
    }

    private static String statisticsJson() {
        byte[] written = statisticsForm()
                .write(entry(new ServerStatistics(
                        1, 0, null, null, 2, Map.of(3L, new ServerHistory(SLOTS, 0, null, null, null, null)))));
        String json = new String(written, StandardCharsets.UTF_8);
        return json.substring(0, json.lastIndexOf('\n'));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"length\":-1",
                "\"length\":100000000",
                "\"length\":2000",
                "\"length\":null",
                "\"first\":2961084",
                "\"first\":2963102",
                "\"start\":2961102",
                "\"slots\":\"\"",
                "\"slots\":\"eA==\"",
                "\"slots\":\"?\"",
                "\"slots\":7",
                "\"slots\":null",
                "\"other\":1"
            })
    void aSeriesInAnotherShapeIsNotRead(String member) throws IOException {
        String name = member.substring(0, member.indexOf(':'));
        String other = name.equals("\"other\"")
                ? statisticsJson().replaceFirst("\"slots\":", "\"other\":")
                : statisticsJson().replaceFirst(name + ":(\"[^\"]*\"|\\d+)", Matcher.quoteReplacement(member));

        assertThat(statisticsForm().read(summed(statisticsJson())).value()).isNotNull();
        assertThat(other).isNotEqualTo(statisticsJson());
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> statisticsForm().read(summed(other)));
    }

    /** 200 servers with 5,000 rows, 1,000 with 1,000, and 280 with as many as eight weeks hold. */
    @ParameterizedTest
    @CsvSource({"200, 5000", "1000, 1000", "280, 8064"})
    void theHistoryOfAMillionRowsFits(int servers, int slots) throws IOException {
        Random random = new Random(servers);
        Map<Long, ServerHistory> histories = new TreeMap<>();
        for (long id = 0; id < servers; id++) {
            histories.put(id, new ServerHistory(random(slots, random), 0, null, null, null, null));
        }
        ServerStatistics statistics = new ServerStatistics(0, 0, null, null, 8, histories);

        byte[] written = statisticsForm().write(entry(statistics));

        assertThat(written).as("bytes of %d servers", servers).hasSizeLessThan(EntryJson.LARGEST);
        assertThat(statisticsForm().read(written).value()).isEqualTo(statistics);
    }

    /** Percentages with two decimals, as the service states them; there is hardly a pattern in them. */
    private static SlotSeries random(int slots, Random random) {
        return SlotSeries.of(
                2_960_000,
                9 * SlotSeries.SLOTS_PER_WEEK,
                (resource, slot) -> slot - 2_960_000 < slots ? random.nextInt(10_000) / 100f : Float.NaN);
    }

    @Test
    void aValueThatIsTooLargeIsNotWritten() {
        EntryJson<String> form = EntryJson.of(String.class);
        assertThat(form.write(entry("A".repeat(EntryJson.LARGEST - 1_000)))).isNotEmpty();
        assertThatExceptionOfType(EntryJson.TooLargeException.class)
                .isThrownBy(() -> form.write(entry("A".repeat(EntryJson.LARGEST))));
        assertThatExceptionOfType(EntryJson.TooLargeException.class)
                .isThrownBy(
                        () -> LABS.write(entry(Collections.nCopies(1 << 20, new PopularLab(7, "Docker", 3L, 0.1)))));
    }
}
