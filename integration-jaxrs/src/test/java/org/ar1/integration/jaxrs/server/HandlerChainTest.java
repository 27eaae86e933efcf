package org.ar1.integration.jaxrs.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.ar1.integration.jaxrs.Http;
import org.ar1.integration.jaxrs.http.Problem;
import org.ar1.integration.jaxrs.server.auth.BearerAuthHandler;
import org.ar1.integration.jaxrs.server.auth.TokensFile;
import org.ar1.integration.jaxrs.server.auth.TokensFileTest;
import org.ar1.integration.jaxrs.server.http.Compression;
import org.ar1.integration.jaxrs.server.http.ConcurrencyLimitHandler;
import org.ar1.integration.jaxrs.server.http.ErrorHandler;
import org.ar1.integration.jaxrs.server.http.RequestContextHandler;
import org.ar1.integration.jaxrs.server.http.RequestThreads;
import org.ar1.integration.jaxrs.server.http.SecurityHeaders;
import org.ar1.integration.jaxrs.server.http.ServerExchange;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The handlers around the JAX-RS application, with something else inside. */
class HandlerChainTest {

    private final ExecutorService threads = RequestThreads.pool(4);
    private HttpServer http;
    private URI uri;

    @BeforeEach
    void listen() throws Exception {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(threads);
        http.start();
        uri = URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/");
    }

    @AfterEach
    void stop() {
        http.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpHandler handler) {
        http.createContext("/", handler);
    }

    @Test
    void anExceptionBehindTheGuardIsAProblem() throws Exception {
        serve(new RequestContextHandler(exchange -> {
            exchange.getResponseHeaders().set("X-Half-Done", "yes");
            throw new IOException("secret");
        }));

        HttpResponse<String> answer = Http.send(uri, "GET", "/", "X-Request-Id", "mine");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(Problem.MEDIA_TYPE);
        assertThat(answer.headers().firstValue("X-Half-Done")).isEmpty();
        assertThat(Http.json(answer).path("request_id").asText()).isEqualTo("mine");
        assertThat(answer.body()).doesNotContain("secret");
    }

    @Test
    void anErrorBehindTheGuardIsAProblem() {
        serve(new RequestContextHandler(exchange -> {
            throw new LinkageError("secret");
        }));

        assertThat(Http.send(uri, "GET", "/").statusCode()).isEqualTo(500);
        assertThat(Http.send(uri, "HEAD", "/").statusCode()).isEqualTo(500);
    }

    @Test
    void anAnswerThatFailsHalfwayIsCutAndTheServerGoesOn() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        serve(new RequestContextHandler(exchange -> {
            exchange.sendResponseHeaders(200, 10);
            exchange.getResponseBody().write(new byte[requests.incrementAndGet() == 1 ? 3 : 10]);
            exchange.getResponseBody().flush();
            if (requests.get() == 1) {
                throw new IllegalStateException("halfway");
            }
        }));

        assertThat(Http.raw(uri, "GET / HTTP/1.1", "Host: x"))
                .startsWith("HTTP/1.1 200 ")
                .doesNotContain("halfway");
        assertThat(Http.send(uri, "GET", "/").statusCode()).isEqualTo(200);
    }

    @Test
    void anAnswerThatFailsWhileItIsHeldIsAProblemWithTheHeadersOfAll() {
        serve(new RequestContextHandler(new SecurityHeaders(false, new ErrorHandler(new Compression(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 5_000);
            exchange.getResponseBody().write(new byte[4_000]);
            throw new IllegalStateException("halfway");
        })))));

        HttpResponse<String> answer = Http.send(uri, "GET", "/", "Accept-Encoding", "gzip");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(Http.json(answer).path("type").asText()).endsWith(":internal-error");
        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void theNameOfTheCallerIsKnownBehindTheDoorsAndTheTokenIsNot(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("tokens"), TokensFileTest.line("grafana", "secret"));
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        serve(new RequestContextHandler(new BearerAuthHandler(TokensFile.open(file), new Compression(exchange -> {
            seen.add(ServerExchange.of(exchange).caller() + " "
                    + exchange.getRequestHeaders().containsKey("Authorization"));
            exchange.sendResponseHeaders(204, -1);
        }))));

        Http.send(uri, "GET", "/any", "Authorization", "Bearer secret");
        Http.send(uri, "GET", "/", "Authorization", "Bearer another");
        Http.send(uri, "GET", "/");

        assertThat(seen).containsExactly("grafana false", "null false", "null false");
    }

    @Test
    void oneRequestTooManyIs503WithRetryAfter() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        serve(new RequestContextHandler(new ConcurrencyLimitHandler(1, exchange -> {
            arrived.countDown();
            IntegrationServerTest.await(goOn);
            exchange.sendResponseHeaders(204, -1);
        })));
        CompletableFuture<HttpResponse<String>> first =
                Http.CLIENT.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        IntegrationServerTest.await(arrived);

        HttpResponse<String> second = Http.send(uri, "GET", "/");
        goOn.countDown();

        assertThat(second.statusCode()).isEqualTo(503);
        assertThat(second.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(Http.json(second).path("type").asText()).endsWith(":overloaded");
        assertThat(Http.json(second).path("request_id").asText())
                .isEqualTo(second.headers().firstValue("X-Request-Id").orElseThrow());
        assertThat(first.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(204);
    }

    @Test
    void aFailedRequestMakesRoomAgain() {
        ConcurrencyLimitHandler admission = new ConcurrencyLimitHandler(1, exchange -> {
            throw new IllegalStateException("each time");
        });
        serve(new RequestContextHandler(admission));

        for (int i = 0; i < 3; i++) {
            assertThat(Http.send(uri, "GET", "/").statusCode()).isEqualTo(500);
        }

        assertThat(admission.drain(Duration.ofSeconds(20))).isTrue();
    }

    @Test
    void aStopWaitsForTheEndOfAnExchangeAndTheBoundDoesNot() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        ConcurrencyLimitHandler admission = new ConcurrencyLimitHandler(1, exchange -> {});
        serve(new RequestContextHandler(exchange -> {
            admission.handle(exchange);
            held.countDown();
            IntegrationServerTest.await(goOn);
            exchange.sendResponseHeaders(204, -1);
        }));
        CompletableFuture<HttpResponse<String>> inFlight =
                Http.CLIENT.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        IntegrationServerTest.await(held);

        assertThat(admission.inFlight()).isZero();
        assertThat(admission.drain(Duration.ofMillis(1))).isFalse();
        goOn.countDown();
        assertThat(admission.drain(Duration.ofSeconds(20))).isTrue();
        assertThat(inFlight.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(204);
    }

    @Test
    void drainingDoesNotWaitForEver() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        ConcurrencyLimitHandler admission = new ConcurrencyLimitHandler(2, exchange -> {
            arrived.countDown();
            IntegrationServerTest.await(goOn);
            exchange.sendResponseHeaders(204, -1);
        });
        serve(new RequestContextHandler(admission));
        CompletableFuture<HttpResponse<String>> inFlight =
                Http.CLIENT.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        IntegrationServerTest.await(arrived);

        assertThat(admission.drain(Duration.ofMillis(1))).isFalse();
        goOn.countDown();
        assertThat(admission.drain(Duration.ofSeconds(20))).isTrue();
        assertThat(inFlight.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(204);
    }

    @Test
    void anInterruptEndsTheWait() {
        ConcurrencyLimitHandler admission = new ConcurrencyLimitHandler(1, exchange -> {});
        Thread.currentThread().interrupt();

        assertThat(admission.drain(Duration.ofSeconds(20))).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void requestsBeyondThePlatformThreadsWait() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(10);
        for (int i = 0; i < 10; i++) {
            threads.execute(() -> {
                IntegrationServerTest.await(goOn);
                done.countDown();
            });
        }

        goOn.countDown();

        IntegrationServerTest.await(done);
        threads.shutdown();
        Assertions.assertThatThrownBy(() -> threads.execute(done::countDown))
                .isInstanceOf(RejectedExecutionException.class);
    }
}
