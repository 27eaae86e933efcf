package org.ar1.integration.jaxrs.server.metrics;

import com.sun.net.httpserver.HttpHandler;
import java.util.List;
import java.util.function.LongSupplier;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.jaxrs.server.http.ConcurrencyLimitHandler;

/** What the server records of itself, without a type of the library that it records with: that one may be missing. */
public interface ServerMetrics extends AutoCloseable {

    /** Records nothing and adds nothing to the way of a request. */
    ServerMetrics NONE = new ServerMetrics() {};

    /** Metrics for one server, if Micrometer's Prometheus registry is on the class path. */
    static ServerMetrics create() {
        try {
            Class.forName(
                    "io.micrometer.prometheusmetrics.PrometheusMeterRegistry",
                    false,
                    ServerMetrics.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            return NONE;
        }
        return new PrometheusMetrics();
    }

    /** Has the client that is built tell what it does. */
    default void observe(IntegrationClient.Builder client) {}

    /** Shows the reports of a client, which each scrape reads. */
    default void observe(IntegrationClient client) {}

    /** Shows how many requests are answered at once, and how many were refused. */
    default void observe(ConcurrencyLimitHandler admission) {}

    /** Shows how many lines the log has dropped. */
    default void observe(LongSupplier droppedLogLines) {}

    /** Counts and times what the rest of the way does with a request. */
    default HttpHandler timed(HttpHandler next) {
        return next;
    }

    /** The paths that {@link #page} answers. */
    default List<String> endpoints() {
        return List.of();
    }

    /** Answers at {@code /metrics}. */
    default HttpHandler page(HttpHandler next) {
        return next;
    }

    @Override
    default void close() {}
}
