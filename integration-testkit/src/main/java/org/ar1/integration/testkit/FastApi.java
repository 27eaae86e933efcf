package org.ar1.integration.testkit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the three FastAPI services have in common. */
final class FastApi {

    private static final DateTimeFormatter ZONELESS = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private FastApi() {}

    static Response get(Request request, Supplier<Response> answer) {
        return request.method().equals("GET") ? answer.get() : Dialect.FAST_API.notAllowed(request);
    }

    /** The one decoded segment after a prefix; a slash in it, even an escaped one, makes another path. */
    static @Nullable String segment(String path, String prefix) {
        String rest = path.startsWith(prefix) ? path.substring(prefix.length()) : "";
        return rest.isEmpty() || rest.indexOf('/') >= 0 ? null : rest;
    }

    static Response number(Request request, String name, long otherwise, LongFunction<Response> answer) {
        String text = request.query(name);
        long value = otherwise;
        if (text != null) {
            try {
                value = Integer.parseInt(text.strip());
            } catch (NumberFormatException e) {
                return Response.of(
                        422,
                        Dialect.FAST_API.json(),
                        "{\"detail\":[{\"loc\":[\"query\",\"" + name + "\"],\"msg\":\"value is not a valid integer\","
                                + "\"type\":\"type_error.integer\"}]}");
            }
        }
        return answer.apply(value);
    }

    static Response status(String service, String... endpoints) {
        return Dialect.FAST_API.json(Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("service", service);
            json.writeStringField("status", "running");
            json.writeFieldName("endpoints");
            json.writeArray(endpoints, 0, endpoints.length);
            json.writeEndObject();
        }));
    }

    static String zoneless(Instant time) {
        return ZONELESS.format(time);
    }

    static String zoned(Instant time) {
        return zoneless(time.plusNanos(300_934_000)) + "+00:00";
    }
}
