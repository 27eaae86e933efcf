package org.ar1.integration.internal.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.ar1.integration.insight.BusiestHour;
import org.ar1.integration.insight.Confidence;
import org.ar1.integration.insight.ConfidenceLevel;
import org.ar1.integration.insight.DataHealth;
import org.ar1.integration.insight.Explanation.Step;
import org.ar1.integration.insight.ForecastStatus;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.insight.SaturationForecast;
import org.ar1.integration.insight.Severity;
import org.ar1.integration.insight.Withheld;
import org.ar1.integration.internal.insight.SampleInputs.Usage;
import org.ar1.integration.upstream.ServerResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures that lie exactly on a threshold, and what is said beside a verdict. */
class ThresholdsTest {

    private static final String MONDAY = "2026-11-23T00:00:00Z";

    @ParameterizedTest
    @CsvSource({"79.99, INFO", "80, WARNING", "99.99, WARNING", "100, CRITICAL"})
    void aBusiestHourIsJudgedByTheFigureThatItShows(double cpu, Severity severity) {
        Basis basis =
                SampleInputs.until(MONDAY, 2).server(1, slot -> Usage.cpu(cpu)).basis();
        BusiestHour hour = new BusiestHours().judge(basis).all().findFirst().orElseThrow();

        assertThat(hour.heading().severity()).isEqualTo(severity);
        assertThat(new BusiestHours().judge(basis).listed()).hasSize(severity == Severity.INFO ? 0 : 1);
        // All slots are as high as the hour, so that a percentile does not miss it.
        assertThat(hour.heading().reasonCodes())
                .doesNotContain(ReasonCode.MISSED_BY_PERCENTILES)
                .contains(ReasonCode.NO_WEEKLY_RHYTHM);
        assertThat(hour.heading().claim()).endsWith(cpu == 100 ? "in 2 of 2 weeks." : "is left.");
    }

    @Test
    void withMoreServersThanTheMemoryIsEnoughForEachIsWithheld() {
        Basis basis = SampleInputs.until(MONDAY, 2)
                .server(1, slot -> Usage.cpu(90L))
                .server(2, slot -> Usage.cpu(20L))
                .tooManyServers()
                .basis();
        Verdicts<BusiestHour> verdicts = new BusiestHours().judge(basis);

        assertThat(verdicts.all().toList()).isEmpty();
        assertThat(verdicts.withheld())
                .isNotEmpty()
                .extracting(Withheld::reasonCodes)
                .containsOnly(List.of(ReasonCode.TOO_MANY_SERVERS));
    }

    private static SaturationForecast disk(LongFunction<Usage> usage) {
        Basis basis = SampleInputs.until(MONDAY, 8).server(2, usage).basis();
        return new SaturationForecasts()
                .forecast(basis, basis.loads().servers().iterator().next(), ServerResource.DISK);
    }

    /** The days before the last, as whole numbers: 0 for the last day. */
    private static long daysAgo(long slot) {
        return Math.floorDiv(SampleInputs.until(MONDAY, 8).horizon - slot, 144L);
    }

    @Test
    void aRiseOfTheNewerWeeksAloneIsNotSteady() {
        SaturationForecast late = disk(slot -> Usage.disk(daysAgo(slot) < 28 ? 67 - daysAgo(slot) : 40));

        assertThat(late.status()).isEqualTo(ForecastStatus.WITHHELD);
        assertThat(late.heading().reasonCodes()).containsExactly(ReasonCode.NOT_STEADY);
    }

    @Test
    void aRiseOfTheOlderWeeksAloneIsNotSteady() {
        SaturationForecast early = disk(slot -> Usage.disk(daysAgo(slot) < 28 ? 67 : 95 - daysAgo(slot)));

        assertThat(early.status()).isEqualTo(ForecastStatus.WITHHELD);
        assertThat(early.heading().reasonCodes()).containsExactly(ReasonCode.NOT_STEADY);
    }

    @Test
    void halvesThatRiseByAThirdOfTheWholeAreSteady() {
        assertThat(disk(slot -> Usage.disk(95 - daysAgo(slot))).status()).isEqualTo(ForecastStatus.CROSSES);
    }

    @Test
    void whatRestsOnSeveralServersIsAsSureAsTheLeastSure() {
        List<Confidence> several = new ArrayList<>(List.of(
                new Confidence(ConfidenceLevel.HIGH, 8, 0.99, null),
                new Confidence(ConfidenceLevel.LOW, 3, 0.95, null),
                new Confidence(ConfidenceLevel.MEDIUM, 5, 0.6, null)));

        for (int turn = 0; turn < several.size(); turn++) {
            Collections.rotate(several, 1);
            assertThat(Confidences.ofSeveral(several)).isEqualTo(new Confidence(ConfidenceLevel.LOW, 3, 0.6, null));
        }
        assertThat(Confidences.ofSeveral(List.of())).isEqualTo(new Confidence(ConfidenceLevel.LOW, null, null, null));
    }

    private static Step step(SmallCampus campus, ReasonCode reason) {
        Basis basis = campus.basis();
        DataHealths healths = new DataHealths();
        DataHealth found = healths.judge(basis).listed().stream()
                .filter(health -> health.heading().reasonCodes().contains(reason))
                .findFirst()
                .orElseThrow();
        return healths.explain(basis, found).stream()
                .filter(step -> step.name().equals(reason.id()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatMakesTheRestDoubtfulIsSaidWithItsInputs() {
        SmallCampus campus = new SmallCampus(2)
                .server(1, 100.0, 100.0, 100.0, null)
                .server(2, 100.0, 100.0, 100.0, SmallCampus.NOW.plusSeconds(90))
                .server(3, 100.0, null, 100.0, SmallCampus.NOW)
                .server(5, SmallCampus.Usage.of(20))
                .lab("A", "a", 1, 2, 3);

        Step silent = step(campus, ReasonCode.SERVER_UNREPORTED);
        assertThat(silent.says()).startsWith("it has labs");
        assertThat(silent.inputs()).containsEntry("last_checked", null).containsEntry("labs", List.of("A"));
        Step skew = step(campus, ReasonCode.CLOCK_SKEW);
        assertThat(skew.says()).contains("after now");
        assertThat(skew.inputs())
                .containsEntry("last_checked", "2026-11-23T00:06:30Z")
                .containsEntry("now", "2026-11-23T00:05:00Z");
        Step none = step(campus, ReasonCode.NO_HISTORY);
        assertThat(none.says()).isEqualTo("no row of it lies in the window");
        assertThat(none.inputs()).containsEntry("last_slot", null);
        Step capacity = step(campus, ReasonCode.NO_CAPACITY);
        assertThat(capacity.inputs()).isEqualTo(mapOf("max_cpu", 100.0, "max_memory", null, "max_disk", 100.0));
    }

    @Test
    void theLastSlotOfASeriesThatEndedIsStated() {
        SmallCampus.Usage ended = hour -> hour < 2 * 168 - 3 ? 20 : Double.NaN;
        SmallCampus campus = new SmallCampus(2).server(4, ended, ended, ended).server(5, SmallCampus.Usage.of(20));

        Step step = step(campus, ReasonCode.SERIES_ENDED);

        assertThat(step.says()).contains("the last two hours before the newest");
        assertThat(step.inputs()).containsEntry("last_slot", "2026-11-22T20:50:00Z");
    }

    private static Map<String, Object> mapOf(Object... entries) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put((String) entries[i], entries[i + 1]);
        }
        return map;
    }
}
