package org.ar1.integration.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer before the framework's own headers are put on it. */
final class Response {

    /** Writes a body row by row, so that nobody holds it. */
    @FunctionalInterface
    interface Stream {
        void writeTo(OutputStream out) throws IOException;
    }

    private final int status;
    private final String contentType;
    private final Map<String, String> headers;
    private final byte @Nullable [] body;
    private final @Nullable Stream stream;
    private final @Nullable String etag;

    private Response(
            int status,
            String contentType,
            Map<String, String> headers,
            byte @Nullable [] body,
            @Nullable Stream stream,
            @Nullable String etag) {
        this.status = status;
        this.contentType = contentType;
        this.headers = headers;
        this.body = body;
        this.stream = stream;
        this.etag = etag;
    }

    static Response of(int status, String contentType, byte[] body) {
        return new Response(status, contentType, Map.of(), body, null, null);
    }

    static Response of(int status, String contentType, String body) {
        return of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    static Response streamed(String contentType, Stream stream) {
        return new Response(200, contentType, Map.of(), null, stream, null);
    }

    Response with(String header, String value) {
        return new Response(status, contentType, Map.of(header, value), body, stream, etag);
    }

    Response tagged(String tag) {
        return new Response(status, contentType, headers, body, stream, tag);
    }

    /** The 304 in place of this. */
    Response notModified() {
        return new Response(304, contentType, headers, new byte[0], null, etag);
    }

    int status() {
        return status;
    }

    String contentType() {
        return contentType;
    }

    Map<String, String> headers() {
        return headers;
    }

    /** The body, or null if it is streamed. */
    byte @Nullable [] body() {
        return body;
    }

    /** Writes a body of unknown length, or null. */
    @Nullable
    Stream stream() {
        return stream;
    }

    /** The tag; null if there is none, or none yet. */
    @Nullable
    String etag() {
        return etag;
    }
}
