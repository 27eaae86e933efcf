package org.ar1.integration.jaxrs.resource;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.ar1.integration.jaxrs.http.InvalidParameterException;
import org.ar1.integration.jaxrs.http.Problem;
import org.ar1.integration.jaxrs.http.RefusedException;
import org.ar1.integration.jaxrs.http.Representation;

/**
 * Chooses the form of an answer at the paths of our resources before the JAX-RS implementation matches a method, and
 * leaves it that one to choose: implementations differ in the lists that they can read, and cannot know of the query.
 */
@PreMatching
final class NegotiationFilter implements ContainerRequestFilter {

    private static final Set<String> ROOT = Set.of("", "/");
    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    private final boolean root;
    private final OwnPath paths;

    /**
     * A filter.
     *
     * @param root whether the root is ours too
     * @param paths the paths below it that are ours
     */
    NegotiationFilter(boolean root, OwnPath paths) {
        this.root = root;
        this.paths = paths;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath(false);
        boolean isRoot = root && ROOT.contains(path);
        Representation.Offer offer = paths.offer(path);
        if (!METHODS.contains(request.getMethod()) || (offer == null && !isRoot)) {
            return;
        }
        try {
            List<String> accept =
                    Objects.requireNonNullElse(request.getHeaders().get(HttpHeaders.ACCEPT), List.of());
            String type = offer == null
                    ? Representation.json(accept)
                    : Representation.of(accept, request.getUriInfo().getQueryParameters(), offer)
                            .mediaType();
            request.getHeaders().put(HttpHeaders.ACCEPT, new ArrayList<>(List.of(type))); // the list there is immutable
        } catch (RefusedException | InvalidParameterException refused) {
            Problem problem = Problem.of(refused);
            request.abortWith(Response.status(problem.status()).entity(problem).build());
        }
    }
}
