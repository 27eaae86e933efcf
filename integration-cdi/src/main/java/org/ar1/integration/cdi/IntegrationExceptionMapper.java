package org.ar1.integration.cdi;

import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.ar1.integration.jaxrs.IntegrationRequests;
import org.ar1.integration.source.IntegrationException;
import org.jspecify.annotations.Nullable;

/**
 * Answers the library's exceptions that a resource of the application throws with problem details. A mapper of the
 * application for one of the subtypes takes precedence. Thread-safe.
 */
@Provider
public class IntegrationExceptionMapper implements ExceptionMapper<IntegrationException> {

    /** Of the current request; null outside of a container. */
    @Context
    @Nullable
    HttpHeaders headers;

    /** Creates a mapper. */
    public IntegrationExceptionMapper() {}

    @Override
    public Response toResponse(IntegrationException failure) {
        String id = headers == null ? null : headers.getHeaderString("X-Request-Id");
        return IntegrationResource.response(IntegrationRequests.problem(failure, id));
    }
}
