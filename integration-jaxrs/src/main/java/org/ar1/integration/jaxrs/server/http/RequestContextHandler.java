package org.ar1.integration.jaxrs.server.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.util.List;
import org.ar1.integration.jaxrs.http.Problem;
import org.ar1.integration.jaxrs.http.RequestId;
import org.ar1.integration.jaxrs.http.TraceParent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Outermost: settles the request id and the trace, which are in every line that is logged on the way, and sees to it
 * that every request ends with an answer. The JDK's server closes the connection without a byte on an exception, and
 * leaves the client waiting on an error.
 */
public final class RequestContextHandler implements HttpHandler {

    private static final Logger LOGGER = LoggerFactory.getLogger(RequestContextHandler.class);

    private static final String REQUEST_ID = "request_id";
    private static final String TRACE_ID = "trace_id";

    private final HttpHandler next;

    public RequestContextHandler(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handle(HttpExchange exchange) {
        String id = RequestId.of(exchange.getRequestHeaders().getFirst(RequestId.HEADER));
        List<String> traces = exchange.getRequestHeaders().getOrDefault(TraceParent.HEADER, List.of());
        TraceParent trace = TraceParent.of(traces.size() == 1 ? traces.get(0) : null); // it is no list
        MDC.put(REQUEST_ID, id);
        MDC.put(TRACE_ID, trace.traceId());
        Runnable end = exchange::close;
        try {
            ServerExchange settled = new ServerExchange(exchange, id, trace);
            end = settled::end;
            next.handle(settled);
        } catch (Throwable failure) {
            if (exchange.getResponseCode() == -1) {
                exchange.getResponseHeaders().clear();
            }
            failed(exchange, id, failure);
        } finally {
            end.run();
            MDC.remove(REQUEST_ID);
            MDC.remove(TRACE_ID);
        }
    }

    /** Answers a failure if there is no answer yet. */
    static void failed(HttpExchange exchange, String id, Throwable failure) {
        String method = AccessLog.method(exchange);
        String path = AccessLog.path(exchange);
        if (exchange.getResponseCode() != -1) {
            // The answer has begun, so it can only be cut; most often the client is gone.
            LOGGER.debug("Request {} ended early: {} {}", id, method, path, failure);
            return;
        }
        LOGGER.error("Request {} failed: {} {}", id, method, path, failure);
        try {
            send(exchange, Problem.internal(failure), id);
        } catch (IOException | RuntimeException e) {
            LOGGER.debug("Request {} could not be answered", id, e);
        }
    }

    /** Answers with a problem, outside of JAX-RS. */
    public static void send(HttpExchange exchange, Problem problem, String requestId) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
        headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        headers.set(RequestId.HEADER, requestId);
        if (problem.retryAfter() != null) {
            headers.set(HttpHeaders.RETRY_AFTER, Problem.seconds(problem.retryAfter()));
        }
        byte[] body = problem.toJson(requestId);
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length)); // as GET states it
            exchange.sendResponseHeaders(problem.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(problem.status(), body.length);
        exchange.getResponseBody().write(body);
    }
}
