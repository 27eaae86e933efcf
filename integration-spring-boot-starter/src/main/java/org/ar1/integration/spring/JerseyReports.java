package org.ar1.integration.spring;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
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
 * application apply to them.
 */
final class JerseyReports {

    /** HEAD is a GET whose content Jersey leaves out. */
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private JerseyReports() {}

    /**
     * Adds the reports to an application.
     *
     * @param config the application
     * @param requests answers
     * @param mount the path of all reports, which begins with a slash and does not end with one
     */
    static void register(ResourceConfig config, IntegrationRequests requests, String mount) {
        Inflector<ContainerRequestContext, Response> inflector = request -> answer(requests, request, mount);
        for (String template : IntegrationRequests.templates()) {
            Resource.Builder resource = Resource.builder(mount + template);
            METHODS.forEach(method -> resource.addMethod(method).handledBy(inflector));
            config.registerResources(resource.build());
        }
    }

    private static Response answer(IntegrationRequests requests, ContainerRequestContext request, String mount) {
        String path = request.getUriInfo().getRequestUri().getRawPath();
        String base = request.getUriInfo().getBaseUri().getRawPath(); // ends with the slash that the mount begins with
        return response(requests.answer(new IntegrationRequest(
                request.getMethod().equals("HEAD") ? "GET" : request.getMethod(),
                path.substring(base.length() - 1 + mount.length()),
                request.getUriInfo().getRequestUri().getRawQuery(),
                name -> Objects.requireNonNullElse(request.getHeaders().get(name), List.of()))));
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
}
