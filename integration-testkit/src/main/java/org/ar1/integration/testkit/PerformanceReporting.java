package org.ar1.integration.testkit;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.ar1.integration.testkit.Campus.Performance;
import org.ar1.integration.testkit.Campus.User;

/** What Performance Reporting answers. */
final class PerformanceReporting {

    private final Rendered rendered;
    private final UserProgress types;
    private final Set<String> brokenRecords;

    /** @param brokenRecords the lab types that have a record which cannot be added up */
    PerformanceReporting(Rendered rendered, UserProgress types, Set<String> brokenRecords) {
        this.rendered = rendered;
        this.types = types;
        this.brokenRecords = brokenRecords;
    }

    Response answer(Request request) {
        String path = request.path();
        String labType = FastApi.segment(path, "/performance/lab/");
        String user = FastApi.segment(path, "/performance/user/");
        if (labType != null) {
            return FastApi.get(request, () -> labPerformance(labType));
        }
        if (user != null) {
            return FastApi.get(request, () -> userPerformance(user));
        }
        return path.equals("/")
                ? FastApi.get(
                        request,
                        () -> FastApi.status(
                                "Performance Reporting Service",
                                "/performance/record",
                                "/performance/lab/{lab_type}",
                                "/performance/user/{user_id}"))
                : Dialect.FAST_API.notFound(request);
    }

    private Response labPerformance(String labType) {
        if (!types.known(labType)) {
            return Dialect.FAST_API.detail(404, "Lab type not found");
        }
        if (brokenRecords.contains(labType)) {
            return Dialect.FAST_API.failure(500);
        }
        Moment moment = rendered.moment();
        List<Performance> all = moment.campus().performances();
        for (int i = 0; i < all.size(); i++) {
            Performance performance = all.get(i);
            if (performance.labType().equals(labType)) {
                int id = i + 1;
                return Dialect.FAST_API.json(Json.bytes(json -> {
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
                    json.writeStringField("last_updated", FastApi.zoned(moment.time()));
                    json.writeEndObject();
                }));
            }
        }
        return Dialect.FAST_API.detail(404, "No records found for lab type");
    }

    private Response userPerformance(String userId) {
        Moment moment = rendered.moment();
        for (User user : moment.campus().users()) {
            if (user.id().equals(userId)) {
                return Dialect.FAST_API.json(Json.bytes(json -> {
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
        return Dialect.FAST_API.detail(404, "User not found");
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
        json.writeStringField("last_attempt", FastApi.zoned(now.minus(Duration.ofSeconds(3600L * (1 + seconds % 48)))));
        json.writeEndObject();
    }
}
