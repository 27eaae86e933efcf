package org.ar1.integration.jaxrs.server.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.ar1.integration.jaxrs.answer.Answers;
import org.ar1.integration.jaxrs.answer.InsightAnswers;
import org.ar1.integration.jaxrs.answer.ReportAnswers;
import org.ar1.integration.jaxrs.http.CacheableResponse;
import org.ar1.integration.jaxrs.http.Conditions;
import org.ar1.integration.jaxrs.http.Document;
import org.ar1.integration.jaxrs.http.Gzip;
import org.ar1.integration.jaxrs.http.Problem;
import org.ar1.integration.jaxrs.http.RequestId;
import org.ar1.integration.jaxrs.http.TraceParent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the plainest requests for a report, which are nearly all, without the JAX-RS application, because that would
 * take the larger part of the time: GET, any form or JSON, no query, a lab type of letters, digits, hyphens and
 * underscores; and the lists of the insights.
 * Every other request goes on to the resources, which answer with the same {@link ReportAnswers}.
 */
public final class ReportsHandler implements HttpHandler {

    private static final Logger LOGGER = LoggerFactory.getLogger(ReportsHandler.class);
    private static final String LAB_UTILIZATION = "/integration/lab-utilization";
    private static final String SERVER_ALLOCATION = "/integration/server-allocation";
    private static final Set<String> ANY_OR_JSON = Set.of("*/*", "application/json");

    /** The lists of the insights, and all of the campus. */
    private static final Map<String, BiFunction<InsightAnswers, InsightAnswers.Request, CacheableResponse>> LISTS =
            Map.of(
                    "/integration/insights", InsightAnswers::list,
                    "/integration/servers", InsightAnswers::servers,
                    "/integration/lab-types", InsightAnswers::labTypes,
                    "/integration/campus", InsightAnswers::campus);

    private final Answers answers;
    private final HttpHandler next;

    public ReportsHandler(Answers answers, HttpHandler next) {
        this.answers = answers;
        this.next = next;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        boolean plain = exchange.getRequestMethod().equals("GET")
                && exchange.getRequestURI().getRawQuery() == null
                && isPlain(exchange.getRequestHeaders());
        if (plain && isBelow(LAB_UTILIZATION, path)) {
            answer(exchange, answers.labUtilization(), labType(LAB_UTILIZATION, path));
        } else if (plain && isBelow(SERVER_ALLOCATION, path)) {
            answer(exchange, answers.serverAllocation(), labType(SERVER_ALLOCATION, path));
        } else if (plain && LISTS.containsKey(path)) {
            answer(exchange, answers.insights(), Objects.requireNonNull(LISTS.get(path)), path);
        } else {
            next.handle(exchange);
        }
    }

    private static boolean isPlain(Headers request) {
        List<String> accept = request.get(HttpHeaders.ACCEPT);
        String length = request.getFirst(HttpHeaders.CONTENT_LENGTH);
        return (accept == null || (accept.size() == 1 && ANY_OR_JSON.contains(accept.get(0))))
                && (length == null || length.equals("0"))
                && !request.containsKey("Transfer-Encoding");
    }

    private static boolean isBelow(String report, String path) {
        if (!path.startsWith(report)) {
            return false;
        }
        int end = report.length();
        if (path.length() == end) {
            return true;
        }
        boolean plain = path.charAt(end) == '/' && path.length() > end + 1;
        for (int i = end + 1; i < path.length() && plain; i++) {
            plain = isPlain(path.charAt(i));
        }
        return plain;
    }

    private static boolean isPlain(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || character == '-'
                || character == '_';
    }

    private static @Nullable String labType(String report, String path) {
        return path.length() == report.length() ? null : path.substring(report.length() + 1);
    }

    private static void answer(HttpExchange exchange, ReportAnswers<?> answers, @Nullable String labType)
            throws IOException {
        Headers request = exchange.getRequestHeaders();
        answer(
                exchange,
                () -> answers.answer(new ReportAnswers.Request(
                        labType,
                        request.getOrDefault(HttpHeaders.ACCEPT, List.of()),
                        Conditions.of(request),
                        Map.of(),
                        request.getFirst(TraceParent.HEADER))));
    }

    private static void answer(
            HttpExchange exchange,
            InsightAnswers answers,
            BiFunction<InsightAnswers, InsightAnswers.Request, CacheableResponse> ask,
            String path)
            throws IOException {
        Headers request = exchange.getRequestHeaders();
        answer(
                exchange,
                () -> ask.apply(
                        answers,
                        new InsightAnswers.Request(
                                path,
                                request.getOrDefault(HttpHeaders.ACCEPT, List.of()),
                                Conditions.of(request),
                                Map.of(),
                                request.getFirst(TraceParent.HEADER))));
    }

    private static void answer(HttpExchange exchange, Supplier<CacheableResponse> ask) throws IOException {
        String id = Objects.requireNonNull(exchange.getRequestHeaders().getFirst(RequestId.HEADER));
        CacheableResponse answer;
        try {
            answer = ask.get();
        } catch (RuntimeException | Error failure) {
            refuse(exchange, id, Problem.of(failure));
            return;
        }
        exchange.getResponseHeaders().set(RequestId.HEADER, id);
        send(exchange, answer);
    }

    private static void refuse(HttpExchange exchange, String id, Problem problem) throws IOException {
        if (problem.cause() != null) {
            LOGGER.error("Request {} failed: GET {}", id, AccessLog.path(exchange), problem.cause());
        }
        RequestContextHandler.send(exchange, problem, id);
    }

    private static void send(HttpExchange exchange, CacheableResponse answer) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        answer.fields().forEach(headers::add); // the links before have said what else it varies by
        Document document = answer.content();
        if (document == null) {
            exchange.sendResponseHeaders(answer.status(), -1);
            return;
        }
        headers.set(HttpHeaders.CONTENT_TYPE, document.type().toString());
        List<String> acceptEncoding = exchange.getRequestHeaders().getOrDefault(HttpHeaders.ACCEPT_ENCODING, List.of());
        boolean compressed = Gzip.isFor(acceptEncoding, document.bytes().length);
        if (compressed) {
            headers.set(HttpHeaders.CONTENT_ENCODING, Gzip.CODING);
        }
        byte[] content = compressed ? document.gzip() : document.bytes();
        exchange.sendResponseHeaders(answer.status(), content.length);
        exchange.getResponseBody().write(content);
    }
}
