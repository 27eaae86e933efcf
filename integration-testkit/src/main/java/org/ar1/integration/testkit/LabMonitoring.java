package org.ar1.integration.testkit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.ar1.integration.testkit.Campus.Lab;

/** What Lab Monitoring answers. */
final class LabMonitoring {

    private final Rendered rendered;

    LabMonitoring(Rendered rendered) {
        this.rendered = rendered;
    }

    Response answer(Request request) {
        return switch (Express.path(request)) {
            case "/monitor/labs" -> rows("labs", LabMonitoring::labs);
            case "/monitor/labs/popular" -> rows("popular", LabMonitoring::popular);
            case "/monitor/labs/over-under-utilized" -> rows("utilized", LabMonitoring::utilized);
            default -> Dialect.EXPRESS.notFound(request);
        };
    }

    private Response rows(String name, Function<Campus, Json.Writer> rows) {
        return Express.rows(rendered, name, moment -> rows.apply(moment.campus()));
    }

    private static Json.Writer labs(Campus campus) {
        return json -> {
            for (Lab lab : campus.labs()) {
                json.writeStartObject();
                json.writeNumberField("id", lab.id());
                json.writeStringField("name", lab.name());
                json.writeEndObject();
            }
        };
    }

    private static Json.Writer popular(Campus campus) {
        List<Lab> labs = new ArrayList<>(campus.labs());
        labs.sort(Comparator.comparingLong(Lab::totalUserMinutes).reversed());
        return json -> {
            for (Lab lab : labs) {
                json.writeStartObject();
                json.writeNumberField("lab_id", lab.id());
                json.writeStringField("name", lab.name());
                json.writeNumberField("total_sessions", lab.totalSessions());
                if (lab.totalUserMinutes() == 0) {
                    json.writeNumberField("total_user_minutes", 0);
                } else {
                    json.writeStringField("total_user_minutes", Long.toString(lab.totalUserMinutes()));
                }
                json.writeEndObject();
            }
        };
    }

    private static Json.Writer utilized(Campus campus) {
        return json -> {
            for (Lab lab : campus.labs()) {
                Integer estimate = lab.estimatedUsers();
                double normalized = lab.averageUsers() * lab.averageMinutes() / 10;
                // JavaScript divides by null as by 0, and writes what is not finite as null.
                double ratio = normalized / (estimate == null ? 0 : estimate);
                json.writeStartObject();
                json.writeNumberField("lab_id", lab.id());
                json.writeStringField("name", lab.name());
                Json.script(json, "estimated_users", estimate == null ? null : estimate.doubleValue());
                Json.script(json, "avg_users", lab.averageUsers());
                Json.script(json, "avg_time", lab.averageMinutes());
                Json.script(json, "normalized_usage", normalized);
                Json.script(json, "ratio", toFixed(ratio));
                json.writeStringField(
                        "status", ratio > 1.25 ? "over-utilized" : ratio < 0.75 ? "under-utilized" : "normal");
                json.writeEndObject();
            }
        };
    }

    private static double toFixed(double ratio) {
        return Double.isFinite(ratio)
                ? new BigDecimal(ratio).setScale(2, RoundingMode.HALF_UP).doubleValue()
                : ratio;
    }
}
