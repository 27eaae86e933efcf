package org.ar1.integration.jaxrs.resource;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.lang.annotation.Annotation;
import org.ar1.integration.jaxrs.http.Document;

/** Turns a document into its bytes, which need no provider to be written. */
@Priority(1000) // after those that still need the document
final class DocumentFilter implements ContainerResponseFilter {

    private static final Annotation[] NONE = {};

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof Document document) {
            response.setEntity(document.bytes(), NONE, document.type());
        }
    }
}
