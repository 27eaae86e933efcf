package org.ar1.integration.spring;

import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.ar1.integration.jaxrs.IntegrationRequests;
import org.ar1.integration.source.IntegrationException;
import org.jspecify.annotations.Nullable;

/** Answers the library's exceptions that a resource of the application throws with problem details. */
final class IntegrationExceptionMapper implements ExceptionMapper<IntegrationException> {

    /** Of the current request; null outside of a container. */
    @Context
    @Nullable
    HttpHeaders headers;

    @Override
    public Response toResponse(IntegrationException failure) {
        String id = headers == null ? null : headers.getHeaderString("X-Request-Id");
        return JerseyReports.response(IntegrationRequests.problem(failure, id));
    }
}
