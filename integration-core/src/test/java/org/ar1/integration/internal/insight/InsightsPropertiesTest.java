package org.ar1.integration.internal.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ar1.integration.insight.BusiestHour;
import org.ar1.integration.insight.Heading;
import org.ar1.integration.insight.Insight;
import org.ar1.integration.insight.InsightKind;
import org.ar1.integration.insight.SaturationForecast;
import org.ar1.integration.insight.SustainedLoad;
import org.ar1.integration.internal.insight.SampleInputs.Usage;
import org.ar1.integration.internal.service.HistoryBudget;
import org.ar1.integration.internal.service.InfrastructureJson;
import org.ar1.integration.upstream.ResourceAmounts;
import org.ar1.integration.upstream.ServerResource;
import org.ar1.integration.upstream.ServerStatistics;
import org.ar1.integration.upstream.SlotSeries;

/** What must not change the insights, and how they change with what they are computed from. */
class InsightsPropertiesTest {

    private static final String END = "2026-11-23T09:00:00Z";
    private static final int TRIES = 25;
    private static final long SLOT_SECONDS = 600;
    private static final int FIVE_WEEKS = 5 * 7 * 86_400;

    /** Usage with a daily and a weekly pattern, noise, gaps and a rise, at most 150 of 100. */
    private static LongFunction<Usage> usage(long seed, long start) {
        Random shape = new Random(seed);
        double base = 10 + 60 * shape.nextDouble();
        double day = 30 * shape.nextDouble();
        double rise = shape.nextInt(3) * shape.nextDouble() / 144;
        double noise = 8 * shape.nextDouble();
        double gaps = shape.nextInt(3) * 0.1;
        return slot -> {
            Random random = new Random(seed * 31 + slot - start);
            random.nextDouble();
            if (random.nextDouble() < gaps) {
                return Usage.NONE;
            }
            long hour = Math.floorMod(slot / 6, 24L);
            double level = base + (hour >= 9 && hour < 16 ? day : 0) + noise * (random.nextDouble() - 0.5);
            double disk = 20 + rise * (slot - start) + random.nextDouble();
            return new Usage(
                    (float) Math.min(150, level), (float) Math.min(150, level * (0.5 + random.nextDouble())), (float)
                            Math.min(150, disk));
        };
    }

    private static SampleInputs campus(long seed, String end) {
        SampleInputs given = SampleInputs.until(end, 5);
        for (int id = 1; id <= 3; id++) {
            given.server(id, usage(seed + 100L * id, given.start()));
            given.lab("Lab " + id, id).inCatalogue("Lab " + id, "type-" + id, "beginner");
            given.popular("Lab " + id, id, 100.0 * id).minutes("Lab " + id, 45);
        }
        return given.lab("Lab 1", 2).lab("Lab 3", 1);
    }

    @Property(tries = TRIES)
    void theOrderOfListsDoesNotMatter(@ForAll("seeds") long seed) {
        Insights inOrder = Insights.of(campus(seed, END).inputs());
        Insights shuffled =
                Insights.of(campus(seed, END).shuffled(new Random(seed)).inputs());

        assertThat(shuffled.listed()).isEqualTo(inOrder.listed());
        assertThat(shuffled.withheld()).isEqualTo(inOrder.withheld());
        assertThat(shuffled.servers()).isEqualTo(inOrder.servers());
    }

    /** Rows as Performance sends them: running totals, twice, in any order, with rows from before the window. */
    @Property(tries = 5)
    void neitherTheOrderOfRowsNorTheirRepetitionNorRunningTotalsMatter(@ForAll("seeds") long seed) {
        SampleInputs given = campus(seed, END);
        ServerStatistics whole = given.inputs().statistics().orElseThrow();
        Random random = new Random(seed);
        List<String> plain = new ArrayList<>();
        List<String> racing = new ArrayList<>();
        whole.servers().forEach((server, history) -> {
            SlotSeries slots = history.slots();
            for (long slot = given.start(); slot <= given.horizon; slot++) {
                if (!Float.isNaN(slots.value(ServerResource.CPU, slot))) {
                    plain.add(row(server, slot, 0, slots, 1));
                    racing.add(row(server, slot, random.nextInt((int) SLOT_SECONDS), slots, 1));
                    racing.add(row(server, slot, random.nextInt((int) SLOT_SECONDS), slots, random.nextDouble()));
                    racing.add(row(server, slot, -FIVE_WEEKS, slots, 2));
                }
            }
        });
        racing.addAll(racing.subList(0, racing.size() / 2));
        Collections.shuffle(racing, random);

        Insights expected = Insights.of(given.inputs(decode(plain)));
        Insights actual = Insights.of(given.inputs(decode(racing)));

        assertThat(actual.listed()).isEqualTo(expected.listed());
        assertThat(actual.withheld()).isEqualTo(expected.withheld());
        assertThat(expected.listed()).isEqualTo(Insights.of(given.inputs()).listed());
    }

    private static String row(long server, long slot, int second, SlotSeries slots, double share) {
        return String.format(
                Locale.ROOT,
                "{\"server_id\":%d,\"recorded_at\":\"%s\",\"cpu_usage\":%s,\"memory_usage\":%s,\"disk_usage\":%s}",
                server,
                Instant.ofEpochSecond(slot * SLOT_SECONDS + second),
                share * slots.value(ServerResource.CPU, slot),
                share * slots.value(ServerResource.MEMORY, slot),
                share * slots.value(ServerResource.DISK, slot));
    }

    private static ServerStatistics decode(List<String> rows) {
        String json = "[" + String.join(",", rows) + "]";
        try {
            return InfrastructureJson.statistics(() -> Instant.parse(END), new HistoryBudget(5, Long.MAX_VALUE))
                    .decode(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By a power of two, which is exact in binary. */
    @Property(tries = TRIES)
    void theUnitOfAResourceScalesWhatIsNeededAndNothingElse(@ForAll("seeds") long seed) {
        SampleInputs small = SampleInputs.until(END, 5);
        LongFunction<Usage> usage = usage(seed, small.start());
        SampleInputs large = SampleInputs.until(END, 5);
        large.server(1, new ResourceAmounts(1600.0, 1600.0, 1600.0), slot -> {
            Usage of = usage.apply(slot);
            return new Usage(16 * of.cpu(), 16 * of.memory(), 16 * of.disk());
        });
        List<Insight> some = Insights.of(small.server(1, usage).inputs()).listed();
        List<Insight> other = Insights.of(large.inputs()).listed();

        assertThat(other).hasSameSizeAs(some);
        for (int i = 0; i < some.size(); i++) {
            if (some.get(i) instanceof BusiestHour hour) {
                BusiestHour scaled = (BusiestHour) other.get(i);
                assertThat(scaled.p95()).isEqualTo(hour.p95());
                assertThat(scaled.rhythm()).isEqualTo(hour.rhythm());
                assertThat(scaled.needed()).isCloseTo(16 * hour.needed(), org.assertj.core.api.Assertions.within(0.09));
            }
            if (some.get(i).heading().kind() != InsightKind.RIGHT_SIZING && !(some.get(i) instanceof BusiestHour)) {
                assertThat(other.get(i)).isEqualTo(some.get(i));
            }
            assertThat(other.get(i).heading()).isEqualTo(some.get(i).heading());
        }
    }

    @Property(tries = TRIES)
    void aWeekLaterEverythingIsAWeekLater(@ForAll("seeds") long seed) {
        List<Insight> now = Insights.of(campus(seed, END).inputs()).listed();
        List<Insight> later =
                Insights.of(campus(seed, "2026-11-30T09:00:00Z").inputs()).listed();

        assertThat(later).hasSameSizeAs(now);
        for (int i = 0; i < now.size(); i++) {
            Heading before = now.get(i).heading();
            Heading after = later.get(i).heading();
            assertThat(after.id()).isEqualTo(before.id());
            assertThat(after.severity()).isEqualTo(before.severity());
            assertThat(after.figure()).isEqualTo(before.figure());
            assertThat(after.confidence()).isEqualTo(before.confidence());
            assertThat(after.flips()).isEqualTo(before.flips());
            if (now.get(i) instanceof SustainedLoad load) {
                assertThat(((SustainedLoad) later.get(i)).since())
                        .isEqualTo(load.since().plusSeconds(7 * 144 * SLOT_SECONDS));
            }
            if (now.get(i) instanceof SaturationForecast forecast) {
                LocalDate date = forecast.date();
                assertThat(((SaturationForecast) later.get(i)).date())
                        .isEqualTo(date == null ? null : date.plusDays(7));
            }
            if (now.get(i) instanceof BusiestHour hour) {
                assertThat(later.get(i)).isEqualTo(hour);
            }
        }
    }

    @Property(tries = TRIES)
    void withTwiceTheCapacityNothingIsHot(@ForAll("seeds") long seed) {
        SampleInputs given = SampleInputs.until(END, 5);
        given.server(1, new ResourceAmounts(200.0, 200.0, 200.0), usage(seed, given.start()));

        assertThat(Insights.of(given.inputs()).listed())
                .extracting(insight -> insight.heading().kind())
                .doesNotContain(InsightKind.BUSIEST_HOUR, InsightKind.SUSTAINED_LOAD);
    }

    @Property(tries = TRIES)
    void theNumberOfAServerChangesItsNameAlone(@ForAll("seeds") long seed) {
        SampleInputs one = SampleInputs.until(END, 5);
        one.server(1, usage(seed, one.start()));
        SampleInputs other = SampleInputs.until(END, 5);
        other.server(77, usage(seed, other.start()));
        List<Insight> some = Insights.of(one.inputs()).listed();
        List<Insight> renumbered = Insights.of(other.inputs()).listed();

        assertThat(renumbered).hasSameSizeAs(some);
        for (int i = 0; i < some.size(); i++) {
            Heading before = some.get(i).heading();
            Heading after = renumbered.get(i).heading();
            assertThat(after.kind()).isEqualTo(before.kind());
            assertThat(after.figure()).isEqualTo(before.figure());
            assertThat(after.claim()).isEqualTo(before.claim().replace("Server-1", "Server-77"));
            assertThat(after.id()).isNotEqualTo(before.id());
        }
    }

    /** Zones of whole hours without a change of time: the window has the same hours, only in other cells. */
    @Property(tries = TRIES)
    void theProfileOfAnyZoneHasTheSameSamples(@ForAll("seeds") long seed, @ForAll("zones") String zone) {
        assertThat(samples(seed, zone)).isEqualTo(samples(seed, "UTC"));
    }

    private static float[] samples(long seed, String zone) {
        SampleInputs given = SampleInputs.until(END, 5).zone(zone);
        Basis basis = given.server(1, usage(seed, given.start())).basis();
        WeeklyCells cells = WeeklyCells.of(basis.loads().servers().iterator().next(), ServerResource.CPU);
        List<Float> all = new ArrayList<>();
        IntStream.range(0, 168).mapToObj(cells::cell).forEach(cell -> {
            for (long week : cell.weeks()) {
                for (float sample : cell.samplesOf(week)) {
                    all.add(sample);
                }
            }
        });
        float[] samples = new float[all.size()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = all.get(i);
        }
        Arrays.sort(samples);
        return samples;
    }

    /** In any zone at all each slot of a whole hour is in one cell. */
    @Property(tries = TRIES)
    void noSampleIsLostOrCountedTwiceInAnyZone(@ForAll("seeds") long seed, @ForAll("anyZones") String zone) {
        SampleInputs given = SampleInputs.until(END, 5).zone(zone);
        Basis basis = given.server(1, slot -> Usage.cpu(slot % 50)).basis();
        WeeklyCells cells = WeeklyCells.of(basis.loads().servers().iterator().next(), ServerResource.CPU);
        int samples =
                IntStream.range(0, 168).map(cell -> cells.cell(cell).samples()).sum();

        // At each end of the window at most one hour is cut, which has at most twelve slots.
        assertThat(samples).isBetween(5 * 1008 - 24, 5 * 1008);
    }

    @Provide
    Arbitrary<Long> seeds() {
        return Arbitraries.longs().between(0, 1_000_000);
    }

    @Provide
    Arbitrary<String> zones() {
        return Arbitraries.integers().between(-12, 12).map(hours -> "Etc/GMT" + (hours < 0 ? hours : "+" + hours));
    }

    @Provide
    Arbitrary<String> anyZones() {
        return Arbitraries.of(ZoneId.getAvailableZoneIds().stream().sorted().toList());
    }
}
