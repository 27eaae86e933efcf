package org.ar1.integration.spring;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.ar1.integration.jaxrs.IntegrationRequest;
import org.ar1.integration.jaxrs.IntegrationRequests;
import org.ar1.integration.jaxrs.IntegrationResponse;
import org.glassfish.jersey.process.Inflector;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.model.Resource;

/**
 * The reports in Jersey, as resources of any path, which those with annotations cannot be; the filters of the
 * application apply to them. Thread-safe. Not a lambda, of which Jersey cannot tell the type of the parameter.
 */
final class JerseyReports implements Inflector<ContainerRequestContext, Response> {

    /** HEAD is a GET whose content Jersey leaves out. */
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private static final String ACCEPT = JerseyReports.class.getName() + ".accept";

    private final IntegrationRequests requests;
    private final String mount;

    private JerseyReports(IntegrationRequests requests, String mount) {
        this.requests = requests;
        this.mount = mount;
    }

    /**
     * Adds the reports to an application.
     *
     * @param config the application
     * @param requests answers
     * @param mount the path of all reports, which begins with a slash and does not end with one
     */
    static void register(ResourceConfig config, IntegrationRequests requests, String mount) {
        JerseyReports reports = new JerseyReports(requests, mount);
        for (String template : IntegrationRequests.templates()) {
            Resource.Builder resource = Resource.builder(mount + template);
            METHODS.forEach(method -> resource.addMethod(method).handledBy(reports));
            config.registerResources(resource.build());
        }
        config.register(new AcceptFilter(mount));
    }

    @Override
    public Response apply(ContainerRequestContext request) {
        return response(requests.answer(new IntegrationRequest(
                request.getMethod().equals("HEAD") ? "GET" : request.getMethod(),
                path(request).substring(mount.length()),
                request.getUriInfo().getRequestUri().getRawQuery(),
                name -> values(request, name))));
    }

    /** The path below that of the application, as it was sent. */
    private static String path(ContainerRequestContext request) {
        String path = request.getUriInfo().getRequestUri().getRawPath();
        String base = request.getUriInfo().getBaseUri().getRawPath(); // ends with a slash
        return path.startsWith(base) ? path.substring(base.length() - 1) : path;
    }

    private static List<String> values(ContainerRequestContext request, String header) {
        List<String> sent = header.equals(HttpHeaders.ACCEPT) && request.getProperty(ACCEPT) instanceof Sent kept
                ? kept.values()
                : request.getHeaders().get(header);
        return Objects.requireNonNullElse(sent, List.of());
    }

    /** What Jersey sends for an answer. */
    static Response response(IntegrationResponse answer) {
        Response.ResponseBuilder response = Response.status(answer.status());
        answer.headers().forEach(response::header);
        if (answer.content().length > 0) {
            response.entity(answer.content());
        }
        return response.build();
    }

    /** What a request accepts. */
    private record Sent(List<String> values) {}

    /** Keeps lists of media types from Jersey, which refuses some of those that RFC 9110 allows, without content. */
    @PreMatching
    private static final class AcceptFilter implements ContainerRequestFilter {

        private final String mount;

        AcceptFilter(String mount) {
            this.mount = mount;
        }

        @Override
        public void filter(ContainerRequestContext request) {
            String path = path(request);
            List<String> sent = request.getHeaders().get(HttpHeaders.ACCEPT);
            if (sent != null
                    && path.startsWith(mount + "/")
                    && IntegrationRequests.template(path.substring(mount.length()))
                            .isPresent()) {
                request.setProperty(ACCEPT, new Sent(List.copyOf(sent)));
                request.getHeaders().put(HttpHeaders.ACCEPT, new ArrayList<>(List.of(MediaType.WILDCARD)));
            }
        }
    }
}
