package org.ar1.integration.testkit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ar1.integration.testkit.Campus.Allocation;
import org.ar1.integration.testkit.Campus.Lab;
import org.ar1.integration.testkit.Campus.Server;
import org.jspecify.annotations.Nullable;

/** What the three Express services answer: Lab Monitoring, Performance and Resource Allocation. */
final class InfrastructureServices {

    private static final Pattern PEAKS = Pattern.compile("/performance/servers/([^/]+)/peaks");
    private static final double BUSY = 0.1;
    private static final byte[] NO_ROWS = {'[', ']'};
    private static final DateTimeFormatter CHECKED = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter PEAK =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Rendered rendered;
    private final int historyDays;
    private final @Nullable Long historyRows;

    InfrastructureServices(Rendered rendered, int historyDays, @Nullable Long historyRows) {
        this.rendered = rendered;
        this.historyDays = historyDays;
        this.historyRows = historyRows;
    }

    Response labMonitoring(Request request) {
        return switch (path(request)) {
            case "/monitor/labs" -> rows("labs", InfrastructureServices::labs);
            case "/monitor/labs/popular" -> rows("popular", InfrastructureServices::popular);
            case "/monitor/labs/over-under-utilized" -> rows("utilized", InfrastructureServices::utilized);
            default -> Dialect.EXPRESS.notFound(request);
        };
    }

    Response resourceAllocation(Request request) {
        return switch (path(request)) {
            case "/servers" -> servers();
            case "/allocations" -> rows("allocations", InfrastructureServices::allocations);
            default -> Dialect.EXPRESS.notFound(request);
        };
    }

    Response performance(Request request) {
        if (path(request).equals("/performance/servers/stats")) {
            History history = new History(rendered.moment(), historyDays, historyRows);
            return Response.streamed(Dialect.EXPRESS.json(), history::writeTo).tagged(history.etag());
        }
        Matcher peaks = PEAKS.matcher(path(request));
        return peaks.matches() ? peaks(Request.decode(peaks.group(1))) : Dialect.EXPRESS.notFound(request);
    }

    /** Express decodes after it has matched. */
    private static String path(Request request) {
        return request.method().equals("GET") || request.isHead() ? request.rawPath() : "";
    }

    private Response rows(String name, Function<Campus, Json.Writer> rows) {
        return moment(name, moment -> rows.apply(moment.campus()));
    }

    private Response moment(String name, Function<Moment, Json.Writer> rows) {
        return rendered.get(name, moment -> {
            byte[] body = Json.bytes(json -> {
                json.writeStartArray();
                rows.apply(moment).write(json);
                json.writeEndArray();
            });
            return Dialect.EXPRESS.tagged(Dialect.EXPRESS.json(body));
        });
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

    private Response servers() {
        return moment("servers", moment -> json -> {
            for (Server server : moment.campus().servers()) {
                json.writeStartObject();
                json.writeNumberField("id", server.id());
                json.writeStringField("ip_address", server.ipAddress());
                Json.script(json, "cpu_usage", server.cpuUsage());
                Json.script(json, "memory_usage", server.memoryUsage());
                Json.script(json, "disk_usage", server.diskUsage());
                Json.script(json, "max_cpu", server.maxCpu());
                Json.script(json, "max_memory", server.maxMemory());
                Json.script(json, "max_disk", server.maxDisk());
                json.writeStringField(
                        "last_checked", CHECKED.format(moment.time().minus(server.sinceChecked())));
                json.writeEndObject();
            }
        });
    }

    private static Json.Writer allocations(Campus campus) {
        return json -> {
            for (Allocation allocation : campus.allocations()) {
                json.writeStartObject();
                json.writeNumberField("id", allocation.id());
                json.writeStringField("lab_name", allocation.labName());
                json.writeNumberField("server_id", allocation.serverId());
                json.writeEndObject();
            }
        };
    }

    private Response peaks(String serverId) {
        for (Server server : rendered.moment().campus().servers()) {
            if (Long.toString(server.id()).equals(serverId)) {
                return moment("peaks " + serverId, moment -> peaks(moment, server.id()));
            }
        }
        return Dialect.EXPRESS.json(NO_ROWS);
    }

    private Json.Writer peaks(Moment moment, long serverId) {
        Set<String> names = new HashSet<>();
        for (Allocation allocation : moment.campus().allocations()) {
            if (allocation.serverId() == serverId) {
                names.add(allocation.labName());
            }
        }
        double full = moment.campus().labs().stream()
                .filter(lab -> names.contains(lab.name()))
                .mapToDouble(Lab::averageUsers)
                .sum();
        return json -> {
            Instant hour = moment.time().minus(Duration.ofDays(historyDays)).truncatedTo(ChronoUnit.HOURS);
            for (; !hour.isAfter(moment.time()); hour = hour.plus(1, ChronoUnit.HOURS)) {
                double level = Rhythm.level(hour);
                double noise = 1 + 0.1 * Rhythm.noise(Objects.hash(hour, serverId));
                long users = Math.round(full * level * noise);
                if (level >= BUSY && users > 0) {
                    json.writeStartObject();
                    json.writeStringField("time", PEAK.format(hour));
                    json.writeStringField("users", Long.toString(users));
                    json.writeEndObject();
                }
            }
        };
    }
}
