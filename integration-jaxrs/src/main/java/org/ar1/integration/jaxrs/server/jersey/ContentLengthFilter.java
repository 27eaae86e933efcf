package org.ar1.integration.jaxrs.server.jersey;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;

/** States the length of what is sent, which makes chunks unnecessary and is what HEAD is for. */
@Priority(0) // last of the response filters
final class ContentLengthFilter implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof byte[] content && content.length > 0) {
            response.getHeaders().putSingle(HttpHeaders.CONTENT_LENGTH, content.length);
        }
    }
}
