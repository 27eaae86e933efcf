package org.ar1.integration.internal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ar1.integration.upstream.ServerStatistics;
import org.ar1.integration.upstream.ServerStatistics.ResourceHistory;
import org.ar1.integration.upstream.ServerStatistics.ServerHistory;

class StatisticsSummarizerPropertiesTest {

    private static final long START = Instant.parse("2026-05-01T00:00:00Z").getEpochSecond();

    record Row(long id, long server, long second, Double cpu) {

        String json() {
            return "{\"recorded_at\":\"" + Instant.ofEpochSecond(START + second) + "\",\"id\":" + id + ",\"server_id\":"
                    + server + ",\"cpu_usage\":" + cpu + "}";
        }
    }

    private static ServerStatistics summarize(List<Row> rows) throws IOException {
        String json = rows.stream().map(Row::json).collect(Collectors.joining(",", "[", "]"));
        return new StatisticsSummarizer().summarize(new ByteArrayInputStream(json.getBytes(UTF_8)));
    }

    @Property(tries = 150)
    void theFiguresAreThoseOfTheWholeHistory(@ForAll("histories") List<Row> rows) throws IOException {
        ServerStatistics statistics = summarize(rows);

        assertThat(statistics.rows()).isEqualTo(rows.size());
        rows.stream().collect(Collectors.groupingBy(Row::server)).forEach((server, own) -> {
            ServerHistory history = statistics.servers().get(server);
            assertThat(history.samples()).isEqualTo(own.size());
            assertThat(history.first().getEpochSecond() - START)
                    .isEqualTo(own.stream().mapToLong(Row::second).min().orElseThrow());
            assertThat(history.last().getEpochSecond() - START)
                    .isEqualTo(own.stream().mapToLong(Row::second).max().orElseThrow());
            assertFigures(
                    history.cpu(), own.stream().filter(row -> row.cpu() != null).toList());
        });
    }

    private static void assertFigures(ResourceHistory figures, List<Row> rows) {
        if (rows.isEmpty()) {
            assertThat(figures).isNull();
            return;
        }
        double[] sorted = rows.stream().mapToDouble(Row::cpu).sorted().toArray();
        Row latest = rows.stream()
                .max(Comparator.comparingLong(Row::second).thenComparingLong(Row::id))
                .orElseThrow();
        BigDecimal sum = rows.stream().map(row -> new BigDecimal(row.cpu())).reduce(BigDecimal.ZERO, BigDecimal::add);
        double mean = sum.divide(BigDecimal.valueOf(rows.size()), MathContext.DECIMAL128)
                .doubleValue();
        double p95 = sorted[(int) Math.floor(0.95 * (sorted.length - 1))];

        assertThat(figures.latest()).isEqualTo(latest.cpu());
        assertThat(figures.max()).isEqualTo(sorted[sorted.length - 1]);
        assertThat(figures.mean()).isEqualTo(mean, within(Math.abs(mean) * 1e-12 + 1e-15));
        assertThat(figures.p95()).isEqualTo(p95, within(Math.abs(p95) * 0.005 * (1 + 1e-9)));
    }

    @Property(tries = 100)
    void theOrderOfTheRowsDoesNotMatter(@ForAll("histories") List<Row> rows, @ForAll Random random) throws IOException {
        List<Row> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);
        ServerStatistics one = summarize(rows);
        ServerStatistics other = summarize(shuffled);

        assertThat(other.rows()).isEqualTo(one.rows());
        assertThat(other.newest()).isEqualTo(one.newest());
        assertThat(other.servers().keySet()).isEqualTo(one.servers().keySet());
        one.servers().forEach((server, history) -> {
            ServerHistory again = other.servers().get(server);
            assertThat(again.samples()).isEqualTo(history.samples());
            assertThat(again.first()).isEqualTo(history.first());
            assertThat(again.last()).isEqualTo(history.last());
            ResourceHistory cpu = history.cpu();
            if (cpu == null) {
                assertThat(again.cpu()).isNull();
            } else {
                assertThat(again.cpu().latest()).isEqualTo(cpu.latest());
                assertThat(again.cpu().max()).isEqualTo(cpu.max());
                assertThat(again.cpu().p95()).isEqualTo(cpu.p95());
                assertThat(again.cpu().mean()).isEqualTo(cpu.mean(), within(Math.abs(cpu.mean()) * 1e-12 + 1e-15));
            }
        });
    }

    /** A few servers, few different seconds, numbers that are unique. */
    @Provide
    Arbitrary<List<Row>> histories() {
        Arbitrary<Double> percentages =
                Arbitraries.integers().between(0, 10_000).map(hundredths -> hundredths / 100.0);
        Arbitrary<Double> anything = Arbitraries.oneOf(
                Arbitraries.just(0.0),
                percentages,
                percentages.map(value -> -value),
                Arbitraries.doubles().between(1e-6, 1e9).ofScale(6),
                Arbitraries.doubles().between(-1e9, -1e-6).ofScale(6));
        Arbitrary<Double> values = Arbitraries.oneOf(percentages, anything).injectNull(0.05);
        return Combinators.combine(
                        Arbitraries.longs().between(1, 2), Arbitraries.longs().between(0, 40), values)
                .as((server, second, cpu) -> new Row(0, server, second, cpu))
                .list()
                .ofMaxSize(400)
                .map(rows -> {
                    List<Row> numbered = new ArrayList<>();
                    rows.forEach(row -> numbered.add(
                            new Row(numbered.size() * 7919L % 10_007, row.server(), row.second(), row.cpu())));
                    return numbered;
                });
    }
}
