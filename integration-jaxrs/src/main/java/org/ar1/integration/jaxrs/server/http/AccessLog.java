package org.ar1.integration.jaxrs.server.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.ar1.integration.jaxrs.http.CacheStatus;
import org.ar1.integration.jaxrs.http.PersonalPath;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs one line per request when its exchange has ended in any way: logger
 * {@code org.ar1.integration.access}, level INFO. Its message is for any pattern, such as
 * {@code GET /integration/lab-utilization 200 6123 bytes 3.21 ms}, followed by the outcome when that is another than
 * {@code answered}. For logs in JSON it has the key-value pairs {@code method}, {@code path}, {@code query},
 * {@code status} (0 when nothing was answered), {@code bytes} (of the content as sent), {@code duration_ms},
 * {@code remote} (the peer's address), {@code outcome} ({@code answered}; {@code broken_off}: the caller did not take
 * the whole answer; {@code failed}: the server could not make one) and, of reports, {@code cache_status}. The ids of
 * the request and its trace are in the MDC.
 *
 * <p>No header of the caller is in it. Of the query it shows the parameters of the API with values that they may have,
 * and an ellipsis for anything else, as names and values of others may be secrets. Of a path that names a person it
 * shows the template. The request thread waits for the logger, so use a logger that writes on another thread.
 */
public final class AccessLog implements HttpHandler {

    static final String LOGGER_NAME = "org.ar1.integration.access";

    private static final Logger LOGGER = LoggerFactory.getLogger(LOGGER_NAME);
    private static final Pattern METHOD = Pattern.compile("[A-Za-z]{1,20}");
    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x21-\\x7e]|[\"\\\\]");
    private static final String ANSWERED = "answered";
    private static final int LONGEST = 500;

    private final HttpHandler next;

    public AccessLog(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        long start = System.nanoTime();
        CountingExchange counting = new CountingExchange(exchange);
        boolean failed = true;
        try {
            next.handle(counting);
            failed = false;
        } finally {
            if (!failed) {
                counting.close(); // what is not sent yet may still break off
            }
            log(counting, System.nanoTime() - start, failed);
        }
    }

    private static void log(CountingExchange exchange, long nanos, boolean failed) {
        String method = method(exchange);
        String path = path(exchange);
        int status = exchange.status(failed);
        long bytes = exchange.bytes;
        double millis = TimeUnit.NANOSECONDS.toMicros(nanos) / 1_000.0;
        String outcome = outcome(exchange, failed);
        LoggingEventBuilder line = LOGGER.atInfo()
                .addKeyValue("method", method)
                .addKeyValue("path", path)
                .addKeyValue(
                        "query",
                        LoggedQuery.shown(path, exchange.getRequestURI().getRawQuery()))
                .addKeyValue("status", status)
                .addKeyValue("bytes", bytes)
                .addKeyValue("duration_ms", millis)
                .addKeyValue("remote", address(exchange.getRemoteAddress()))
                .addKeyValue("outcome", outcome);
        String cacheStatus = exchange.getResponseHeaders().getFirst(CacheStatus.HEADER);
        if (cacheStatus != null) {
            line = line.addKeyValue("cache_status", cacheStatus);
        }
        if (outcome.equals(ANSWERED)) {
            line.log("{} {} {} {} bytes {} ms", method, path, status, bytes, millis);
        } else {
            line.log("{} {} {} {} bytes {} ms {}", method, path, status, bytes, millis, outcome);
        }
    }

    /** The method, harmless in a log. */
    static String method(HttpExchange exchange) {
        String method = exchange.getRequestMethod();
        return method.equals("GET") || METHOD.matcher(method).matches() ? method : "?";
    }

    /** The path as it came, harmless in a log, and without the person that it names. */
    static String path(HttpExchange exchange) {
        RequestTarget target = exchange instanceof DelegatingExchange
                ? ServerExchange.of(exchange).target()
                : RequestTarget.of(exchange.getRequestURI());
        String path = shown(target);
        if (isHarmless(path)) {
            return path;
        }
        String text = UNPRINTABLE.matcher(path).replaceAll("?");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }

    /** What is answered may be written in another way than it came. */
    private static String shown(RequestTarget target) {
        String answered = target.uri().getRawPath();
        String shown = PersonalPath.shown(answered);
        return shown.equals(answered) ? PersonalPath.shown(target.path()) : shown;
    }

    /** True of nearly all paths, and quicker than to look for what has to be replaced. */
    private static boolean isHarmless(String path) {
        for (int i = 0; i < path.length(); i++) {
            char character = path.charAt(i);
            if (character < '!' || character > '~' || character == '"' || character == '\\') {
                return false;
            }
        }
        return path.length() <= LONGEST;
    }

    private static String outcome(CountingExchange exchange, boolean failed) {
        if (exchange.brokenOff) {
            return "broken_off";
        }
        return failed || exchange.status < 0 ? "failed" : ANSWERED;
    }

    private static String address(InetSocketAddress peer) {
        InetAddress address = peer.getAddress();
        return address == null ? "?" : address.getHostAddress();
    }

    /** Notes what is sent; one thread answers. */
    private static final class CountingExchange extends DelegatingExchange {

        private int status = -1;
        private long announced = -1;
        private long bytes;
        private boolean brokenOff;
        private @Nullable CountingStream body;

        CountingExchange(HttpExchange exchange) {
            super(exchange);
        }

        /** What the caller sees; the guard around this answers what failed before there was an answer. */
        int status(boolean failed) {
            return status < 0 ? failed ? 500 : 0 : status;
        }

        @Override
        public void sendResponseHeaders(int code, long length) throws IOException {
            status = code;
            announced = getRequestMethod().equals("HEAD") ? 0 : length;
            try {
                super.sendResponseHeaders(code, length);
            } catch (IOException e) {
                brokenOff = true;
                throw e;
            }
        }

        @Override
        public OutputStream getResponseBody() {
            CountingStream made = body;
            if (made == null) {
                made = new CountingStream(super.getResponseBody());
                body = made;
            }
            return made;
        }

        @Override
        public void close() {
            CountingStream begun = body;
            if (begun != null && !begun.closed) {
                try {
                    begun.flush(); // not closed: what is too short has to end the connection
                } catch (IOException e) {
                    brokenOff = true;
                }
            }
            if (announced > 0 && bytes < announced) {
                brokenOff = true;
            }
            super.close();
        }

        private final class CountingStream extends FilterOutputStream {

            private boolean closed;

            CountingStream(OutputStream out) {
                super(out);
            }

            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] content, int offset, int length) throws IOException {
                try {
                    out.write(content, offset, length);
                    bytes += length;
                } catch (IOException e) {
                    brokenOff = true;
                    throw e;
                }
            }

            @Override
            public void close() throws IOException {
                closed = true;
                try {
                    super.close();
                } catch (IOException e) {
                    brokenOff = true;
                    throw e;
                }
            }
        }
    }
}
