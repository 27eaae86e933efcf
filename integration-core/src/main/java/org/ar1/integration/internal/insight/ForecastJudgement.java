package org.ar1.integration.internal.insight;

import org.ar1.integration.insight.Figure;
import org.ar1.integration.insight.ForecastStatus;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.insight.SaturationForecast;
import org.ar1.integration.insight.Severity;
import org.ar1.integration.internal.stats.ForecastSkill;
import org.ar1.integration.internal.stats.Rounding;
import org.ar1.integration.upstream.ServerResource;

import static org.ar1.integration.insight.InsightKind.SATURATION_FORECAST;

import java.time.LocalDate;
import org.ar1.integration.internal.stats.SeasonalKendall.Trend;
import org.jspecify.annotations.Nullable;

/** Judges whether and when one resource of a server runs out, step by step. Used once; not thread-safe. */
final class ForecastJudgement {

    /** The days that an order takes. */
    private static final int CRITICAL_DAYS = 14;
    /** The days that a budget takes. */
    private static final int WARNING_DAYS = 45;

    private static final int MASE_PLACES = 2;

    private final ServerLoads server;
    private final ServerResource resource;
    private final HeadingBuilder heading;
    private final @Nullable PeakTrend peaks;
    private @Nullable Double mase;
    private @Nullable Double maseNaive;
    private @Nullable Integer tested;
    private @Nullable Integer daysLeft;
    private @Nullable Integer earliest;
    private @Nullable Integer latest;

    ForecastJudgement(Basis basis, ServerLoads server, ServerResource resource) {
        this.server = server;
        this.resource = resource;
        this.heading = basis.heading(SATURATION_FORECAST, server.subject(), resource);
        this.peaks = basis.peakTrend(server, resource);
    }

    SaturationForecast forecast() {
        ForecastStatus status = peaks == null ? withheld(ReasonCode.NO_CAPACITY) : judge(peaks);
        Trend trend = peaks == null ? null : peaks.trend();
        LocalDate lastDay = peaks == null ? null : peaks.lastDay();
        return new SaturationForecast(
                heading.heading(claim(status, lastDay), figure(status), server.confidence(null)),
                peaks == null ? 0 : peaks.series().size(),
                peaks == null || trend == null ? null : Rounding.fraction(peaks.level(0, trend.slope())),
                peaks == null ? null : peaks.slope(),
                peaks == null ? null : peaks.low(),
                peaks == null ? null : peaks.high(),
                peaks == null ? null : peaks.p(),
                peaks == null || trend == null ? null : Integer.valueOf(peaks.horizon()),
                lastDay,
                mase,
                maseNaive,
                tested,
                status,
                day(lastDay, daysLeft),
                daysLeft,
                day(lastDay, earliest),
                day(lastDay, latest));
    }

    private ForecastStatus withheld(ReasonCode reason) {
        heading.reason(reason).withheld();
        return ForecastStatus.WITHHELD;
    }

    private ForecastStatus judge(PeakTrend known) {
        Trend trend = known.trend();
        if (trend == null) {
            return withheld(ReasonCode.TOO_FEW_DAYS);
        }
        Double latestPeak = known.latest();
        if (latestPeak != null && latestPeak >= 1) {
            heading.reason(ReasonCode.CAPACITY_REACHED).severity(Severity.CRITICAL);
            return ForecastStatus.REACHED;
        }
        Double p = known.p();
        if (p == null || !known.rises()) {
            heading.reason(ReasonCode.NO_TREND);
            return ForecastStatus.NO_TREND;
        }
        if (!known.isSteady()) {
            return withheld(ReasonCode.NOT_STEADY);
        }
        ForecastSkill skill = known.skill();
        if (skill != null) {
            mase = Rounding.places(skill.mase(), MASE_PLACES);
            maseNaive = Rounding.places(skill.naive(), MASE_PLACES);
            tested = skill.tested();
        }
        if (mase != null && maseNaive != null && mase > maseNaive) {
            return withheld(ReasonCode.WORSE_THAN_NAIVE);
        }
        heading.reason(ReasonCode.RISING);
        daysLeft = known.crossing(trend.slope());
        if (daysLeft == null) {
            return ForecastStatus.BEYOND_HORIZON;
        }
        Double low = known.low();
        earliest = known.crossing(trend.high());
        latest = low == null || low <= 0 ? null : known.crossing(trend.low());
        crosses(daysLeft, p);
        return ForecastStatus.CROSSES;
    }

    private void crosses(int days, double p) {
        heading.severity(
                        days <= CRITICAL_DAYS
                                ? Severity.CRITICAL
                                : days <= WARNING_DAYS ? Severity.WARNING : Severity.INFO)
                .flip(Flips.upTo("days_left", days, CRITICAL_DAYS, "critical", "warning"))
                .flip(Flips.upTo("days_left", days, WARNING_DAYS, "warning", "info"))
                .flip(Flips.at("p", p, PeakTrend.SIGNIFICANT, "crosses", Flips.NOT_LISTED));
        if (mase != null && maseNaive != null) {
            heading.flip(Flips.upTo("mase", mase, maseNaive, "crosses", "withheld"));
        }
    }

    private static @Nullable LocalDate day(@Nullable LocalDate lastDay, @Nullable Integer ahead) {
        return lastDay == null || ahead == null ? null : lastDay.plusDays(ahead);
    }

    private Figure figure(ForecastStatus status) {
        if (status == ForecastStatus.REACHED && peaks != null) {
            return new Figure("latest_peak", peaks.latest(), "fraction", 1.0);
        }
        Integer left = daysLeft;
        return new Figure("days_left", left == null ? null : left.doubleValue(), "days", (double) WARNING_DAYS);
    }

    private String claim(ForecastStatus status, @Nullable LocalDate lastDay) {
        String what = Claims.startOf(resource) + " of " + server.server().name();
        Integer left = daysLeft;
        LocalDate date = day(lastDay, left);
        return switch (status) {
            case REACHED -> what + " is full: its latest daily peak is " + percent(peaks) + ".";
            case CROSSES ->
                what + " is full in " + Claims.count(left == null ? 0 : left, "day")
                        + (date == null ? "" : ", on " + Claims.date(date)) + ".";
            case NO_TREND -> what + " does not rise beyond chance.";
            case BEYOND_HORIZON -> what + " rises, but is not full within the horizon.";
            case WITHHELD ->
                "When " + Claims.resource(resource) + " of " + server.server().name() + " is full cannot be said.";
        };
    }

    private static String percent(@Nullable PeakTrend known) {
        Double latestPeak = known == null ? null : known.latest();
        return latestPeak == null ? "unknown" : Claims.percent(latestPeak);
    }
}
