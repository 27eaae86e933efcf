package org.ar1.integration.document;

import java.io.IOException;
import org.ar1.integration.insight.BusiestHour;
import org.ar1.integration.insight.DemandAtRisk;
import org.ar1.integration.insight.DemandChange;
import org.ar1.integration.insight.DemandMismatch;
import org.ar1.integration.insight.Failover;
import org.ar1.integration.insight.IdleLab;
import org.ar1.integration.insight.Imbalance;
import org.ar1.integration.insight.Insight;
import org.ar1.integration.insight.Placement;
import org.ar1.integration.insight.RightSizing;
import org.ar1.integration.insight.RightSizing.Sizing;
import org.ar1.integration.insight.SaturationErrors;
import org.ar1.integration.insight.SaturationForecast;
import org.ar1.integration.insight.SustainedLoad;
import org.ar1.integration.insight.UsageChange;

/** The figures of each kind of insight, in the order of its record. */
final class EvidenceJson {

    private EvidenceJson() {}

    static void write(JsonOut json, Insight insight) throws IOException {
        if (insight instanceof BusiestHour hour) {
            busiestHour(json, hour);
        } else if (insight instanceof SustainedLoad load) {
            sustainedLoad(json, load);
        } else if (insight instanceof SaturationForecast forecast) {
            saturationForecast(json, forecast);
        } else if (insight instanceof RightSizing sizing) {
            rightSizing(json, sizing);
        } else if (insight instanceof Failover failover) {
            failover(json, failover);
        } else if (insight instanceof Imbalance imbalance) {
            imbalance(json, imbalance);
        } else if (insight instanceof Placement placement) {
            placement(json, placement);
        } else if (insight instanceof UsageChange change) {
            usageChange(json, change);
        } else if (insight instanceof DemandAtRisk demand) {
            demandAtRisk(json, demand);
        } else if (insight instanceof IdleLab lab) {
            idleLab(json, lab);
        } else if (insight instanceof DemandMismatch mismatch) {
            demandMismatch(json, mismatch);
        } else if (insight instanceof SaturationErrors errors) {
            saturationErrors(json, errors);
        } else if (insight instanceof DemandChange change) {
            demandChange(json, change);
        }
    }

    private static void busiestHour(JsonOut json, BusiestHour hour) throws IOException {
        json.number("weekday", hour.weekday().getValue());
        json.number("hour", hour.hour());
        json.number("p95", hour.p95());
        json.number("mean", hour.mean());
        json.number("headroom", hour.headroom());
        json.number("samples", hour.samples());
        json.number("weeks", hour.weeks());
        json.number("weeks_hot", hour.weeksHot());
        json.number("window_p95", hour.windowP95());
        json.number("window_mean", hour.windowMean());
        json.number("rhythm", hour.rhythm());
        json.number("needed", hour.needed());
        json.number("needed_low", hour.neededLow());
        json.number("needed_high", hour.neededHigh());
    }

    private static void sustainedLoad(JsonOut json, SustainedLoad load) throws IOException {
        json.truth("ongoing", load.ongoing());
        json.time("since", load.since());
        json.number("hours", load.hours());
        json.number("peak", load.peak());
        json.text("resource", load.resource().id());
        json.number("hot_hours_7d", load.hotHours7d());
        json.number("hot_hours", load.hotHours());
        json.number("observed_hours", load.observedHours());
    }

    static void saturationForecast(JsonOut json, SaturationForecast forecast) throws IOException {
        json.number("days", forecast.days());
        json.number("level", forecast.level());
        json.number("slope_per_day", forecast.slopePerDay());
        json.number("slope_low", forecast.slopeLow());
        json.number("slope_high", forecast.slopeHigh());
        json.number("p", forecast.p());
        json.number("horizon_days", forecast.horizonDays());
        HeadingJson.date(json, "last_day", forecast.lastDay());
        json.number("mase", forecast.mase());
        json.number("mase_naive", forecast.maseNaive());
        json.number("tested", forecast.tested());
        json.text("status", forecast.status().id());
        HeadingJson.date(json, "date", forecast.date());
        json.number("days_left", forecast.daysLeft());
        HeadingJson.date(json, "earliest", forecast.earliest());
        HeadingJson.date(json, "latest", forecast.latest());
    }

    private static void rightSizing(JsonOut json, RightSizing sizing) throws IOException {
        json.text("finding", sizing.finding().id());
        json.object("resources", () -> {
            for (var resource : sizing.resources().entrySet()) {
                Sizing size = resource.getValue();
                json.object(resource.getKey().id(), () -> {
                    json.number("used", size.used());
                    json.number("needed", size.needed());
                    json.number("needed_low", size.neededLow());
                    json.number("needed_high", size.neededHigh());
                    json.text("label", size.label().id());
                });
            }
        });
    }

    private static void failover(JsonOut json, Failover failover) throws IOException {
        json.text("resource", failover.resource().id());
        json.number("worst", failover.worst());
        json.time("worst_at", failover.worstAt());
        json.number("hours", failover.hours());
        json.number("hours_over", failover.hoursOver());
        json.number("hours_hot", failover.hoursHot());
        json.number("servers", failover.servers());
        json.text("verdict", failover.verdict().id());
        json.texts("labs_lost", failover.labsLost());
        json.texts("types_lost", failover.typesLost());
        json.number("users_at_least", failover.usersAtLeast());
        json.number("users_at_most", failover.usersAtMost());
        json.number("minutes_share", failover.minutesShare());
    }

    private static void imbalance(JsonOut json, Imbalance imbalance) throws IOException {
        json.number("servers", imbalance.servers());
        json.number("hours", imbalance.hours());
        json.number("mean", imbalance.mean());
        json.number("sd", imbalance.sd());
        json.number("cv", imbalance.cv());
        json.number("gini", imbalance.gini());
        json.number("diversity", imbalance.diversity());
        json.number("highest", imbalance.highest());
        json.number("lowest", imbalance.lowest());
    }

    private static void placement(JsonOut json, Placement placement) throws IOException {
        json.text("lab_type", placement.labType());
        json.number("to", placement.to());
        json.number("share_needed", placement.shareNeeded());
        json.number("share_estimated", placement.shareEstimated());
        json.number("share_safe", placement.shareSafe());
        json.number("margin", placement.margin());
    }

    private static void usageChange(JsonOut json, UsageChange change) throws IOException {
        json.number("shift", change.shift());
        json.number("same_direction", change.sameDirection());
        json.number("hours", change.hours());
        json.number("ks", change.ks());
    }

    private static void demandAtRisk(JsonOut json, DemandAtRisk demand) throws IOException {
        json.number("starts", demand.starts());
        json.number("starts_hot", demand.startsHot());
        json.number("share", demand.share());
        json.number("starts_saturated", demand.startsSaturated());
        json.number("learner_minutes_estimate", demand.learnerMinutesEstimate());
    }

    private static void idleLab(JsonOut json, IdleLab lab) throws IOException {
        json.text("lab", lab.lab());
        json.text("lab_type", lab.labType());
        json.numberList("servers", lab.servers());
        json.numberList("alone_on", lab.aloneOn());
        json.number("days", lab.days());
        json.number("sessions", lab.sessions());
    }

    private static void demandMismatch(JsonOut json, DemandMismatch mismatch) throws IOException {
        json.number("z", mismatch.z());
        json.number("factor", mismatch.factor());
        json.number("of", mismatch.of());
        json.number("minutes_per_event", mismatch.minutesPerEvent());
        json.number("median_minutes_per_event", mismatch.medianMinutesPerEvent());
    }

    private static void saturationErrors(JsonOut json, SaturationErrors errors) throws IOException {
        json.object("types", () -> {
            json.number("hot", errors.types().hot());
            json.number("cool", errors.types().cool());
        });
        json.number("rate_hot", errors.rateHot());
        json.number("rate_cool", errors.rateCool());
        json.number("difference", errors.difference());
        json.number("low", errors.low());
        json.number("high", errors.high());
        json.numberList("design_effects", errors.designEffects());
    }

    private static void demandChange(JsonOut json, DemandChange change) throws IOException {
        json.numberList("weeks", change.weeks());
        json.number("usual", change.usual());
        json.number("factor", change.factor());
    }
}
