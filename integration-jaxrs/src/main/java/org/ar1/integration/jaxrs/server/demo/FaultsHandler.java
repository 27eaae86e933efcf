package org.ar1.integration.jaxrs.server.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.ar1.integration.jaxrs.http.RequestId;
import org.ar1.integration.jaxrs.server.http.PlainDocument;
import org.ar1.integration.jaxrs.server.http.Routes;

/**
 * Lists and switches the faults of a sample campus; a server over anything else is built without this. {@code PUT} and
 * {@code DELETE} are methods that a browser never sends for a page of another origin unless this server agrees.
 */
public final class FaultsHandler implements HttpHandler {

    private static final String BELOW = Routes.FAULTS + "/";
    private static final JsonFactory JSON = new JsonFactory();

    private final SampleFaults faults;
    private final HttpHandler next;

    public FaultsHandler(SampleFaults faults, HttpHandler next) {
        this.faults = faults;
        this.next = next;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        if (path.equals(Routes.FAULTS)) {
            if (PlainDocument.isAskedFor(exchange)) {
                PlainDocument.send(exchange, 200, "application/json", json());
            }
        } else if (path.startsWith(BELOW)) {
            change(exchange, path.substring(BELOW.length()));
        } else {
            next.handle(exchange);
        }
    }

    /** The names are plain words: one that needs escapes is none of them. */
    private void change(HttpExchange exchange, String names) throws IOException {
        int slash = names.indexOf('/');
        String method = exchange.getRequestMethod();
        boolean changed;
        if (method.equals("PUT") && slash > 0) {
            changed = faults.change().test(names.substring(0, slash), names.substring(slash + 1));
        } else if (method.equals("DELETE") && slash < 0) {
            changed = faults.change().test(names, SampleFaults.NONE);
        } else {
            exchange.getResponseHeaders().set(HttpHeaders.ALLOW, slash < 0 ? "DELETE" : "PUT");
            PlainDocument.refuse(exchange, 405);
            return;
        }
        if (changed) {
            Headers headers = exchange.getResponseHeaders();
            headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
            headers.set(
                    RequestId.HEADER,
                    Objects.requireNonNull(exchange.getRequestHeaders().getFirst(RequestId.HEADER)));
            exchange.sendResponseHeaders(204, -1);
        } else {
            PlainDocument.refuse(exchange, 404);
        }
    }

    private byte[] json() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeArrayFieldStart("services");
            for (Map.Entry<String, String> service : faults.current().get().entrySet()) {
                json.writeStartObject();
                json.writeStringField("service", service.getKey());
                json.writeStringField("fault", service.getValue());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("faults");
            for (String fault : faults.faults()) {
                json.writeString(fault);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
