package org.ar1.integration.jaxrs.server.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.regex.Pattern;
import org.ar1.integration.jaxrs.http.Gzip;
import org.jspecify.annotations.Nullable;

/**
 * Compresses what is text, of a known length, and not compressed yet, for callers for whom {@link Gzip} does that. Such
 * an answer is held until it is complete; every other passes through.
 */
public final class Compression implements HttpHandler {

    private static final Pattern TEXT =
            Pattern.compile("(?i)(text/|application/([a-z0-9.+-]*(json|yaml|xml|javascript)|openmetrics-text)).*");
    private static final int MOST_HELD = 16 << 20;

    private final HttpHandler next;

    public Compression(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        CompressingExchange compressing = new CompressingExchange(exchange);
        next.handle(compressing);
        compressing.finish();
    }

    private static final class CompressingExchange extends DelegatingExchange {

        private @Nullable ByteArrayOutputStream held;
        private int status = -1;

        CompressingExchange(HttpExchange exchange) {
            super(exchange);
        }

        @Override
        public void sendResponseHeaders(int code, long length) throws IOException {
            Headers headers = getResponseHeaders();
            long known = known(length);
            boolean possible = isPossible(code, known);
            if (possible && known >= Gzip.SMALLEST) {
                vary(headers);
            }
            if (!possible
                    || !Gzip.isFor(getRequestHeaders().getOrDefault(HttpHeaders.ACCEPT_ENCODING, List.of()), known)) {
                super.sendResponseHeaders(code, length);
                return;
            }
            vary(headers);
            headers.set(HttpHeaders.CONTENT_ENCODING, Gzip.CODING);
            headers.remove(HttpHeaders.CONTENT_LENGTH);
            if (getRequestMethod().equals("HEAD")) {
                super.sendResponseHeaders(code, -1); // the length is not known without the content
                return;
            }
            status = code;
            held = new ByteArrayOutputStream((int) known);
        }

        /** The length of the content; 0 or less when it is not known. */
        private long known(long length) {
            String stated = getResponseHeaders().getFirst(HttpHeaders.CONTENT_LENGTH);
            return length <= 0 && stated != null ? Long.parseLong(stated) : length;
        }

        private boolean isPossible(int code, long known) {
            Headers headers = getResponseHeaders();
            String type = headers.getFirst(HttpHeaders.CONTENT_TYPE);
            return code >= 200
                    && code != 206
                    && known > 0
                    && known <= MOST_HELD
                    && type != null
                    && TEXT.matcher(type).matches()
                    && !headers.containsKey(HttpHeaders.CONTENT_ENCODING);
        }

        private static void vary(Headers headers) {
            List<String> vary = headers.getOrDefault(HttpHeaders.VARY, List.of());
            if (vary.stream().noneMatch(value -> value.contains(HttpHeaders.ACCEPT_ENCODING))) {
                headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
            }
        }

        @Override
        public OutputStream getResponseBody() {
            ByteArrayOutputStream holding = held;
            return holding == null ? super.getResponseBody() : holding;
        }

        @Override
        public int getResponseCode() {
            return held == null ? super.getResponseCode() : status;
        }

        @Override
        public void close() {
            try {
                finish();
            } catch (IOException gone) {
                // The connection is closed; no answer can reach the caller.
            } finally {
                super.close();
            }
        }

        void finish() throws IOException {
            ByteArrayOutputStream complete = held;
            if (complete == null) {
                return;
            }
            held = null;
            byte[] content = Gzip.compress(complete.toByteArray());
            super.sendResponseHeaders(status, content.length);
            try (OutputStream body = super.getResponseBody()) {
                body.write(content);
            }
        }
    }
}
