package org.ar1.integration.jaxrs.server;

import com.sun.net.httpserver.HttpServer;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.jaxrs.IntegrationFeature;
import org.ar1.integration.jaxrs.answer.Answers;
import org.ar1.integration.jaxrs.http.ServiceInfo;
import org.ar1.integration.jaxrs.server.auth.TokensFile;
import org.ar1.integration.jaxrs.server.files.StaticFiles;
import org.ar1.integration.jaxrs.server.health.Health;
import org.ar1.integration.jaxrs.server.health.KnownHealth;
import org.ar1.integration.jaxrs.server.http.BoundedRequests;
import org.ar1.integration.jaxrs.server.http.ConcurrencyLimitHandler;
import org.ar1.integration.jaxrs.server.http.ReportsHandler;
import org.ar1.integration.jaxrs.server.http.RequestThreads;
import org.ar1.integration.jaxrs.server.jersey.JerseyBootstrap;
import org.ar1.integration.jaxrs.server.jersey.JerseyHandler;
import org.ar1.integration.jaxrs.server.metrics.ServerMetrics;
import org.ar1.integration.jaxrs.server.tls.TlsFiles;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the reports over HTTP without an application server: the {@link IntegrationFeature} on Jersey and the JDK's
 * HTTP server. Jersey must be on the class path; if a part of it is missing,
 * {@link IntegrationServerBuilder#start} throws an {@link IllegalStateException} that names it.
 *
 * <pre>{@code
 * try (IntegrationServer server = IntegrationServer.builder()
 *         .config(IntegrationConfig.fromEnvironment())
 *         .server(ServerConfig.fromEnvironment())
 *         .start()) {
 *     System.out.println(server.uri());
 *     ...
 * }
 * }</pre>
 *
 * <p>The server listens on {@link ServerConfig#host} and {@link ServerConfig#port}; port 0 means any free port. It
 * answers at most 192 requests at once, on virtual threads if the JDK has them (21 and later). Requests beyond that get
 * 503 with {@code Retry-After}. Errors of all paths are problem details, as described at {@link IntegrationFeature}. A
 * malformed request line or {@code Host} is answered with 400, an unknown method with 501, a version other than HTTP/1
 * with 505. Only requests that the JDK's server itself refuses get its own plain answer, or none.
 *
 * <p>With {@link ServerConfig#tokensFile} callers must send a token, except for {@code /}, the pages, the API
 * description and health without its details. Only then the path {@code /integration/users/{user_id}} exists. On an
 * address outside the loopback interface, a server starts only with tokens or with {@link ServerConfig#open}. With
 * {@link ServerConfig#tlsKeystore} the server speaks TLS 1.2 and 1.3, else plain HTTP.
 *
 * <p>The first server of a JVM sets these system properties of the JDK's HTTP server, unless they are set:
 * {@code nodelay}, {@code maxReqTime} (10 s), {@code maxRspTime} (60 s, or 30 s more than twice the report deadline),
 * {@code maxReqHeaders} (200), {@code maxReqHeaderSize} (65,536), {@code idleInterval} (75 s),
 * {@code maxIdleConnections} (1,000), all with the prefix {@code sun.net.httpserver.}, and
 * {@code jdk.httpserver.maxConnections} (4,000).
 *
 * <p>{@code /health/live}, {@code /health/ready}, {@code /health/started} and {@code /health} answer in the format of
 * MicroProfile Health under any load. They report a failing service as data; only a server that stops is not ready.
 *
 * <p>{@code /metrics} answers Prometheus text, or OpenMetrics to callers that accept it, under any load, if
 * Micrometer's Prometheus registry is on the class path. Without the registry the server runs, and that path does not
 * exist. A scrape reads both reports and the insights like any reader, so that the figures of the campus are current even without other
 * readers. It waits half a second at most for them.
 *
 * <p>The logger {@code org.ar1.integration.access} gets one line per request, with its figures as SLF4J key-value
 * pairs. The MDC holds {@code request_id} and {@code trace_id} during a request. The server passes a valid
 * {@code traceparent} of the caller, or else a new one, to the services. Request threads wait for the logger; use a
 * logging backend that does not block them.
 *
 * <p>Several servers may run in one JVM. Thread-safe.
 */
public final class IntegrationServer implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(IntegrationServer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int REQUESTS_AT_ONCE = 192;
    /** The further threads answer that there are too many requests. */
    private static final int PLATFORM_THREADS = REQUESTS_AT_ONCE + 32;

    private final HttpServer http;
    private final ExecutorService threads;
    private final JerseyHandler jersey;
    private final ConcurrencyLimitHandler admission;
    private final Health health;
    private final ServerMetrics metrics;
    private final @Nullable TokensFile tokens;
    private final @Nullable TlsFiles tls;
    private final @Nullable IntegrationClient owned;
    private final URI uri;
    private final AtomicBoolean closed = new AtomicBoolean();

    IntegrationServer(
            HttpServer http,
            ServerConfig serverConfig,
            IntegrationClient client,
            @Nullable IntegrationClient owned,
            @Nullable BooleanSupplier sharedCacheReachable,
            ServerMetrics metrics,
            @Nullable TokensFile tokens,
            @Nullable TlsFiles tls,
            JerseyBootstrap beginning) {
        this.http = http;
        this.metrics = metrics;
        this.owned = owned;
        this.uri = ListenAddress.uri(http);
        this.threads = RequestThreads.create(PLATFORM_THREADS);
        metrics.observe(client);
        Answers answers = Answers.of(
                client, serverConfig.sampleData(), tokens != null, HandlerChain.endpoints(metrics, serverConfig));
        this.jersey = beginning.end(answers);
        this.admission =
                new ConcurrencyLimitHandler(REQUESTS_AT_ONCE, new StaticFiles(new ReportsHandler(answers, jersey)));
        this.health = new Health(closed::get, admission, KnownHealth.of(client), sharedCacheReachable);
        this.tokens = tokens;
        this.tls = tls;
        metrics.observe(admission);
        LongSupplier droppedLogLines = serverConfig.droppedLogLines();
        if (droppedLogLines != null) {
            metrics.observe(droppedLogLines);
        }
        int most = BoundedRequests.most(Runtime.getRuntime().maxMemory(), PLATFORM_THREADS);
        http.setExecutor(new BoundedRequests(threads, most));
        http.createContext("/", HandlerChain.of(serverConfig, admission, health, metrics, tokens));
        http.start();
    }

    /**
     * Returns a builder with the default settings of the library and of the server.
     *
     * @return a new builder
     */
    public static IntegrationServerBuilder builder() {
        return new IntegrationServerBuilder();
    }

    /**
     * Returns the version that {@code GET /} states.
     *
     * @return the version of this module
     */
    public static String version() {
        return ServiceInfo.version();
    }

    /**
     * Returns the URL of the server.
     *
     * @return the URL, ending with a slash; with the loopback address when the server listens on all addresses
     */
    public URI uri() {
        return uri;
    }

    /**
     * Returns the port that the server listens on.
     *
     * @return the port, also where the settings say any free one
     */
    public int port() {
        return uri.getPort();
    }

    /**
     * Stops the server. The server becomes not ready and answers new requests with 503, while its health checks still
     * answer. Requests in flight have ten seconds to complete. The threads of the server end, and the client is closed
     * if the server made it. Closing again does nothing.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        if (!admission.drain(PATIENCE)) {
            LOGGER.warn("Requests were still in flight after {}; they are cut off", PATIENCE);
        }
        http.stop(0);
        if (owned != null) {
            owned.close();
        }
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                LOGGER.warn("A request does not end; its thread is left behind");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (tokens != null) {
            tokens.close();
        }
        if (tls != null) {
            tls.close();
        }
        jersey.close();
        metrics.close();
    }
}
