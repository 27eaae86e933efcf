package org.ar1.integration.jaxrs;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.jaxrs.answer.Answers;
import org.ar1.integration.jaxrs.http.CacheableResponse;
import org.ar1.integration.jaxrs.http.Document;
import org.ar1.integration.jaxrs.http.Gzip;
import org.ar1.integration.jaxrs.http.PersonalPath;
import org.ar1.integration.jaxrs.http.Problem;
import org.ar1.integration.jaxrs.http.RefusedException;
import org.ar1.integration.jaxrs.http.RequestId;
import org.ar1.integration.source.IntegrationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests for the reports in an application of any HTTP framework, with the bytes and header fields of the
 * resources that {@link IntegrationFeature} adds to a JAX-RS application. No JAX-RS implementation is needed.
 *
 * <pre>{@code
 * IntegrationRequests requests = IntegrationRequests.over(client);
 * IntegrationResponse response = requests.answer(new IntegrationRequest(
 *         "GET", "/lab-utilization/docker", null, name -> headers.getOrDefault(name, List.of())));
 * }</pre>
 *
 * <p>The framework decides at which path the reports are mounted and who may read them. Unlike the feature, which leaves
 * this to the application, answers are compressed for callers that accept gzip. Errors are problem details; no method
 * throws what a request is at fault for. Thread-safe.
 */
public final class IntegrationRequests {

    private static final Logger LOGGER = LoggerFactory.getLogger(IntegrationRequests.class);
    private static final String ALLOW = "Allow";
    private static final String METHODS = "GET, HEAD, OPTIONS";
    private static final String HEAD = "HEAD";
    private static final Set<String> READING = Set.of("GET", HEAD);
    private static final byte[] NOTHING = {};

    private final Answers answers;

    private IntegrationRequests(Answers answers) {
        this.answers = answers;
    }

    /**
     * Creates the answers of a client.
     *
     * @param client the client that gives the reports; it is not closed
     * @return the answers
     */
    public static IntegrationRequests over(IntegrationClient client) {
        return new IntegrationRequests(Answers.of(Objects.requireNonNull(client, "client"), false, false, List.of()));
    }

    /**
     * The paths below the mount that are answered, such as {@code /lab-utilization/{lab_type}}.
     *
     * @return the templates of the paths; a variable stands for one segment that is not empty
     */
    public static List<String> templates() {
        return Arrays.stream(Route.values()).map(Route::template).toList();
    }

    /**
     * The template of a path.
     *
     * @param path the path below the mount, not decoded, with or without a slash at its end
     * @return one of the {@linkplain #templates() templates}; empty when nothing is answered at this path
     */
    public static Optional<String> template(String path) {
        return Optional.ofNullable(Route.of(path)).map(Route::template);
    }

    /**
     * Answers a request. Blocks until the report is complete, at most until the client's deadline.
     *
     * @param request the request
     * @return what to send, also for a request that is refused and for one that fails
     */
    public IntegrationResponse answer(IntegrationRequest request) {
        String id = RequestId.of(request.first(RequestId.HEADER));
        Route route = Route.of(request.path());
        if (route == null) {
            return refusal(request, Problem.ofStatus(404), id);
        }
        if (!READING.contains(request.method())) {
            return request.method().equals("OPTIONS")
                    ? new IntegrationResponse(204, Map.of(ALLOW, METHODS, RequestId.HEADER, id), NOTHING)
                    : refusal(request, Problem.ofStatus(405), id);
        }
        CacheableResponse answer;
        try {
            answer = route.answer(answers, new Route.Received(request, parameters(request.query())));
        } catch (RuntimeException | Error failure) {
            return refusal(request, Problem.of(failure), id);
        }
        return response(request, answer, id);
    }

    /**
     * The problem details of an exception that an adapter has thrown to the application's own code.
     *
     * @param failure the exception
     * @param requestId the value of {@code X-Request-Id} in the request; null when it has none
     * @return what to send
     */
    public static IntegrationResponse problem(IntegrationException failure, @Nullable String requestId) {
        return refusal(Problem.of(failure), RequestId.of(requestId), false);
    }

    private static IntegrationResponse refusal(IntegrationRequest request, Problem problem, String id) {
        if (problem.cause() != null) {
            LOGGER.error(
                    "Request {} failed: {} {}",
                    id,
                    request.method(),
                    PersonalPath.shown(request.path()),
                    problem.cause());
        }
        return refusal(problem, id, request.method().equals(HEAD));
    }

    private static IntegrationResponse refusal(Problem problem, String id, boolean withoutContent) {
        byte[] content = problem.toJson(id);
        Map<String, String> headers = new HashMap<>();
        headers.put(RequestId.HEADER, id);
        headers.put("Cache-Control", "no-store");
        headers.put("Content-Type", Problem.MEDIA_TYPE);
        headers.put("Content-Length", Integer.toString(content.length));
        if (problem.status() == 405) {
            headers.put(ALLOW, METHODS);
        }
        if (problem.retryAfter() != null) {
            headers.put("Retry-After", Problem.seconds(problem.retryAfter()));
        }
        return new IntegrationResponse(problem.status(), headers, withoutContent ? NOTHING : content);
    }

    private static IntegrationResponse response(IntegrationRequest request, CacheableResponse answer, String id) {
        Map<String, String> headers = new HashMap<>(answer.fields());
        headers.put(RequestId.HEADER, id);
        Document document = answer.content();
        if (document == null) {
            return new IntegrationResponse(answer.status(), headers, NOTHING);
        }
        boolean compressed = Gzip.isFor(request.values("Accept-Encoding"), document.size());
        byte[] content = compressed ? document.gzip() : document.bytes();
        headers.put("Content-Type", document.contentType());
        headers.put("Content-Length", Integer.toString(content.length));
        if (compressed) {
            headers.put("Content-Encoding", Gzip.CODING);
        }
        return new IntegrationResponse(
                answer.status(), headers, request.method().equals(HEAD) ? NOTHING : content);
    }

    /**
     * The parameters of a query, decoded.
     *
     * @throws RefusedException with 400 when it is not percent-encoded
     */
    private static Map<String, List<String>> parameters(@Nullable String query) {
        Map<String, List<String>> parameters = new HashMap<>(); // in whose order JAX-RS has them too
        if (query == null) {
            return parameters;
        }
        try {
            for (String parameter : query.split("&", -1)) {
                if (!parameter.isEmpty()) {
                    int equals = parameter.indexOf('=');
                    String name = equals < 0 ? parameter : parameter.substring(0, equals);
                    String value = equals < 0 ? "" : parameter.substring(equals + 1);
                    parameters
                            .computeIfAbsent(decoded(name), any -> new ArrayList<>())
                            .add(decoded(value));
                }
            }
        } catch (IllegalArgumentException e) {
            throw new RefusedException(400);
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
