package org.ar1.integration.jaxrs.server.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;

/** Says of every answer that what is in it is sample data, where it is. */
public final class SampleDataHeader implements HttpHandler {

    static final String HEADER = "X-Sample-Data";

    private final boolean sampleData;
    private final HttpHandler next;

    public SampleDataHeader(boolean sampleData, HttpHandler next) {
        this.sampleData = sampleData;
        this.next = next;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (sampleData) {
            exchange.getResponseHeaders().set(HEADER, "true");
        }
        next.handle(exchange);
    }
}
