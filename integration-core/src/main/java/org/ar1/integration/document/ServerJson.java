package org.ar1.integration.document;

import java.io.IOException;
import org.ar1.integration.insight.ConfidenceLevel;
import org.ar1.integration.insight.Finding;
import org.ar1.integration.insight.Move;
import org.ar1.integration.insight.QuietWindows;
import org.ar1.integration.insight.ResourceProfile;
import org.ar1.integration.insight.ServerCapacity;
import org.ar1.integration.insight.ServerForecast;
import org.ar1.integration.upstream.ServerResource;
import org.jspecify.annotations.Nullable;

/** The views of one server. */
final class ServerJson {

    private ServerJson() {}

    static void capacity(JsonOut json, ServerCapacity server) throws IOException {
        Finding finding = server.finding();
        ConfidenceLevel confidence = server.confidence();
        json.number("server_id", server.serverId());
        json.text("name", server.name());
        json.text("state", server.state().id());
        json.number("labs", server.labs());
        busiestHour(json, server.busiestHour());
        json.text("finding", finding == null ? null : finding.id());
        saturation(json, server.saturation());
        failover(json, server.failover());
        json.number("hot_hours_7d", server.hotHours7d());
        json.number("coverage", server.coverage());
        json.number("weeks", server.weeks());
        json.text("confidence", confidence == null ? null : confidence.id());
        json.texts("insights", server.insights());
        json.texts("withheld", server.withheld());
    }

    private static void busiestHour(JsonOut json, ServerCapacity.@Nullable Busiest busiest) throws IOException {
        if (busiest == null) {
            json.nothing("busiest_hour");
            return;
        }
        json.object("busiest_hour", () -> {
            json.text("resource", busiest.resource().id());
            json.number("weekday", busiest.weekday().getValue());
            json.number("hour", busiest.hour());
            json.number("p95", busiest.p95());
            json.number("headroom", busiest.headroom());
            json.number("needed", busiest.needed());
            json.number("maximum", busiest.maximum());
            json.number("weeks_hot", busiest.weeksHot());
            json.number("weeks", busiest.weeks());
        });
    }

    private static void saturation(JsonOut json, ServerCapacity.@Nullable Saturation saturation) throws IOException {
        if (saturation == null) {
            json.nothing("saturation");
            return;
        }
        json.object("saturation", () -> {
            json.text("resource", saturation.resource().id());
            json.text("status", saturation.status().id());
            HeadingJson.date(json, "date", saturation.date());
            json.number("days_left", saturation.daysLeft());
        });
    }

    private static void failover(JsonOut json, ServerCapacity.@Nullable FailoverLine failover) throws IOException {
        if (failover == null) {
            json.nothing("failover");
            return;
        }
        json.object("failover", () -> {
            json.text("verdict", failover.verdict().id());
            json.number("worst", failover.worst());
            json.number("labs_lost", failover.labsLost());
        });
    }

    static void profile(JsonOut json, ResourceProfile profile) throws IOException {
        ResourceProfile.Busiest busiest = profile.busiest();
        json.number("maximum", profile.maximum());
        json.number("rhythm", profile.rhythm());
        if (busiest == null) {
            json.nothing("busiest");
        } else {
            json.object("busiest", () -> {
                json.number("weekday", busiest.weekday().getValue());
                json.number("hour", busiest.hour());
            });
        }
        json.number("cells_skipped", profile.cellsSkipped());
        json.list("cells", profile.cells(), cell -> {
            json.number("weekday", cell.weekday().getValue());
            json.number("hour", cell.hour());
            json.number("samples", cell.samples());
            json.number("weeks", cell.weeks());
            json.number("mean", cell.mean());
            json.number("p95", cell.p95());
            json.number("max", cell.max());
            json.number("weeks_hot", cell.weeksHot());
        });
    }

    static void forecast(JsonOut json, ServerForecast forecast) throws IOException {
        EvidenceJson.saturationForecast(json, forecast.forecast());
        HeadingJson.reasons(json, forecast.forecast().heading().reasonCodes());
        json.list("peaks", forecast.peaks(), peak -> {
            HeadingJson.date(json, "date", peak.date());
            json.number("peak", peak.peak());
        });
        json.list("line", forecast.line(), point -> {
            HeadingJson.date(json, "date", point.date());
            json.number("level", point.level());
            json.number("low", point.low());
            json.number("high", point.high());
        });
    }

    static void quietWindows(JsonOut json, QuietWindows windows) throws IOException {
        json.number("server_id", windows.serverId());
        json.number("hours", windows.hours());
        json.number("lead_hours", windows.leadHours());
        json.list("windows", windows.windows(), window -> {
            json.number("weekday", window.weekday().getValue());
            json.number("hour", window.hour());
            json.time("next", window.next());
            json.number("users", window.users());
            json.number("load", window.load());
        });
        json.text("state", windows.state().id());
        HeadingJson.reasons(json, windows.reasonCodes());
        HeadingJson.caveats(json, windows.caveats());
        HeadingJson.confidence(json, windows.confidence());
    }

    static void move(JsonOut json, Move move) throws IOException {
        json.text("lab_type", move.labType());
        json.number("from", move.from());
        json.number("to", move.to());
        json.number("share_needed", move.shareNeeded());
        json.number("share_estimated", move.shareEstimated());
        json.number("share_safe", move.shareSafe());
        json.text("verdict", move.verdict().id());
        binding(json, "binding_needed", move.bindingNeeded());
        binding(json, "binding_safe", move.bindingSafe());
    }

    private static void binding(JsonOut json, String name, @Nullable ServerResource resource) throws IOException {
        json.text(name, resource == null ? null : resource.id());
    }
}
