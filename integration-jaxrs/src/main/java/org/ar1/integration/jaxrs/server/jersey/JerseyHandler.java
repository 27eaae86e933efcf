package org.ar1.integration.jaxrs.server.jersey;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import java.util.function.Supplier;
import org.ar1.integration.jaxrs.answer.Answers;
import org.ar1.integration.jaxrs.http.Problem;
import org.ar1.integration.jaxrs.http.RequestId;
import org.ar1.integration.jaxrs.resource.Resources;
import org.ar1.integration.jaxrs.server.http.DelegatingExchange;
import org.ar1.integration.jaxrs.server.http.PlainDocument;
import org.ar1.integration.jaxrs.server.http.RequestContextHandler;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.server.ContainerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.server.spi.Container;

/** The JAX-RS application as a handler. Nothing is scanned or discovered: what is not registered here is not there. */
public final class JerseyHandler implements HttpHandler, AutoCloseable {

    private final HttpHandler container;

    /**
     * Makes the application.
     *
     * @param answers asked for at the first request
     * @param learners whether the report of a learner is answered
     */
    JerseyHandler(Supplier<Answers> answers, boolean learners) {
        ResourceConfig application = new ResourceConfig()
                .register(Resources.feature(answers, learners))
                .register(new CatchAllMapper())
                .register(new CompressedDocumentFilter())
                .register(new ContentLengthFilter())
                .property(CommonProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true)
                .property(CommonProperties.PROVIDER_DEFAULT_DISABLE, "ALL")
                .property(CommonProperties.METAINF_SERVICES_LOOKUP_DISABLE, true)
                .property(ServerProperties.WADL_FEATURE_DISABLE, true);
        this.container = ContainerFactory.createContainer(HttpHandler.class, application);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        if (path.startsWith("//")) { // Jersey would take it for a host, and nothing is there
            PlainDocument.refuse(exchange, 404);
        } else {
            container.handle(new WordedExchange(exchange));
        }
    }

    @Override
    public void close() {
        if (container instanceof Container jersey) {
            jersey.getApplicationHandler().onShutdown(jersey);
        }
    }

    /**
     * Jersey refuses some requests without a word and past every filter, such as those with a malformed Accept; and
     * JAX-RS takes what follows a semicolon in a path for parameters, while here it belongs to the name.
     */
    private static final class WordedExchange extends DelegatingExchange {

        private final URI uri;

        WordedExchange(HttpExchange exchange) {
            super(exchange);
            URI routed = exchange.getRequestURI();
            String path = routed.getRawPath();
            if (path.indexOf(';') < 0) {
                this.uri = routed;
            } else {
                String query = routed.getRawQuery() == null ? "" : "?" + routed.getRawQuery();
                this.uri = URI.create(path.replace(";", "%3B") + query);
            }
        }

        @Override
        public URI getRequestURI() {
            return uri;
        }

        @Override
        public void sendResponseHeaders(int status, long length) throws IOException {
            if (status >= 400 && !getResponseHeaders().containsKey(HttpHeaders.CONTENT_TYPE)) {
                String id = Objects.requireNonNull(getRequestHeaders().getFirst(RequestId.HEADER));
                RequestContextHandler.send(this, Problem.ofStatus(status), id);
            } else {
                super.sendResponseHeaders(status, length);
            }
        }
    }
}
