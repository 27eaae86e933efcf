package org.ar1.integration.testkit;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.ar1.integration.testkit.Campus.Activity;

/** What Usage Analytics answers. */
final class UsageAnalytics {

    private static final long MONTH = 30;

    private final Rendered rendered;
    private final UserProgress types;

    UsageAnalytics(Rendered rendered, UserProgress types) {
        this.rendered = rendered;
        this.types = types;
    }

    Response answer(Request request) {
        String path = request.path();
        String labType = FastApi.segment(path, "/analytics/usage/lab/");
        if (labType != null) {
            return FastApi.get(request, () -> FastApi.number(request, "days", 7, days -> usage(labType, days)));
        }
        return switch (path) {
            case "/" ->
                FastApi.get(
                        request,
                        () -> FastApi.status(
                                "Usage Analytics Service",
                                "/analytics/event",
                                "/analytics/usage/lab/{lab_type}",
                                "/analytics/trends"));
            case "/analytics/trends" -> FastApi.get(request, () -> FastApi.number(request, "days", 30, this::trends));
            default -> Dialect.FAST_API.notFound(request);
        };
    }

    private Response usage(String labType, long days) {
        if (!types.known(labType)) {
            return Dialect.FAST_API.detail(404, "Lab type not found");
        }
        Optional<Activity> found = rendered.moment().campus().activities().stream()
                .filter(activity -> activity.labType().equals(labType) && share(activity.totalEvents(), days) > 0)
                .findFirst();
        if (found.isEmpty()) {
            return Dialect.FAST_API.detail(404, "No usage data found for lab type");
        }
        Activity activity = found.get();
        long events = share(activity.totalEvents(), days);
        long errors = share(activity.errors(), days);
        long complete = (events - errors) / 2;
        return Dialect.FAST_API.json(Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("lab_type", labType);
            json.writeNumberField("time_period_days", days);
            json.writeNumberField("unique_users", share(activity.uniqueUsers(), days));
            json.writeNumberField("total_events", events);
            json.writeObjectFieldStart("event_distribution");
            count(json, "start", events - errors - complete);
            count(json, "error", errors);
            count(json, "complete", complete);
            json.writeEndObject();
            json.writeNumberField("average_session_time_seconds", activity.averageSessionSeconds());
            json.writeEndObject();
        }));
    }

    private static void count(JsonGenerator json, String event, long count) throws IOException {
        if (count > 0) {
            json.writeNumberField(event, count);
        }
    }

    /** What falls into the last days of a month's figure, rounded up. */
    private static long share(long month, long days) {
        long within = Math.max(0, Math.min(days, MONTH));
        return (month * within + MONTH - 1) / MONTH;
    }

    private Response trends(long days) {
        List<Activity> used = rendered.moment().campus().activities().stream()
                .filter(activity -> share(activity.totalEvents(), days) > 0)
                .toList();
        return Dialect.FAST_API.json(Json.bytes(json -> {
            json.writeStartObject();
            json.writeNumberField("time_period_days", days);
            json.writeNumberField(
                    "total_events",
                    used.stream()
                            .mapToLong(activity -> share(activity.totalEvents(), days))
                            .sum());
            json.writeObjectFieldStart("lab_usage");
            for (Activity activity : used) {
                json.writeObjectFieldStart(activity.labType());
                json.writeNumberField("total_events", share(activity.totalEvents(), days));
                json.writeNumberField("unique_users", share(activity.uniqueUsers(), days));
                json.writeNumberField("errors", share(activity.errors(), days));
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeEndObject();
        }));
    }
}
