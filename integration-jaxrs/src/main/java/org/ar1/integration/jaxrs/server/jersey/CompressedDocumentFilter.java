package org.ar1.integration.jaxrs.server.jersey;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Objects;
import org.ar1.integration.jaxrs.http.Document;
import org.ar1.integration.jaxrs.http.Gzip;

/**
 * Answers the compressed form that a document holds. Not part of the feature, whose application may compress itself.
 */
@Priority(2000) // before the document becomes its bytes
final class CompressedDocumentFilter implements ContainerResponseFilter {

    private static final Annotation[] NONE = {};

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!(response.getEntity() instanceof Document document)) {
            return;
        }
        List<String> acceptEncoding =
                Objects.requireNonNullElse(request.getHeaders().get(HttpHeaders.ACCEPT_ENCODING), List.of());
        if (Gzip.isFor(acceptEncoding, document.bytes().length)) {
            response.setEntity(document.gzip(), NONE, document.type());
            response.getHeaders().putSingle(HttpHeaders.CONTENT_ENCODING, Gzip.CODING);
        }
    }
}
