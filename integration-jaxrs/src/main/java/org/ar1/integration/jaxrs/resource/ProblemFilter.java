package org.ar1.integration.jaxrs.resource;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ar1.integration.jaxrs.http.PersonalPath;
import org.ar1.integration.jaxrs.http.Problem;
import org.ar1.integration.jaxrs.http.RequestId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names the request in the answers of our resources, and writes their errors as problem details: those that they report
 * themselves, and those that the JAX-RS implementation found at their paths (405, 406). It leaves everything else
 * alone, and an answer that something else in the application already gave content.
 */
final class ProblemFilter implements ContainerResponseFilter {

    private static final Logger LOGGER = LoggerFactory.getLogger(ProblemFilter.class);
    private static final MediaType PROBLEM_JSON = MediaType.valueOf(Problem.MEDIA_TYPE);
    private static final Annotation[] NONE = {};

    /** When no method fits, some implementations do not tell the resource either, so the path has to. */
    private static final Set<Integer> UNMATCHED = Set.of(405, 406, 415);

    private final OwnPath paths;

    ProblemFilter(OwnPath paths) {
        this.paths = paths;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        Problem problem = problem(request, response);
        if (problem == null && !isAnswerOfOurs(request)) {
            return;
        }
        String id = RequestId.of(request.getHeaderString(RequestId.HEADER));
        response.getHeaders().putSingle(RequestId.HEADER, id);
        if (problem == null) {
            return;
        }
        if (problem.cause() != null) {
            LOGGER.error(
                    "Request {} failed: {} {}",
                    id,
                    request.getMethod(),
                    PersonalPath.shown(request.getUriInfo().getRequestUri().getRawPath()),
                    problem.cause());
        }
        if (problem.status() == 405) {
            response.getHeaders().computeIfPresent(HttpHeaders.ALLOW, (name, methods) -> withHead(methods));
        }
        if (problem.retryAfter() != null) {
            response.getHeaders().putSingle(HttpHeaders.RETRY_AFTER, Problem.seconds(problem.retryAfter()));
        }
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setEntity(problem.toJson(id), NONE, PROBLEM_JSON);
    }

    private @Nullable Problem problem(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof Problem problem) {
            return problem;
        }
        int status = response.getStatus();
        boolean bare = status >= 400 && !response.hasEntity();
        return bare && (isAnswerOfOurs(request) || (UNMATCHED.contains(status) && isPathOfOurs(request)))
                ? Problem.ofStatus(status)
                : null;
    }

    private static boolean isAnswerOfOurs(ContainerRequestContext request) {
        return request.getUriInfo().getMatchedResources().stream().anyMatch(Resources.Own.class::isInstance);
    }

    private boolean isPathOfOurs(ContainerRequestContext request) {
        return request.getUriInfo().getMatchedResources().isEmpty()
                && paths.offer(request.getUriInfo().getPath(false)) != null;
    }

    /** Where there is GET there is HEAD, which Jersey forgets here. */
    private static List<Object> withHead(List<Object> allow) {
        Set<String> methods = new LinkedHashSet<>();
        for (Object value : allow) {
            for (String method : value.toString().split(",", -1)) {
                methods.add(method.strip());
                if (method.strip().equals("GET")) {
                    methods.add("HEAD");
                }
            }
        }
        return List.of(String.join(", ", methods));
    }
}
