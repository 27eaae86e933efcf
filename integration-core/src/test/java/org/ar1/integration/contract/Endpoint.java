package org.ar1.integration.contract;

import static org.ar1.integration.source.UpstreamService.LAB_MONITORING;
import static org.ar1.integration.source.UpstreamService.PERFORMANCE;
import static org.ar1.integration.source.UpstreamService.PERFORMANCE_REPORTING;
import static org.ar1.integration.source.UpstreamService.RESOURCE_ALLOCATION;
import static org.ar1.integration.source.UpstreamService.USAGE_ANALYTICS;
import static org.ar1.integration.source.UpstreamService.USER_PROGRESS;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceError;
import org.ar1.integration.source.SourceStatus;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.source.UpstreamService;

/**
 * One of the eleven things that the services are asked for.
 *
 * @param sample a complete body
 * @param read how the library's users get at it
 */
record Endpoint(
        String name,
        UpstreamService service,
        String url,
        String sample,
        List<Field> fields,
        Function<IntegrationClient, Answer> read) {

    enum Kind {
        NUMBER,
        WHOLE_NUMBER,
        TEXT,
        TIME,
        LOCAL_TIME,
        OBJECT,
        TEXTS
    }

    /** A field of the sample; one that is required is never null, and no figure and no join uses a remark. */
    record Field(String parent, String name, Kind kind, boolean required, boolean remark) {
        @Override
        public String toString() {
            return parent + "/" + name;
        }
    }

    /** What the library's user sees. */
    record Answer(Outcome outcome, ErrorCode error, Object value, int attempts, String text) {
        static Answer of(Sourced<?> read) {
            return new Answer(read.outcome(), code(read.error()), read.orNull(), read.attempts(), read.toString());
        }

        static Answer of(SourceStatus source) {
            return new Answer(source.outcome(), code(source.error()), null, source.attempts(), source.toString());
        }

        private static ErrorCode code(SourceError error) {
            return error == null ? null : error.code();
        }

        boolean isDecodeFailure() {
            return outcome == Outcome.FAILED && error == ErrorCode.DECODE && value == null;
        }
    }

    private static final String STAT = "\"server_id\":7,\"cpu_usage\":1.5,\"memory_usage\":2.5,\"disk_usage\":3.5";

    private static final List<Endpoint> ALL = List.of(
            new Endpoint(
                    "popular",
                    LAB_MONITORING,
                    "/monitor/labs/popular",
                    "[{\"lab_id\":7,\"name\":\"A\",\"total_sessions\":2,\"total_user_minutes\":\"780\"}]",
                    fields("/0", "lab_id:W! name:T! total_sessions:W total_user_minutes:N"),
                    client -> Answer.of(client.labUtilization().popularLabs())),
            new Endpoint(
                    "over-under-utilized",
                    LAB_MONITORING,
                    "/monitor/labs/over-under-utilized",
                    "[{\"lab_id\":7,\"name\":\"A\",\"estimated_users\":15,\"avg_users\":10,\"avg_time\":37.5,"
                            + "\"normalized_usage\":37.5,\"ratio\":2.5,\"status\":\"over-utilized\"}]",
                    fields(
                            "/0",
                            "lab_id:W! name:T! estimated_users:W avg_users:N avg_time:N normalized_usage:N ratio:N"
                                    + " status:T"),
                    client -> Answer.of(client.labUtilization().utilization())),
            new Endpoint(
                    "servers",
                    RESOURCE_ALLOCATION,
                    "/servers",
                    "[{\"id\":7,\"ip_address\":\"192.168.0.7\",\"cpu_usage\":1.5,\"memory_usage\":2.5,"
                            + "\"disk_usage\":3.5,\"max_cpu\":100,\"max_memory\":128,\"max_disk\":500,"
                            + "\"last_checked\":\"2026-11-23T01:20:52.000Z\"}]",
                    fields(
                            "/0",
                            "id:W! ip_address:T? cpu_usage:N memory_usage:N disk_usage:N max_cpu:N max_memory:N"
                                    + " max_disk:N last_checked:Z"),
                    client -> Answer.of(client.serverAllocation().servers())),
            new Endpoint(
                    "allocations",
                    RESOURCE_ALLOCATION,
                    "/allocations",
                    "[{\"id\":7,\"lab_name\":\"A\",\"server_id\":1}]",
                    fields("/0", "lab_name:T! server_id:W!"),
                    client -> Answer.of(client.serverAllocation().allocations())),
            new Endpoint(
                    "stats",
                    PERFORMANCE,
                    "/performance/servers/stats",
                    "[{\"id\":1," + STAT + ",\"recorded_at\":\"2026-11-23T01:20:52.000Z\"}]",
                    fields("/0", "server_id:W! cpu_usage:N memory_usage:N disk_usage:N recorded_at:Z!"),
                    client -> Answer.of(client.serverAllocation().serverStatistics())),
            new Endpoint(
                    "peaks",
                    PERFORMANCE,
                    "/performance/servers/7/peaks",
                    "[{\"time\":\"2026-11-21 01:10:52\",\"users\":\"8\"}]",
                    fields("/0", "time:T! users:W"),
                    client -> Answer.of(client.serverAllocation().peakTimes(7))),
            new Endpoint(
                    "trends",
                    USAGE_ANALYTICS,
                    "/analytics/trends?days=30",
                    "{\"time_period_days\":30,\"total_events\":84,"
                            + "\"lab_usage\":{\"a\":{\"total_events\":22,\"unique_users\":8,\"errors\":6}}}",
                    Stream.concat(
                                    fields("", "time_period_days:W! total_events:W lab_usage:O!").stream(),
                                    fields("/lab_usage/a", "total_events:W unique_users:W errors:W").stream())
                            .toList(),
                    client -> Answer.of(client.labUtilization().usageTrends(30))),
            new Endpoint(
                    "usage/lab",
                    USAGE_ANALYTICS,
                    "/analytics/usage/lab/a?days=7",
                    "{\"lab_type\":\"a\",\"time_period_days\":7,\"unique_users\":8,\"total_events\":22,"
                            + "\"event_distribution\":{\"start\":8},\"average_session_time_seconds\":0.25}",
                    Stream.concat(
                                    fields(
                                            "",
                                            "lab_type:T! time_period_days:W! unique_users:W total_events:W"
                                                    + " event_distribution:O average_session_time_seconds:N")
                                            .stream(),
                                    fields("/event_distribution", "start:W").stream())
                            .toList(),
                    client -> Answer.of(client.labUtilization().labUsage("a"))),
            new Endpoint(
                    "performance/lab",
                    PERFORMANCE_REPORTING,
                    "/performance/lab/a",
                    "{\"lab_type\":\"a\",\"total_users\":8,\"avg_completion_time\":691.25,\"success_rate\":0.75,"
                            + "\"common_errors\":[\"timeout\"],\"id\":2,"
                            + "\"last_updated\":\"2026-11-23T01:21:11.963639+00:00\"}",
                    fields(
                            "",
                            "lab_type:T! total_users:W avg_completion_time:N success_rate:N common_errors:L"
                                    + " last_updated:Z?"),
                    client -> Answer.of(client.serverAllocation().labPerformance("a"))),
            new Endpoint(
                    "performance/user",
                    PERFORMANCE_REPORTING,
                    "/performance/user/u",
                    "{\"user_id\":\"u\",\"performance_by_lab\":{\"a\":{\"attempts\":1,\"success_rate\":1.0,"
                            + "\"avg_completion_time\":766.0,\"total_time_spent\":766,"
                            + "\"last_attempt\":\"2026-11-23T01:12:11.771581+00:00\"}}}",
                    Stream.concat(
                                    fields("", "user_id:T! performance_by_lab:O!").stream(),
                                    fields(
                                            "/performance_by_lab/a",
                                            "attempts:W success_rate:N avg_completion_time:N total_time_spent:N"
                                                    + " last_attempt:Z?")
                                            .stream())
                            .toList(),
                    client -> Answer.of(client.serverAllocation().userPerformance("u"))),
            new Endpoint(
                    "catalogue",
                    USER_PROGRESS,
                    FakeServices.CATALOGUE,
                    "[{\"id\":\"1\",\"name\":\"A\",\"lab_type\":\"a\",\"description\":\"A lab\","
                            + "\"difficulty\":\"beginner\",\"created_at\":\"2026-11-23T01:12:11.377352\","
                            + "\"updated_at\":\"2026-11-23T01:12:11.377352\"}]",
                    fields("/0", "name:T! lab_type:T! description:T? difficulty:T? created_at:D? updated_at:D?"),
                    client -> client.labUtilization().report().sources().stream()
                            .filter(source -> source.resource().equals("catalogue"))
                            .map(Answer::of)
                            .findFirst()
                            .orElseThrow()));

    static Stream<Endpoint> all() {
        return ALL.stream();
    }

    static Endpoint of(String name) {
        return all().filter(endpoint -> endpoint.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Fields from {@code name:kind}, with a bang for those that are required and a question mark for remarks. */
    private static List<Field> fields(String parent, String specification) {
        return Stream.of(specification.split(" ", -1))
                .map(field -> {
                    int colon = field.indexOf(':');
                    Kind kind = switch (field.charAt(colon + 1)) {
                        case 'N' -> Kind.NUMBER;
                        case 'W' -> Kind.WHOLE_NUMBER;
                        case 'T' -> Kind.TEXT;
                        case 'Z' -> Kind.TIME;
                        case 'D' -> Kind.LOCAL_TIME;
                        case 'O' -> Kind.OBJECT;
                        default -> Kind.TEXTS;
                    };
                    return new Field(parent, field.substring(0, colon), kind, field.endsWith("!"), field.endsWith("?"));
                })
                .toList();
    }

    boolean isArray() {
        return sample.startsWith("[");
    }

    /** The sample with another value of one field, as it is written in JSON, sound or not. */
    String with(Field field, String literal) {
        JsonNode tree = tree();
        ((ObjectNode) tree.at(field.parent())).put(field.name(), "@@");
        return tree.toString().replace("\"@@\"", literal);
    }

    /** The sample without one field. */
    String without(Field field) {
        JsonNode tree = tree();
        ((ObjectNode) tree.at(field.parent())).remove(field.name());
        return tree.toString();
    }

    /** The sample with null for each field that may be. */
    String withNulls() {
        JsonNode tree = tree();
        fields.stream().filter(field -> !field.required()).forEach(field -> {
            if (tree.at(field.parent()) instanceof ObjectNode parent
                    && !field.parent().endsWith("distribution")) {
                parent.putNull(field.name());
            }
        });
        return tree.toString();
    }

    /** The sample with fields that nobody knows in each of its objects whose keys are not data. */
    String withUnknownFields() {
        JsonNode tree = tree();
        ArrayNode unknown = Recording.JSON.createArrayNode();
        unknown.addObject().putNull("x").putArray("y").add(1);
        fields.stream()
                .map(Field::parent)
                .distinct()
                .filter(parent -> !parent.endsWith("distribution"))
                .forEach(parent -> ((ObjectNode) tree.at(parent))
                        .put("new_text", "]")
                        .put("new_number", 1.5)
                        .set("new_list", unknown));
        return tree.toString();
    }

    private JsonNode tree() {
        try {
            return Recording.JSON.readTree(sample);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
