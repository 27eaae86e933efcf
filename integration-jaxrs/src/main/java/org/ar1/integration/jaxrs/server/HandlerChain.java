package org.ar1.integration.jaxrs.server;

import com.sun.net.httpserver.HttpHandler;
import java.util.List;
import java.util.stream.Stream;
import org.ar1.integration.jaxrs.server.auth.BearerAuthHandler;
import org.ar1.integration.jaxrs.server.auth.TokensFile;
import org.ar1.integration.jaxrs.server.demo.FaultsHandler;
import org.ar1.integration.jaxrs.server.demo.SampleDataHeader;
import org.ar1.integration.jaxrs.server.demo.SampleFaults;
import org.ar1.integration.jaxrs.server.files.StaticFiles;
import org.ar1.integration.jaxrs.server.health.Health;
import org.ar1.integration.jaxrs.server.health.HealthHandler;
import org.ar1.integration.jaxrs.server.http.AccessLog;
import org.ar1.integration.jaxrs.server.http.Compression;
import org.ar1.integration.jaxrs.server.http.ConcurrencyLimitHandler;
import org.ar1.integration.jaxrs.server.http.Cors;
import org.ar1.integration.jaxrs.server.http.ErrorHandler;
import org.ar1.integration.jaxrs.server.http.RequestCheck;
import org.ar1.integration.jaxrs.server.http.RequestContextHandler;
import org.ar1.integration.jaxrs.server.http.Routes;
import org.ar1.integration.jaxrs.server.http.SecurityHeaders;
import org.ar1.integration.jaxrs.server.metrics.ServerMetrics;
import org.jspecify.annotations.Nullable;

/** The way of a request; the one place where it is put together. */
final class HandlerChain {

    private HandlerChain() {}

    /**
     * The chain, from the inside out.
     *
     * @param admission what is innermost: a bound, then files from memory, plain requests for reports, and JAX-RS
     * @param tokens who may read; null when everyone may
     */
    static HttpHandler of(
            ServerConfig config,
            ConcurrencyLimitHandler admission,
            Health health,
            ServerMetrics metrics,
            @Nullable TokensFile tokens) {
        HttpHandler way = admission;
        way = metrics.page(way); // past the bound, so that it answers under any load
        way = new HealthHandler(health, tokens == null, way); // under any load too
        SampleFaults faults = config.sampleFaults();
        if (faults != null) {
            way = new FaultsHandler(faults, way); // of the demo alone
        }
        way = new Compression(way); // of what is not compressed yet
        if (tokens != null) {
            way = new BearerAuthHandler(tokens, way); // who may read
        }
        way = new ErrorHandler(way); // an answer like any other, with the headers that follow
        way = new Cors(config.corsOrigins(), way); // who may read the answers in a browser
        way = new RequestCheck(way); // what is no request
        way = new SampleDataHeader(config.sampleData(), way); // a header for the demo
        way = new SecurityHeaders(!config.corsOrigins().isEmpty(), way); // what browsers must not do
        way = metrics.timed(way); // what becomes of each request
        way = new AccessLog(way); // one line a request
        return new RequestContextHandler(way); // request id, trace, a parsable Host, an answer whatever happens
    }

    /** What is answered without the JAX-RS application, for the list that it gives. */
    static List<String> endpoints(ServerMetrics metrics, ServerConfig config) {
        List<String> faults = config.sampleFaults() == null ? List.of() : List.of(Routes.FAULTS);
        return Stream.of(HealthHandler.ENDPOINTS, metrics.endpoints(), StaticFiles.ENDPOINTS, faults)
                .flatMap(List::stream)
                .toList();
    }
}
