package org.ar1.integration.jaxrs.server.jersey;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.ar1.integration.jaxrs.http.Problem;

/**
 * Makes every error of the standalone server a problem, also of paths that nothing matches. Not part of the feature.
 */
final class CatchAllMapper implements ExceptionMapper<Throwable> {

    @Override
    public Response toResponse(Throwable failure) {
        if (!(failure instanceof WebApplicationException refused)) {
            return Response.status(500).entity(Problem.internal(failure)).build();
        }
        Response response = refused.getResponse();
        int status = response.getStatus();
        if (status < 400) {
            return response;
        }
        Problem problem = status == 500 ? Problem.internal(failure) : Problem.ofStatus(status);
        return Response.fromResponse(response).entity(problem).build(); // headers such as Allow stay
    }
}
