package org.ar1.integration.testkit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/** How a web framework words its heads and its failures. */
enum Dialect {
    EXPRESS("application/json; charset=utf-8") {
        @Override
        void ownHeaders(StringBuilder head, Instant now) {
            head.append("X-Powered-By: Express\r\nAccess-Control-Allow-Origin: *\r\nDate: ")
                    .append(DATE.format(now))
                    .append("\r\n");
        }

        @Override
        Response notFound(Request request) {
            return html(404, "Cannot " + request.method() + ' ' + request.rawPath())
                    .with("Content-Security-Policy", "default-src 'none'");
        }

        @Override
        Response notAllowed(Request request) {
            return notFound(request);
        }

        @Override
        Response failure(int status) {
            return status == 500
                    ? Response.of(
                            500,
                            json(),
                            "{\"errno\":-111,\"code\":\"ECONNREFUSED\",\"syscall\":\"connect\","
                                    + "\"address\":\"127.0.0.1\",\"port\":3306,\"fatal\":true}")
                    : html(status, reason(status));
        }
    },

    FAST_API("application/json") {
        @Override
        void ownHeaders(StringBuilder head, Instant now) {
            head.append("date: ").append(DATE.format(now)).append("\r\nserver: uvicorn\r\n");
        }

        @Override
        Response notFound(Request request) {
            return detail(404, "Not Found");
        }

        @Override
        Response notAllowed(Request request) {
            return detail(405, "Method Not Allowed").with("allow", "GET");
        }

        @Override
        Response failure(int status) {
            return status == 500
                    ? Response.of(500, "text/plain; charset=utf-8", "Internal Server Error")
                    : detail(status, reason(status));
        }
    };

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final Map<Integer, String> REASONS = Map.ofEntries(
            Map.entry(200, "OK"),
            Map.entry(301, "Moved Permanently"),
            Map.entry(302, "Found"),
            Map.entry(304, "Not Modified"),
            Map.entry(307, "Temporary Redirect"),
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(422, "Unprocessable Entity"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(502, "Bad Gateway"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(504, "Gateway Timeout"));

    private final String json;

    Dialect(String json) {
        this.json = json;
    }

    abstract void ownHeaders(StringBuilder head, Instant now);

    abstract Response notFound(Request request);

    abstract Response notAllowed(Request request);

    abstract Response failure(int status);

    /** The content type of JSON. */
    String json() {
        return json;
    }

    Response json(byte[] body) {
        return Response.of(200, json, body);
    }

    /** Puts the framework's tag on an answer: Express tags every 200, FastAPI none. */
    Response tagged(Response response) {
        byte[] body = response.body();
        boolean untagged = this == EXPRESS && response.status() == 200 && response.etag() == null;
        return untagged && body != null ? response.tagged(weakTag(body.length, body)) : response;
    }

    static String weakTag(long length, byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(content);
            return "W/\"" + Long.toHexString(length) + '-'
                    + Base64.getEncoder().encodeToString(hash).substring(0, 27) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1.", e);
        }
    }

    /** The head up to and including the empty line. */
    byte[] head(Response response, boolean keepAlive, Instant now) {
        StringBuilder head = new StringBuilder(512)
                .append("HTTP/1.1 ")
                .append(response.status())
                .append(' ')
                .append(reason(response.status()))
                .append("\r\n");
        ownHeaders(head, now);
        response.headers().forEach((name, value) -> line(head, name, value));
        byte[] body = response.body();
        if (response.status() != 304) {
            if (!response.contentType().isEmpty()) {
                line(head, "Content-Type", response.contentType());
            }
            if (body == null) {
                line(head, "Transfer-Encoding", "chunked");
            } else {
                line(head, "Content-Length", Integer.toString(body.length));
            }
        }
        String etag = response.etag();
        if (etag != null) {
            line(head, "ETag", etag);
        }
        if (!keepAlive) {
            line(head, "Connection", "close");
        } else if (this == EXPRESS) {
            head.append("Connection: keep-alive\r\nKeep-Alive: timeout=5\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private void line(StringBuilder head, String name, String value) {
        head.append(this == EXPRESS ? name : name.toLowerCase(Locale.ROOT))
                .append(": ")
                .append(value)
                .append("\r\n");
    }

    Response detail(int status, String detail) {
        return Response.of(status, json, "{\"detail\":\"" + detail + "\"}");
    }

    static Response html(int status, String text) {
        String escaped = text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
        return Response.of(
                status,
                "text/html; charset=utf-8",
                "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Error</title>\n</head>\n"
                        + "<body>\n<pre>" + escaped + "</pre>\n</body>\n</html>\n");
    }

    private static String reason(int status) {
        return REASONS.getOrDefault(status, "Unknown");
    }
}
