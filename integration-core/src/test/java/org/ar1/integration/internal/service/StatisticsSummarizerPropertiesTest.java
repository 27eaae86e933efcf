package org.ar1.integration.internal.service;

import org.ar1.integration.upstream.ServerResource;
import org.ar1.integration.upstream.ServerStatistics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ar1.integration.upstream.ServerStatistics.ResourceHistory;
import org.ar1.integration.upstream.ServerStatistics.ServerHistory;

/** The histories against their definition, row by row and slot by slot. */
class StatisticsSummarizerPropertiesTest {

    private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");
    private static final int SLOT_SECONDS = 600;
    private static final int WEEK_SLOTS = 1008;
    /** Of a server, two weeks and one that is being filled. */
    private static final int SERVERS = 3;
    /** For two weeks of that many servers, and one to be read into. */
    private static final int TWO_WEEKS = SERVERS * 3 * 3 * WEEK_SLOTS * 4;

    record Row(long server, long secondsAgo, Double cpu, Double memory) {

        Instant at() {
            return NOW.minusSeconds(secondsAgo);
        }

        long slot() {
            return Math.floorDiv(at().getEpochSecond(), SLOT_SECONDS);
        }

        boolean isFuture() {
            return at().isAfter(NOW.plus(Duration.ofHours(1)));
        }

        String json() {
            return "{\"recorded_at\":\"" + at() + "\",\"server_id\":" + server + ",\"cpu_usage\":" + cpu
                    + ",\"memory_usage\":" + memory + "}";
        }
    }

    private static ServerStatistics summarize(List<Row> rows, HistoryBudget budget) throws IOException {
        String json = rows.stream().map(Row::json).collect(Collectors.joining(",", "[", "]"));
        return new StatisticsSummarizer(NOW, budget).summarize(new ByteArrayInputStream(json.getBytes(UTF_8)));
    }

    private static HistoryBudget weeks(int weeks) {
        return new HistoryBudget(weeks, 64 << 20);
    }

    @Property(tries = 150)
    void theFiguresAreThoseOfTheSlotsOfTheWindow(@ForAll("histories") List<Row> rows, @ForAll("weeks") int weeks)
            throws IOException {
        ServerStatistics statistics = summarize(rows, weeks(weeks));

        assertThat(statistics.rows()).isEqualTo(rows.size());
        assertThat(statistics.futureRows())
                .isEqualTo(rows.stream().filter(Row::isFuture).count());
        assertThat(statistics.newest())
                .isEqualTo(rows.stream()
                        .map(Row::at)
                        .filter(at -> !at.isAfter(NOW))
                        .max(Instant::compareTo)
                        .orElse(null));
        List<Row> counted = rows.stream()
                .filter(row -> !row.isFuture() && (row.cpu() != null || row.memory() != null))
                .toList();
        Long horizon = counted.stream().map(Row::slot).max(Long::compare).orElse(null);
        assertThat(statistics.horizon()).isEqualTo(horizon);
        Set<Long> servers = rows.stream().map(Row::server).collect(Collectors.toCollection(TreeSet::new));
        assertThat(statistics.servers()).containsOnlyKeys(servers);
        for (long server : servers) {
            ServerHistory history = statistics.servers().get(server);
            Map<Long, Double> cpu = new TreeMap<>();
            Map<Long, Double> memory = new TreeMap<>();
            for (Row row : counted) {
                if (row.server() == server && row.slot() > horizon - (long) weeks * WEEK_SLOTS) {
                    keepLarger(cpu, row.slot(), row.cpu());
                    keepLarger(memory, row.slot(), row.memory());
                }
            }
            Set<Long> slots = new TreeSet<>(cpu.keySet());
            slots.addAll(memory.keySet());
            assertThat(history.samples()).isEqualTo(slots.size());
            assertThat(history.futureRows())
                    .isEqualTo(rows.stream()
                            .filter(row -> row.server() == server && row.isFuture())
                            .count());
            assertFigures(history.cpu(), cpu);
            assertFigures(history.memory(), memory);
            assertThat(history.disk()).isNull();
            slots.forEach(slot -> {
                assertValue(history, ServerResource.CPU, slot, cpu.get(slot));
                assertValue(history, ServerResource.MEMORY, slot, memory.get(slot));
            });
        }
    }

    private static void keepLarger(Map<Long, Double> slots, long slot, Double value) {
        if (value != null) {
            slots.merge(slot, value, Math::max);
        }
    }

    private static void assertValue(ServerHistory history, ServerResource resource, long slot, Double expected) {
        float value = history.slots().value(resource, slot);
        if (expected == null) {
            assertThat(value).isNaN();
        } else {
            assertThat(value).isEqualTo(expected.floatValue());
        }
    }

    /** The values of the samples here have at most two decimals, which a binary32 holds. */
    private static void assertFigures(ResourceHistory figures, Map<Long, Double> slots) {
        if (slots.isEmpty()) {
            assertThat(figures).isNull();
            return;
        }
        List<Double> inTime = List.copyOf(slots.values());
        List<Double> sorted = inTime.stream().sorted().toList();
        BigDecimal sum = inTime.stream()
                .map(value -> new BigDecimal(value.floatValue()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        double mean = sum.divide(BigDecimal.valueOf(inTime.size()), 4, RoundingMode.HALF_EVEN)
                .doubleValue();
        int rank = BigDecimal.valueOf(95L * inTime.size(), 2)
                .setScale(0, RoundingMode.CEILING)
                .intValueExact();

        assertThat(figures.latest()).isEqualTo(inTime.get(inTime.size() - 1));
        assertThat(figures.max()).isEqualTo(sorted.get(sorted.size() - 1));
        assertThat(figures.p95()).isEqualTo(sorted.get(rank - 1));
        assertThat(figures.mean()).isEqualTo(mean, within(1.01e-4)); // a sum of doubles may end beside a tie
    }

    @Property(tries = 100)
    void neitherTheOrderOfTheRowsNorTheirRepetitionMatters(
            @ForAll("histories") List<Row> rows, @ForAll("weeks") int weeks, @ForAll Random random) throws IOException {
        List<Row> twice = new ArrayList<>(rows);
        twice.addAll(rows);
        Collections.shuffle(twice, random);
        ServerStatistics once = summarize(rows, weeks(weeks));
        ServerStatistics again = summarize(twice, weeks(weeks));

        assertThat(again.rows()).isEqualTo(2 * once.rows());
        assertThat(again.futureRows()).isEqualTo(2 * once.futureRows());
        assertThat(again.newest()).isEqualTo(once.newest());
        assertThat(again.horizon()).isEqualTo(once.horizon());
        once.servers().forEach((server, history) -> {
            ServerHistory other = again.servers().get(server);
            assertThat(other.slots()).isEqualTo(history.slots());
            assertThat(other.cpu()).isEqualTo(history.cpu());
            assertThat(other.memory()).isEqualTo(history.memory());
            assertThat(other.newestRow()).isEqualTo(history.newestRow());
        });
    }

    @Property(tries = 60)
    void fewerWeeksAreKeptWhereMemoryEndsWhateverTheOrderOfTheRows(
            @ForAll("histories") List<Row> rows, @ForAll Random random) throws IOException {
        HistoryBudget scarce = new HistoryBudget(8, TWO_WEEKS);
        List<Row> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);
        ServerStatistics statistics = summarize(shuffled, scarce);
        int weeks = statistics.windowWeeks();

        assertThat(weeks).isEqualTo(scarce.weeksFor(statistics.servers().size()));
        assertThat(statistics).isEqualTo(summarize(rows, weeks(weeks)));
    }

    @Provide
    Arbitrary<Integer> weeks() {
        return Arbitraries.integers().between(2, 4);
    }

    /** A few servers, few different slots in six weeks, and rows of the future. */
    @Provide
    Arbitrary<List<Row>> histories() {
        Arbitrary<Double> values = Arbitraries.integers()
                .between(-1_000, 10_000)
                .map(hundredths -> hundredths / 100.0)
                .injectNull(0.1);
        Arbitrary<Long> secondsAgo = Arbitraries.oneOf(
                Arbitraries.longs().between(0, 20L * SLOT_SECONDS),
                Arbitraries.longs().between(0, 60).map(half -> half * 12 * 3600),
                Arbitraries.longs().between(0, 6L * 7 * 24 * 3600),
                Arbitraries.longs().between(-2 * 3600, 0));
        return Combinators.combine(Arbitraries.longs().between(1, SERVERS), secondsAgo, values, values)
                .as(Row::new)
                .list()
                .ofMaxSize(300);
    }
}
