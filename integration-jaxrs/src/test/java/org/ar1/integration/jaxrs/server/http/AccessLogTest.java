package org.ar1.integration.jaxrs.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.ar1.integration.jaxrs.FakeClient;
import org.ar1.integration.jaxrs.Http;
import org.ar1.integration.jaxrs.Reports;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.source.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The lines are written when the answer is there already, so each test waits for its own. */
class AccessLogTest {

    private final BlockingQueue<ILoggingEvent> lines = new LinkedBlockingQueue<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(AccessLog.LOGGER_NAME);
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            event.prepareForDeferredProcessing(); // takes the MDC of the thread
            lines.add(event);
        }
    };
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer http;
    private URI uri;

    @BeforeEach
    void start() throws Exception {
        logger.setLevel(Level.INFO);
        appender.start();
        logger.addAppender(appender);
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(threads);
        http.start();
        uri = URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/");
    }

    @AfterEach
    void stop() {
        http.stop(0);
        threads.shutdownNow();
        logger.detachAppender(appender);
        logger.setLevel(null);
    }

    /** What the next line holds as key-value pairs and as context, after a check that its message says the same. */
    private Map<String, String> line() throws InterruptedException {
        ILoggingEvent event = lines.poll(1, TimeUnit.MINUTES);
        assertThat(event).as("a line").isNotNull();
        Map<String, String> line = new HashMap<>(event.getMDCPropertyMap());
        event.getKeyValuePairs().forEach(pair -> line.put(pair.key, String.valueOf(pair.value)));
        String outcome = line.get("outcome");
        assertThat(event.getFormattedMessage())
                .matches("[\\x20-\\x7e]*")
                .isEqualTo(
                        "%s %s %s %s bytes %s ms%s",
                        line.get("method"),
                        line.get("path"),
                        line.get("status"),
                        line.get("bytes"),
                        line.get("duration_ms"),
                        outcome.equals("answered") ? "" : " " + outcome);
        return line;
    }

    private void serve(HttpHandler handler) {
        http.createContext("/", new RequestContextHandler(new AccessLog(new ErrorHandler(handler))));
    }

    @Test
    void aRequestIsOneLine() throws Exception {
        FakeClient client = new FakeClient(
                labType -> Reports.labUtilization(
                        labType,
                        IntegrationStatus.SUCCESS,
                        null,
                        List.of(Reports.source(Outcome.LIVE, Instant.now(), 1))),
                Reports::serverAllocation);
        try (IntegrationServer server = Http.start(client)) {
            String trace = "0af7651916cd43dd8448eb211c80319c";
            String body = Http.get(
                            server,
                            "/integration/lab-utilization/a%20b",
                            "X-Request-Id",
                            "mine",
                            "traceparent",
                            "00-" + trace + "-b7ad6b7169203331-01",
                            "Authorization",
                            "Bearer secret",
                            "User-Agent",
                            "agent")
                    .body();

            assertThat(line())
                    .containsEntry("method", "GET")
                    .containsEntry("path", "/integration/lab-utilization/a%20b")
                    .containsEntry("query", "")
                    .containsEntry("status", "200")
                    .containsEntry("bytes", Integer.toString(body.length()))
                    .containsEntry("request_id", "mine")
                    .containsEntry("trace_id", trace)
                    .containsEntry("remote", "127.0.0.1")
                    .containsEntry("outcome", "answered")
                    .containsEntry("cache_status", "ar1-integration; fwd=miss; detail=\"live=1\"")
                    .containsOnlyKeys(
                            "method",
                            "path",
                            "query",
                            "status",
                            "bytes",
                            "duration_ms",
                            "request_id",
                            "trace_id",
                            "remote",
                            "outcome",
                            "cache_status");
            assertThat(lines).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/nothing,404",
        "POST,/,405",
        "HEAD,/integration/lab-utilization,200",
        "OPTIONS,/,200",
        "GET,/integration/lab-utilization/%ff,400",
        "GET,/integration/lab%2Dutilization,200",
        "GET,/integration/lab-utilization/a;b,200",
        "BREW,/metrics,501"
    })
    void everyAnswerHasItsLine(String method, String path, int status) throws Exception {
        try (IntegrationServer server = Http.start(new FakeClient())) {
            Http.send(server, method, path);

            assertThat(line())
                    .containsEntry("method", method)
                    .containsEntry("path", path)
                    .containsEntry("status", Integer.toString(status))
                    .containsEntry("outcome", "answered");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "//x/integration/lab-utilization,//x/integration/lab-utilization,404",
        "foo:/metrics,foo:/metrics,400",
        "/metrics#secret,/metrics,400",
        "http://user:secret@x/metrics,http://?@x/metrics,400"
    })
    void aPathIsLoggedAsItWasSent(String target, String path, int status) throws Exception {
        try (IntegrationServer server = Http.start(new FakeClient())) {
            Http.raw(server.uri(), "GET " + target + " HTTP/1.1", "Host: x");

            assertThat(line())
                    .containsEntry("path", path)
                    .containsEntry("status", Integer.toString(status))
                    .allSatisfy((key, value) -> assertThat(value).doesNotContain("secret"));
        }
    }

    @Test
    void aRefusedRequestHasItsLine() throws Exception {
        serve(new ConcurrencyLimitHandler(0, exchange -> {}));
        Http.send(uri, "GET", "/");

        assertThat(line()).containsEntry("status", "503").containsEntry("outcome", "answered");
    }

    @Test
    void anExceptionHasItsLine() throws Exception {
        serve(exchange -> {
            throw new IOException("secret");
        });
        Http.send(uri, "GET", "/");

        assertThat(line()).containsEntry("status", "500").containsEntry("outcome", "answered");
    }

    @Test
    void whatFailsAroundTheAnswersIsSeenAsTheCallerSeesIt() throws Exception {
        http.createContext("/", new RequestContextHandler(new AccessLog(exchange -> {
            throw new LinkageError("secret");
        })));

        assertThat(Http.send(uri, "GET", "/").statusCode()).isEqualTo(500);
        assertThat(line()).containsEntry("status", "500").containsEntry("outcome", "failed");
    }

    @Test
    void anAnswerOfUnknownLengthIsCountedAndComplete() throws Exception {
        serve(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(new byte[3]);
                body.write(7);
            }
        });
        Http.send(uri, "GET", "/");

        assertThat(line()).containsEntry("bytes", "4").containsEntry("outcome", "answered");
    }

    @Test
    void aCallerWhoLeavesHasItsLine() throws Exception {
        byte[] much = new byte[1 << 20];
        serve(exchange -> {
            exchange.sendResponseHeaders(200, (long) much.length * 1_000);
            for (int i = 0; i < 1_000; i++) {
                exchange.getResponseBody().write(much);
            }
        });
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.getOutputStream().write("GET /x HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().read();
        }

        assertThat(line())
                .containsEntry("path", "/x")
                .containsEntry("status", "200")
                .containsEntry("outcome", "broken_off");
    }

    @Test
    void anAnswerCutShortIsBrokenOff() throws Exception {
        serve(exchange -> {
            exchange.sendResponseHeaders(200, 10);
            exchange.getResponseBody().write(new byte[3]);
            throw new IllegalStateException("halfway");
        });
        Http.raw(uri, "GET / HTTP/1.1", "Host: x");

        assertThat(line()).containsEntry("bytes", "3").containsEntry("outcome", "broken_off");
    }

    @ParameterizedTest
    @CsvSource({
        "?refresh=true,refresh=true",
        "?refresh=false,refresh=false",
        "?format=csv&bom=true&refresh=false,format=csv&bom=true&refresh=false",
        "?format=xml,...",
        "?format=csv&,format=csv&",
        "?format=ndjson&limit=20&offset=40,format=ndjson&limit=20&offset=40",
        "?zone=Europe/Berlin,zone=Europe/Berlin",
        "?zone=Europe%2FBerlin&hours=2,zone=Europe%2FBerlin&hours=2",
        "?zone=a:b,...",
        "'?kind=idle_lab,change&severity=warning','kind=idle_lab,change&severity=warning'",
        "?sort=-days_left&confidence=high&state=ok,sort=-days_left&confidence=high&state=ok",
        "?status=unknown&server=3&finding=undecided,status=unknown&server=3&finding=undecided",
        "?lab_type=cpp-templates&from=1&to=4,lab_type=cpp-templates&from=1&to=4",
        "'?subject=server:3,fleet','subject=server:3,fleet'",
        "?subject=lab%3ACOBOL,subject=lab%3ACOBOL",
        "?subject=user:4711,...",
        "?server=s3cret,...",
        "?kind=Token1,...",
        "?limit,...",
        "?refresh=maybe,...",
        "?token=secret,...",
        "?refresh=true&token=secret,refresh=true&...",
        "?token=a&secret=b&limit=5&x,...&limit=5&...",
        "?secret,...",
        "?,''"
    })
    void ofTheQueryOnlyWhatIsKnownIsShown(String query, String shown) throws Exception {
        serve(exchange -> exchange.sendResponseHeaders(204, -1));
        Http.send(uri, "GET", "/" + query);

        assertThat(line()).containsEntry("query", shown);
    }

    @Test
    void nothingUncheckedReachesALine() throws Exception {
        serve(exchange -> exchange.sendResponseHeaders(204, -1));
        Http.raw(
                uri,
                "G\u001b[31mT /a%0d%0ab/\u00e4?x=%0d%0a HTTP/1.1",
                "Host: x",
                "X-Request-Id: a\u001b]0;b",
                "traceparent: 00-secret",
                "X-Forwarded-For: secret",
                "User-Agent: secret",
                "Cookie: secret");

        assertThat(line())
                .containsEntry("method", "?")
                .allSatisfy((key, value) ->
                        assertThat(value).matches("[\\x20-\\x7e]*").doesNotContain("secret"));
    }

    @Test
    void aLongPathIsShortened() throws Exception {
        serve(exchange -> exchange.sendResponseHeaders(204, -1));
        Http.send(uri, "GET", "/" + "x".repeat(5_000));

        assertThat(line().get("path")).hasSize(503).endsWith("...");
    }

    @Test
    void theIdsAreInWhatIsLoggedOnTheWayAndNotAfterIt() throws Exception {
        BlockingQueue<Map<String, String>> seen = new LinkedBlockingQueue<>();
        HttpHandler guard = new RequestContextHandler(exchange -> {
            seen.add(MDC.getCopyOfContextMap());
            exchange.sendResponseHeaders(204, -1);
        });
        http.createContext("/", exchange -> {
            guard.handle(exchange);
            Map<String, String> left = MDC.getCopyOfContextMap();
            seen.add(left == null ? Map.of() : left);
        });
        Http.send(uri, "GET", "/", "X-Request-Id", "mine");

        assertThat(seen.poll(1, TimeUnit.MINUTES))
                .containsEntry("request_id", "mine")
                .containsOnlyKeys("request_id", "trace_id");
        assertThat(seen.poll(1, TimeUnit.MINUTES)).isEmpty();
    }
}
