package org.ar1.integration.testkit;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import org.ar1.integration.testkit.Campus.Activity;
import org.ar1.integration.testkit.Campus.CatalogueLab;
import org.ar1.integration.testkit.Campus.Performance;
import org.ar1.integration.testkit.Campus.User;
import org.jspecify.annotations.Nullable;

/** What the three FastAPI services answer: User Progress, Performance Reporting and Usage Analytics. */
final class ApplicationServices {

    private static final Dialect DIALECT = Dialect.FAST_API;
    private static final long MONTH = 30;
    private static final Instant CREATED = Instant.parse("2026-09-01T08:00:00.377352Z");
    private static final DateTimeFormatter ZONELESS = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Rendered rendered;
    private final BooleanSupplier userProgressDown;

    /** @param userProgressDown whether the other two, asking for a lab type, would get no usable answer */
    ApplicationServices(Rendered rendered, BooleanSupplier userProgressDown) {
        this.rendered = rendered;
        this.userProgressDown = userProgressDown;
    }

    Response userProgress(Request request) {
        return switch (request.path()) {
            case "/" -> get(request, () -> status("User Progress Tracking Service", "/users/", "/labs/", "/progress/"));
            case "/labs" -> get(request, () -> Response.of(307, "", "").with("location", "/labs/"));
            case "/labs/" ->
                get(
                        request,
                        () -> number(
                                request,
                                "skip",
                                0,
                                skip -> number(request, "limit", 100, limit -> catalogue(skip, limit))));
            default -> DIALECT.notFound(request);
        };
    }

    Response performanceReporting(Request request) {
        String path = request.path();
        String labType = segment(path, "/performance/lab/");
        String user = segment(path, "/performance/user/");
        if (labType != null) {
            return get(request, () -> labPerformance(labType));
        }
        if (user != null) {
            return get(request, () -> userPerformance(user));
        }
        return path.equals("/")
                ? get(
                        request,
                        () -> status(
                                "Performance Reporting Service",
                                "/performance/record",
                                "/performance/lab/{lab_type}",
                                "/performance/user/{user_id}"))
                : DIALECT.notFound(request);
    }

    Response usageAnalytics(Request request) {
        String path = request.path();
        String labType = segment(path, "/analytics/usage/lab/");
        if (labType != null) {
            return get(request, () -> number(request, "days", 7, days -> usage(labType, days)));
        }
        return switch (path) {
            case "/" ->
                get(
                        request,
                        () -> status(
                                "Usage Analytics Service",
                                "/analytics/event",
                                "/analytics/usage/lab/{lab_type}",
                                "/analytics/trends"));
            case "/analytics/trends" -> get(request, () -> number(request, "days", 30, this::trends));
            default -> DIALECT.notFound(request);
        };
    }

    private interface Answer {
        Response get();
    }

    private static Response get(Request request, Answer answer) {
        return request.method().equals("GET") ? answer.get() : DIALECT.notAllowed(request);
    }

    /** The one decoded segment after a prefix; a slash in it, even an escaped one, makes another path. */
    private static @Nullable String segment(String path, String prefix) {
        String rest = path.startsWith(prefix) ? path.substring(prefix.length()) : "";
        return rest.isEmpty() || rest.indexOf('/') >= 0 ? null : rest;
    }

    private static Response number(Request request, String name, long otherwise, LongFunction<Response> answer) {
        String text = request.query(name);
        long value = otherwise;
        if (text != null) {
            try {
                value = Integer.parseInt(text.strip());
            } catch (NumberFormatException e) {
                return Response.of(
                        422,
                        DIALECT.json(),
                        "{\"detail\":[{\"loc\":[\"query\",\"" + name + "\"],\"msg\":\"value is not a valid integer\","
                                + "\"type\":\"type_error.integer\"}]}");
            }
        }
        return answer.apply(value);
    }

    private static Response status(String service, String... endpoints) {
        return DIALECT.json(Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("service", service);
            json.writeStringField("status", "running");
            json.writeFieldName("endpoints");
            json.writeArray(endpoints, 0, endpoints.length);
            json.writeEndObject();
        }));
    }

    private Response catalogue(long skip, long limit) {
        if (skip < 0 || limit < 0) {
            return DIALECT.failure(500); // PostgreSQL takes no negative OFFSET or LIMIT.
        }
        List<CatalogueLab> labs = rendered.moment().campus().catalogue();
        int from = (int) Math.min(skip, labs.size());
        int to = (int) Math.min(skip + limit, labs.size());
        return DIALECT.json(Json.bytes(json -> {
            json.writeStartArray();
            for (int i = from; i < to; i++) {
                CatalogueLab lab = labs.get(i);
                String created = ZONELESS.format(CREATED.plusSeconds(i));
                json.writeStartObject();
                json.writeStringField("name", lab.name());
                json.writeStringField("description", lab.name() + " lab");
                json.writeStringField("lab_type", lab.labType());
                json.writeStringField("difficulty", lab.difficulty());
                json.writeStringField(
                        "id",
                        UUID.nameUUIDFromBytes((i + lab.name()).getBytes(StandardCharsets.UTF_8))
                                .toString());
                json.writeStringField("created_at", created);
                json.writeStringField("updated_at", created);
                json.writeEndObject();
            }
            json.writeEndArray();
        }));
    }

    /** Whether User Progress says that there is such a lab type; a service that is down says nothing of the kind. */
    private boolean known(String labType) {
        return !userProgressDown.getAsBoolean()
                && rendered.moment().campus().catalogue().stream()
                        .anyMatch(lab -> lab.labType().equals(labType));
    }

    private Response usage(String labType, long days) {
        if (!known(labType)) {
            return DIALECT.detail(404, "Lab type not found");
        }
        Optional<Activity> found = rendered.moment().campus().activities().stream()
                .filter(activity -> activity.labType().equals(labType) && share(activity.totalEvents(), days) > 0)
                .findFirst();
        if (found.isEmpty()) {
            return DIALECT.detail(404, "No usage data found for lab type");
        }
        Activity activity = found.get();
        long events = share(activity.totalEvents(), days);
        long errors = share(activity.errors(), days);
        long complete = (events - errors) / 2;
        return DIALECT.json(Json.bytes(json -> {
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
        return DIALECT.json(Json.bytes(json -> {
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

    private Response labPerformance(String labType) {
        if (!known(labType)) {
            return DIALECT.detail(404, "Lab type not found");
        }
        Moment moment = rendered.moment();
        List<Performance> all = moment.campus().performances();
        for (int i = 0; i < all.size(); i++) {
            Performance performance = all.get(i);
            if (performance.labType().equals(labType)) {
                int id = i + 1;
                return DIALECT.json(Json.bytes(json -> {
                    json.writeStartObject();
                    json.writeStringField("lab_type", labType);
                    json.writeNumberField("total_users", performance.totalUsers());
                    json.writeNumberField("avg_completion_time", performance.averageCompletionSeconds());
                    json.writeNumberField("success_rate", performance.successRate());
                    json.writeFieldName("common_errors");
                    json.writeArray(
                            performance.commonErrors().toArray(new String[0]),
                            0,
                            performance.commonErrors().size());
                    json.writeNumberField("id", id);
                    json.writeStringField("last_updated", zoned(moment.time()));
                    json.writeEndObject();
                }));
            }
        }
        return DIALECT.detail(404, "No records found for lab type");
    }

    private Response userPerformance(String userId) {
        Moment moment = rendered.moment();
        for (User user : moment.campus().users()) {
            if (user.id().equals(userId)) {
                return DIALECT.json(Json.bytes(json -> {
                    json.writeStartObject();
                    json.writeStringField("user_id", userId);
                    if (user.labTypes().isEmpty()) {
                        json.writeArrayFieldStart("records");
                        json.writeEndArray();
                    } else {
                        json.writeObjectFieldStart("performance_by_lab");
                        for (String labType : user.labTypes()) {
                            attempts(json, labType, userId, moment.time());
                        }
                        json.writeEndObject();
                    }
                    json.writeEndObject();
                }));
            }
        }
        return DIALECT.detail(404, "User not found");
    }

    private static void attempts(JsonGenerator json, String labType, String userId, Instant now) throws IOException {
        int seconds = 300 + Math.floorMod((userId + labType).hashCode(), 600);
        int attempts = 1 + seconds % 3;
        json.writeObjectFieldStart(labType);
        json.writeStringField("lab_type", labType);
        json.writeNumberField("attempts", attempts);
        json.writeNumberField("success_rate", attempts == 3 ? 0.6666666666666666 : 1.0);
        json.writeNumberField("avg_completion_time", (double) seconds);
        json.writeNumberField("total_time_spent", seconds * attempts);
        json.writeStringField("last_attempt", zoned(now.minus(Duration.ofSeconds(3600L * (1 + seconds % 48)))));
        json.writeEndObject();
    }

    private static String zoned(Instant time) {
        return ZONELESS.format(time.plusNanos(300_934_000)) + "+00:00";
    }
}
