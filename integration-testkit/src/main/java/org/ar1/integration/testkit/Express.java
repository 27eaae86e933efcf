package org.ar1.integration.testkit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;

/** What the three Express services have in common. */
final class Express {

    static final byte[] NO_ROWS = {'[', ']'};

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Express() {}

    /** The path as sent: Express decodes after it has matched. */
    static String path(Request request) {
        return request.method().equals("GET") || request.isHead() ? request.rawPath() : "";
    }

    /** An array of rows, written once a mark. */
    static Response rows(Rendered rendered, String name, Function<Moment, Json.Writer> rows) {
        return rendered.get(name, moment -> {
            byte[] body = Json.bytes(json -> {
                json.writeStartArray();
                rows.apply(moment).write(json);
                json.writeEndArray();
            });
            return Dialect.EXPRESS.tagged(Dialect.EXPRESS.json(body));
        });
    }

    /** A TIMESTAMP column as JavaScript writes it. */
    static String timestamp(Instant time) {
        return TIMESTAMP.format(time);
    }
}
