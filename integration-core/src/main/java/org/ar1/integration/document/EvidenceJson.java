package org.ar1.integration.document;

import static org.ar1.integration.document.Forms.COUNT;
import static org.ar1.integration.document.Forms.DATE;
import static org.ar1.integration.document.Forms.REAL;
import static org.ar1.integration.document.Forms.REALS;
import static org.ar1.integration.document.Forms.RESOURCE;
import static org.ar1.integration.document.Forms.TEXT;
import static org.ar1.integration.document.Forms.TEXTS;
import static org.ar1.integration.document.Forms.TIME;
import static org.ar1.integration.document.Forms.TRUTH;
import static org.ar1.integration.document.Forms.WEEKDAY;
import static org.ar1.integration.document.Forms.WHOLE;
import static org.ar1.integration.document.Forms.WHOLES;

import java.io.IOException;
import java.util.Map;
import org.ar1.integration.insight.BusiestHour;
import org.ar1.integration.insight.DataHealth;
import org.ar1.integration.insight.DemandAtRisk;
import org.ar1.integration.insight.DemandChange;
import org.ar1.integration.insight.DemandMismatch;
import org.ar1.integration.insight.Failover;
import org.ar1.integration.insight.FailoverVerdict;
import org.ar1.integration.insight.Finding;
import org.ar1.integration.insight.ForecastStatus;
import org.ar1.integration.insight.Heading;
import org.ar1.integration.insight.IdleLab;
import org.ar1.integration.insight.Imbalance;
import org.ar1.integration.insight.Insight;
import org.ar1.integration.insight.Placement;
import org.ar1.integration.insight.RightSizing;
import org.ar1.integration.insight.RightSizing.Sizing;
import org.ar1.integration.insight.SaturationErrors;
import org.ar1.integration.insight.SaturationErrors.Groups;
import org.ar1.integration.insight.SaturationForecast;
import org.ar1.integration.insight.SizeLabel;
import org.ar1.integration.insight.SustainedLoad;
import org.ar1.integration.insight.UsageChange;
import org.ar1.integration.upstream.ServerResource;

/** The figures of each kind of insight, in the order of its record. */
final class EvidenceJson {

    static final Form<Finding> FINDING = Forms.id(Finding.values(), Finding::id);
    static final Form<FailoverVerdict> VERDICT = Forms.id(FailoverVerdict.values(), FailoverVerdict::id);
    static final Form<ForecastStatus> STATUS = Forms.id(ForecastStatus.values(), ForecastStatus::id);

    private static final Form<Map<ServerResource, Sizing>> SIZES = Form.map(
            Forms.RESOURCE_KEY,
            Form.object(size -> new Sizing(
                    size.get("used", Sizing::used, REAL),
                    size.get("needed", Sizing::needed, REAL),
                    size.get("needed_low", Sizing::neededLow, REAL),
                    size.get("needed_high", Sizing::neededHigh, REAL),
                    size.get("label", Sizing::label, Forms.id(SizeLabel.values(), SizeLabel::id)))));

    private static final Form<Groups> GROUPS = Form.object(
            groups -> new Groups(groups.get("hot", Groups::hot, COUNT), groups.get("cool", Groups::cool, COUNT)));

    private EvidenceJson() {}

    /** The insight with this heading, whose kind says which figures it has. */
    static Insight insight(Fields<Insight> f, Heading heading) throws IOException {
        return switch (heading.kind()) {
            case BUSIEST_HOUR -> busiestHour(f.of(BusiestHour.class::cast), heading);
            case SUSTAINED_LOAD -> sustainedLoad(f.of(SustainedLoad.class::cast), heading);
            case SATURATION_FORECAST -> saturationForecast(f.of(SaturationForecast.class::cast), heading);
            case RIGHT_SIZING -> rightSizing(f.of(RightSizing.class::cast), heading);
            case FAILOVER -> failover(f.of(Failover.class::cast), heading);
            case IMBALANCE -> imbalance(f.of(Imbalance.class::cast), heading);
            case PLACEMENT -> placement(f.of(Placement.class::cast), heading);
            case CHANGE -> usageChange(f.of(UsageChange.class::cast), heading);
            case DEMAND_AT_RISK -> demandAtRisk(f.of(DemandAtRisk.class::cast), heading);
            case IDLE_LAB -> idleLab(f.of(IdleLab.class::cast), heading);
            case DEMAND_MISMATCH -> demandMismatch(f.of(DemandMismatch.class::cast), heading);
            case SATURATION_ERRORS -> saturationErrors(f.of(SaturationErrors.class::cast), heading);
            case DEMAND_CHANGE -> demandChange(f.of(DemandChange.class::cast), heading);
            case DATA_HEALTH -> new DataHealth(heading);
            case QUIET_WINDOW -> throw new IllegalArgumentException("no insight is of the kind quiet_window");
        };
    }

    private static BusiestHour busiestHour(Fields<BusiestHour> f, Heading heading) throws IOException {
        return new BusiestHour(
                heading,
                f.get("weekday", BusiestHour::weekday, WEEKDAY),
                f.get("hour", BusiestHour::hour, COUNT),
                f.get("p95", BusiestHour::p95, REAL),
                f.get("mean", BusiestHour::mean, REAL),
                f.get("headroom", BusiestHour::headroom, REAL),
                f.get("samples", BusiestHour::samples, COUNT),
                f.get("weeks", BusiestHour::weeks, COUNT),
                f.get("weeks_hot", BusiestHour::weeksHot, COUNT),
                f.get("window_p95", BusiestHour::windowP95, REAL),
                f.get("window_mean", BusiestHour::windowMean, REAL),
                f.get("rhythm", BusiestHour::rhythm, REAL),
                f.get("needed", BusiestHour::needed, REAL),
                f.get("needed_low", BusiestHour::neededLow, REAL),
                f.get("needed_high", BusiestHour::neededHigh, REAL));
    }

    private static SustainedLoad sustainedLoad(Fields<SustainedLoad> f, Heading heading) throws IOException {
        return new SustainedLoad(
                heading,
                f.get("ongoing", SustainedLoad::ongoing, TRUTH),
                f.get("since", SustainedLoad::since, TIME),
                f.get("hours", SustainedLoad::hours, COUNT),
                f.get("peak", SustainedLoad::peak, REAL),
                f.get("resource", SustainedLoad::resource, RESOURCE),
                f.get("hot_hours_7d", SustainedLoad::hotHours7d, COUNT),
                f.get("hot_hours", SustainedLoad::hotHours, COUNT),
                f.get("observed_hours", SustainedLoad::observedHours, COUNT));
    }

    static SaturationForecast saturationForecast(Fields<SaturationForecast> f, Heading heading) throws IOException {
        return new SaturationForecast(
                heading,
                f.get("days", SaturationForecast::days, COUNT),
                f.find("level", SaturationForecast::level, REAL),
                f.find("slope_per_day", SaturationForecast::slopePerDay, REAL),
                f.find("slope_low", SaturationForecast::slopeLow, REAL),
                f.find("slope_high", SaturationForecast::slopeHigh, REAL),
                f.find("p", SaturationForecast::p, REAL),
                f.find("horizon_days", SaturationForecast::horizonDays, COUNT),
                f.find("last_day", SaturationForecast::lastDay, DATE),
                f.find("mase", SaturationForecast::mase, REAL),
                f.find("mase_naive", SaturationForecast::maseNaive, REAL),
                f.find("tested", SaturationForecast::tested, COUNT),
                f.get("status", SaturationForecast::status, STATUS),
                f.find("date", SaturationForecast::date, DATE),
                f.find("days_left", SaturationForecast::daysLeft, COUNT),
                f.find("earliest", SaturationForecast::earliest, DATE),
                f.find("latest", SaturationForecast::latest, DATE));
    }

    private static RightSizing rightSizing(Fields<RightSizing> f, Heading heading) throws IOException {
        return new RightSizing(
                heading,
                f.get("finding", RightSizing::finding, FINDING),
                f.get("resources", RightSizing::resources, SIZES));
    }

    private static Failover failover(Fields<Failover> f, Heading heading) throws IOException {
        return new Failover(
                heading,
                f.get("resource", Failover::resource, RESOURCE),
                f.get("worst", Failover::worst, REAL),
                f.get("worst_at", Failover::worstAt, TIME),
                f.get("hours", Failover::hours, COUNT),
                f.get("hours_over", Failover::hoursOver, COUNT),
                f.get("hours_hot", Failover::hoursHot, COUNT),
                f.get("servers", Failover::servers, COUNT),
                f.get("verdict", Failover::verdict, VERDICT),
                f.get("labs_lost", Failover::labsLost, TEXTS),
                f.get("types_lost", Failover::typesLost, TEXTS),
                f.find("users_at_least", Failover::usersAtLeast, WHOLE),
                f.find("users_at_most", Failover::usersAtMost, WHOLE),
                f.find("minutes_share", Failover::minutesShare, REAL));
    }

    private static Imbalance imbalance(Fields<Imbalance> f, Heading heading) throws IOException {
        return new Imbalance(
                heading,
                f.get("servers", Imbalance::servers, COUNT),
                f.get("hours", Imbalance::hours, COUNT),
                f.get("mean", Imbalance::mean, REAL),
                f.get("sd", Imbalance::sd, REAL),
                f.find("cv", Imbalance::cv, REAL),
                f.find("gini", Imbalance::gini, REAL),
                f.find("diversity", Imbalance::diversity, REAL),
                f.get("highest", Imbalance::highest, WHOLE),
                f.get("lowest", Imbalance::lowest, WHOLE));
    }

    private static Placement placement(Fields<Placement> f, Heading heading) throws IOException {
        return new Placement(
                heading,
                f.get("lab_type", Placement::labType, TEXT),
                f.get("to", Placement::to, WHOLE),
                f.get("share_needed", Placement::shareNeeded, REAL),
                f.get("share_estimated", Placement::shareEstimated, REAL),
                f.get("share_safe", Placement::shareSafe, REAL),
                f.get("margin", Placement::margin, REAL));
    }

    private static UsageChange usageChange(Fields<UsageChange> f, Heading heading) throws IOException {
        return new UsageChange(
                heading,
                f.get("shift", UsageChange::shift, REAL),
                f.get("same_direction", UsageChange::sameDirection, REAL),
                f.get("hours", UsageChange::hours, COUNT),
                f.get("ks", UsageChange::ks, REAL));
    }

    private static DemandAtRisk demandAtRisk(Fields<DemandAtRisk> f, Heading heading) throws IOException {
        return new DemandAtRisk(
                heading,
                f.get("starts", DemandAtRisk::starts, WHOLE),
                f.get("starts_hot", DemandAtRisk::startsHot, WHOLE),
                f.get("share", DemandAtRisk::share, REAL),
                f.get("starts_saturated", DemandAtRisk::startsSaturated, WHOLE),
                f.find("learner_minutes_estimate", DemandAtRisk::learnerMinutesEstimate, REAL));
    }

    private static IdleLab idleLab(Fields<IdleLab> f, Heading heading) throws IOException {
        return new IdleLab(
                heading,
                f.get("lab", IdleLab::lab, TEXT),
                f.get("lab_type", IdleLab::labType, TEXT),
                f.get("servers", IdleLab::servers, WHOLES),
                f.get("alone_on", IdleLab::aloneOn, WHOLES),
                f.get("days", IdleLab::days, COUNT),
                f.find("sessions", IdleLab::sessions, WHOLE));
    }

    private static DemandMismatch demandMismatch(Fields<DemandMismatch> f, Heading heading) throws IOException {
        return new DemandMismatch(
                heading,
                f.get("z", DemandMismatch::z, REAL),
                f.get("factor", DemandMismatch::factor, REAL),
                f.get("of", DemandMismatch::of, COUNT),
                f.get("minutes_per_event", DemandMismatch::minutesPerEvent, REAL),
                f.get("median_minutes_per_event", DemandMismatch::medianMinutesPerEvent, REAL));
    }

    private static SaturationErrors saturationErrors(Fields<SaturationErrors> f, Heading heading) throws IOException {
        return new SaturationErrors(
                heading,
                f.get("types", SaturationErrors::types, GROUPS),
                f.get("rate_hot", SaturationErrors::rateHot, REAL),
                f.get("rate_cool", SaturationErrors::rateCool, REAL),
                f.get("difference", SaturationErrors::difference, REAL),
                f.get("low", SaturationErrors::low, REAL),
                f.get("high", SaturationErrors::high, REAL),
                f.get("design_effects", SaturationErrors::designEffects, REALS));
    }

    private static DemandChange demandChange(Fields<DemandChange> f, Heading heading) throws IOException {
        return new DemandChange(
                heading,
                f.get("weeks", DemandChange::weeks, WHOLES),
                f.get("usual", DemandChange::usual, REAL),
                f.find("factor", DemandChange::factor, REAL));
    }
}
