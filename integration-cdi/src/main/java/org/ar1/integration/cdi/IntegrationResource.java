package org.ar1.integration.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Encoded;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Objects;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.jaxrs.IntegrationRequest;
import org.ar1.integration.jaxrs.IntegrationRequests;
import org.ar1.integration.jaxrs.IntegrationResponse;
import org.jspecify.annotations.Nullable;

/**
 * The reports and insights below {@code /integration}, which itself is below the path of the application's resources.
 * The answers are those of {@link IntegrationRequests}; the learners' reports are not among them. They are given only
 * with the property {@code ar1.integration.web.enabled=true}, or without MicroProfile Config the environment variable
 * {@code AR1_INTEGRATION_WEB_ENABLED=true}, because everyone who reaches the application can read them unless its
 * security says otherwise; else each request is answered with 404. RESTEasy refuses lists of media types that it cannot
 * read before any resource sees them; Quarkus does not. Thread-safe.
 */
@ApplicationScoped
@Path("/integration/{path: " + IntegrationResource.PATHS + "}")
public class IntegrationResource {

    /** The paths that are answered, as one pattern: all others below {@code /integration} are left to the application. */
    static final String PATHS = "(?:lab-utilization|server-allocation|insights)(?:/[^/]+)?/?"
            + "|servers(?:/[^/]+/(?:profile|forecast|quiet-windows))?/?"
            + "|(?:placement|lab-types|campus)/?";

    /** Null when the reports are not answered. */
    private @Nullable IntegrationRequests requests;

    /** For the container, which injects the client afterwards; RESTEasy knows no other constructors. */
    public IntegrationResource() {}

    /** Called once by the container, which also closes the client. */
    @Inject
    void over(IntegrationClient client) {
        requests = ApplicationSettings.isWebEnabled() ? IntegrationRequests.over(client) : null;
    }

    /** Has this bean made when the application starts, so that a setting that cannot be used ends the start. */
    void atStart(@Observes Startup event) {}

    /**
     * Answers a request for a report.
     *
     * @param path the path below {@code /integration}
     * @param uri the address of the request
     * @param headers the header fields of the request
     * @return the answer
     */
    @GET
    public Response get(@Encoded @PathParam("path") String path, @Context UriInfo uri, @Context HttpHeaders headers) {
        return answer("GET", path, uri, headers);
    }

    /**
     * Answers as to GET, without the content.
     *
     * @param path the path below {@code /integration}
     * @param uri the address of the request
     * @param headers the header fields of the request
     * @return the answer
     */
    @HEAD
    public Response head(@Encoded @PathParam("path") String path, @Context UriInfo uri, @Context HttpHeaders headers) {
        return answer("HEAD", path, uri, headers);
    }

    /**
     * Answers which methods are allowed.
     *
     * @param path the path below {@code /integration}
     * @param uri the address of the request
     * @param headers the header fields of the request
     * @return the answer
     */
    @OPTIONS
    public Response options(
            @Encoded @PathParam("path") String path, @Context UriInfo uri, @Context HttpHeaders headers) {
        return answer("OPTIONS", path, uri, headers);
    }

    /**
     * Refuses the method.
     *
     * @param path the path below {@code /integration}
     * @param uri the address of the request
     * @param headers the header fields of the request
     * @return a problem with status 405
     */
    @POST
    public Response post(@Encoded @PathParam("path") String path, @Context UriInfo uri, @Context HttpHeaders headers) {
        return answer("POST", path, uri, headers);
    }

    /**
     * Refuses the method.
     *
     * @param path the path below {@code /integration}
     * @param uri the address of the request
     * @param headers the header fields of the request
     * @return a problem with status 405
     */
    @PUT
    public Response put(@Encoded @PathParam("path") String path, @Context UriInfo uri, @Context HttpHeaders headers) {
        return answer("PUT", path, uri, headers);
    }

    /**
     * Refuses the method.
     *
     * @param path the path below {@code /integration}
     * @param uri the address of the request
     * @param headers the header fields of the request
     * @return a problem with status 405
     */
    @PATCH
    public Response patch(@Encoded @PathParam("path") String path, @Context UriInfo uri, @Context HttpHeaders headers) {
        return answer("PATCH", path, uri, headers);
    }

    /**
     * Refuses the method.
     *
     * @param path the path below {@code /integration}
     * @param uri the address of the request
     * @param headers the header fields of the request
     * @return a problem with status 405
     */
    @DELETE
    public Response delete(
            @Encoded @PathParam("path") String path, @Context UriInfo uri, @Context HttpHeaders headers) {
        return answer("DELETE", path, uri, headers);
    }

    private Response answer(String method, String path, UriInfo uri, HttpHeaders headers) {
        if (requests == null) {
            return Response.status(Response.Status.NOT_FOUND).build();
        }
        return response(requests.answer(new IntegrationRequest(
                method,
                "/" + path,
                uri.getRequestUri().getRawQuery(),
                name -> Objects.requireNonNullElse(headers.getRequestHeader(name), List.of()))));
    }

    /** What JAX-RS sends for an answer. */
    static Response response(IntegrationResponse answer) {
        Response.ResponseBuilder response = Response.status(answer.status());
        answer.headers().forEach(response::header);
        if (answer.content().length > 0) {
            response.entity(answer.content());
        }
        return response.build();
    }
}
