package org.ar1.integration.internal.insight;

import org.ar1.integration.insight.Flip;
import org.ar1.integration.insight.ForecastStatus;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.insight.SaturationForecast;
import org.ar1.integration.insight.Severity;
import org.ar1.integration.insight.Withheld;
import org.ar1.integration.upstream.ResourceAmounts;
import org.ar1.integration.upstream.ServerResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.ar1.integration.internal.insight.SampleInputs.Usage;
import org.junit.jupiter.api.Test;

class SaturationForecastsTest {

    private static final String MONDAY = "2026-11-23T00:00:00Z";

    /** A disk of 100 whose usage all day long is a function of the day, 0 for the last. */
    private static SampleInputs disk(int weeks, IntToDoubleFunction usage) {
        SampleInputs given = SampleInputs.until(MONDAY, weeks);
        return given.server(2, slot -> Usage.disk(usage.applyAsDouble((int) -((given.horizon - slot) / 144))));
    }

    private static SaturationForecast forecast(SampleInputs given) {
        Basis basis = given.basis();
        return new SaturationForecasts()
                .forecast(basis, basis.loads().servers().iterator().next(), ServerResource.DISK);
    }

    /** The worked example of the definition: 28 days from .50 to .77 by .01. */
    @Test
    void theWorkedExampleIsReproduced() {
        SaturationForecast forecast = forecast(disk(4, day -> 77 + day));

        assertThat(forecast.status()).isEqualTo(ForecastStatus.CROSSES);
        assertThat(forecast.days()).isEqualTo(28);
        assertThat(forecast.p()).isEqualTo(0.04664);
        assertThat(forecast.slopePerDay()).isEqualTo(0.01);
        assertThat(forecast.slopeLow()).isEqualTo(0.01);
        assertThat(forecast.slopeHigh()).isEqualTo(0.01);
        assertThat(forecast.level()).isEqualTo(0.77);
        assertThat(forecast.horizonDays()).isEqualTo(28);
        assertThat(forecast.daysLeft()).isEqualTo(23);
        assertThat(forecast.lastDay()).isEqualTo(LocalDate.parse("2026-11-22"));
        assertThat(forecast.date()).isEqualTo(LocalDate.parse("2026-12-15"));
        assertThat(forecast.earliest()).isEqualTo(LocalDate.parse("2026-12-15"));
        assertThat(forecast.latest()).isEqualTo(LocalDate.parse("2026-12-15"));
        assertThat(forecast.mase()).isZero();
        assertThat(forecast.maseNaive()).isEqualTo(1.0);
        assertThat(forecast.tested()).isEqualTo(7);
        assertThat(forecast.heading().severity()).isEqualTo(Severity.WARNING);
        assertThat(forecast.heading().claim()).isEqualTo("Disk of Server-2 is full in 23 days, on 15 Dec 2026.");
        assertThat(forecast.heading().flips())
                .containsExactly(
                        new Flip("days_left", 23, 14, 9, "critical"),
                        new Flip("days_left", 23, 45, -22, "info"),
                        new Flip("p", 0.04664, 0.05, -0.0034, "not listed"),
                        new Flip("mase", 0, 1, -1, "withheld"));
    }

    @Test
    void fourteenDaysAreCriticalAndFortyFiveAWarning() {
        assertThat(forecast(disk(8, day -> 86.0 + day)).daysLeft()).isEqualTo(14);
        assertThat(forecast(disk(8, day -> 86.0 + day)).heading().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(forecast(disk(8, day -> 85.0 + day)).heading().severity()).isEqualTo(Severity.WARNING);
        assertThat(forecast(disk(8, day -> 77.5 + day / 2.0)).daysLeft()).isEqualTo(45);
        assertThat(forecast(disk(8, day -> 77.5 + day / 2.0)).heading().severity())
                .isEqualTo(Severity.WARNING);
        assertThat(forecast(disk(8, day -> 77.0 + day / 2.0)).heading().severity())
                .isEqualTo(Severity.INFO);
    }

    @Test
    void theForecastNeverLooksFurtherAheadThanBehind() {
        SaturationForecast beyond = forecast(disk(4, day -> 70 + day));

        assertThat(beyond.status()).isEqualTo(ForecastStatus.BEYOND_HORIZON);
        assertThat(beyond.date()).isNull();
        assertThat(new SaturationForecasts()
                        .judge(disk(4, day -> 70 + day).basis())
                        .listed())
                .isEmpty();
    }

    @Test
    void whatIsFullAlreadyIsReached() {
        SaturationForecast reached = forecast(disk(4, day -> 100));

        assertThat(reached.status()).isEqualTo(ForecastStatus.REACHED);
        assertThat(reached.heading().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(reached.heading().reasonCodes()).containsExactly(ReasonCode.CAPACITY_REACHED);
        assertThat(new SaturationForecasts().judge(disk(4, day -> 100).basis()).listed())
                .hasSize(1);
    }

    @Test
    void aConstantOrFallingSeriesHasNoTrend() {
        assertThat(forecast(disk(8, day -> 50)).status()).isEqualTo(ForecastStatus.NO_TREND);
        assertThat(forecast(disk(8, day -> 50)).p()).isEqualTo(1.0);
        assertThat(forecast(disk(8, day -> 20 - day / 2.0)).status()).isEqualTo(ForecastStatus.NO_TREND);
    }

    @Test
    void aStepIsNoTrend() {
        SaturationForecast step = forecast(disk(8, day -> day > -28 ? 80 : 40));

        assertThat(step.status()).isEqualTo(ForecastStatus.WITHHELD);
        assertThat(step.heading().reasonCodes()).containsExactly(ReasonCode.NOT_STEADY);
    }

    /** The figures are of an independent computation. */
    @Test
    void aRiseThatTheTrendWouldHaveForetoldWorseThanTheWeekBeforeIsWithheld() {
        double[] weeks = {20, 23, 24, 25, 25, 25, 26, 27};
        SaturationForecast slowing = forecast(disk(8, day -> weeks[7 - -day / 7]));

        assertThat(slowing.status()).isEqualTo(ForecastStatus.WITHHELD);
        assertThat(slowing.heading().reasonCodes()).containsExactly(ReasonCode.WORSE_THAN_NAIVE);
        assertThat(slowing.mase()).isEqualTo(0.9);
        assertThat(slowing.maseNaive()).isEqualTo(0.5);
        assertThat(slowing.tested()).isEqualTo(35);
        assertThat(slowing.p()).isEqualTo(0.001549);
        assertThat(slowing.slopePerDay()).isEqualTo(0.000952);
        assertThat(slowing.slopeLow()).isEqualTo(0.000714);
        assertThat(slowing.slopeHigh()).isEqualTo(0.001429);
    }

    @Test
    void fourWeeksWithFourDaysEachAreNeeded() {
        SampleInputs three = disk(3, day -> 50 + day);
        // Of the oldest week three days.
        SampleInputs gaps = disk(4, day -> day < -23 ? Double.NaN : 50 + day);
        SampleInputs enough = disk(4, day -> day < -24 ? Double.NaN : 50 + day);

        assertThat(new SaturationForecasts().judge(three.basis()).withheld())
                .filteredOn(none -> none.resource() == ServerResource.DISK)
                .extracting(Withheld::reasonCodes, Withheld::evidence)
                .containsExactly(tuple(List.of(ReasonCode.TOO_FEW_DAYS), Map.of("days", 21L, "days_needed", 28L)));
        assertThat(forecast(gaps).heading().reasonCodes()).containsExactly(ReasonCode.TOO_FEW_DAYS);
        assertThat(forecast(enough).heading().reasonCodes()).doesNotContain(ReasonCode.TOO_FEW_DAYS);
    }

    @Test
    void withoutACapacityNothingRunsOut() {
        SampleInputs given = SampleInputs.until(MONDAY, 4)
                .server(2, new ResourceAmounts(100.0, 100.0, null), slot -> Usage.disk(50));

        assertThat(new SaturationForecasts().judge(given.basis()).withheld())
                .extracting(Withheld::resource, Withheld::reasonCodes, Withheld::needs)
                .containsExactly(tuple(ServerResource.DISK, List.of(ReasonCode.NO_CAPACITY), "max_disk of the server"));
    }

    @Test
    void aDayNeedsTwelveHoursForItsPeak() {
        SampleInputs given = SampleInputs.until(MONDAY, 4);
        given.server(2, slot -> {
            long hoursAgo = (given.horizon - slot) / 6;
            boolean missing = hoursAgo < 13 || (hoursAgo >= 24 && hoursAgo < 36);
            return missing ? Usage.NONE : Usage.disk(50);
        });

        // Of the last day 11 hours are there, of the one before 12.
        assertThat(forecast(given).days()).isEqualTo(27);
        assertThat(forecast(given).lastDay()).isEqualTo(LocalDate.parse("2026-11-22"));
        assertThat(forecast(given).horizonDays()).isEqualTo(27);
    }

    @Test
    void theBoundsOfTheSlopeGiveTheEarliestAndTheLatestDay() {
        // Of the 196 slopes 56 are half a point a day, 84 a point and 56 one and a half; the bounds are the 51st and
        // 146th.
        SaturationForecast forecast = forecast(disk(8, day -> {
            int weekday = Math.floorMod(day, 7);
            double slope = weekday == 1 || weekday == 2 ? 0.5 : weekday == 3 || weekday == 4 ? 1.5 : 1;
            return 75 + slope * day;
        }));

        assertThat(forecast.slopePerDay()).isEqualTo(0.01);
        assertThat(forecast.slopeLow()).isEqualTo(0.005);
        assertThat(forecast.slopeHigh()).isEqualTo(0.015);
        // The level of the first weekday ahead, whose middle is 30.5 days ago, is 0.9025, 1.055 and 0.75 by the three
        // slopes.
        assertThat(forecast.daysLeft()).isEqualTo(15);
        assertThat(forecast.date()).isEqualTo(LocalDate.parse("2026-12-07"));
        assertThat(forecast.earliest()).isEqualTo(LocalDate.parse("2026-11-23"));
        assertThat(forecast.latest()).isEqualTo(LocalDate.parse("2027-01-11"));
    }
}
