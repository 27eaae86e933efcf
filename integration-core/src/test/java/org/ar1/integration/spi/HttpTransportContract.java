package org.ar1.integration.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.ar1.integration.spi.HttpTransport.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link HttpTransport} does, as tests against a server on the loopback: extend it, and give it a transport.
 * JUnit Jupiter and AssertJ have to be on the class path, and the JDK's module jdk.httpserver.
 */
@Timeout(60)
public abstract class HttpTransportContract {

    private final CountDownLatch held = new CountDownLatch(1);
    private HttpServer server;
    private ExecutorService threads;

    /** For the test of an implementation. */
    protected HttpTransportContract() {}

    /**
     * The transport under test.
     *
     * @return the same one throughout a test
     */
    protected abstract HttpTransport transport();

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stopServer() {
        held.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            exchange.getResponseHeaders().add("X-Several", "one");
            exchange.getResponseHeaders().add("X-Several", "two");
            byte[] body = ("got " + exchange.getRequestHeaders().getFirst("X-Asked")).getBytes(UTF_8);
            switch (path) {
                case "/echo" -> {
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                }
                case "/moved" -> {
                    exchange.getResponseHeaders().add("Location", "/echo");
                    exchange.sendResponseHeaders(302, -1);
                }
                case "/empty" -> exchange.sendResponseHeaders(503, -1);
                case "/held" -> {
                    exchange.sendResponseHeaders(200, 0);
                    OutputStream out = exchange.getResponseBody();
                    out.write('a');
                    out.flush();
                    awaitRelease();
                }
                case "/cut" -> {
                    exchange.sendResponseHeaders(200, body.length + 10L);
                    exchange.getResponseBody().write(body);
                }
                default -> exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    private void awaitRelease() {
        try {
            held.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private CompletableFuture<Response> get(String path, Map<String, String> headers) {
        return transport().get(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path), headers);
    }

    private Response join(String path) {
        return get(path, Map.of()).orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Test
    void sendsTheHeadersAndGivesStatusHeadersAndBody() throws IOException {
        Response response =
                get("/echo", Map.of("X-Asked", "this")).orTimeout(30, TimeUnit.SECONDS).join();

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("x-several")).contains("one");
        assertThat(response.headers().entrySet())
                .anySatisfy(header -> assertThat(header.getValue()).isEqualTo(List.of("one", "two")));
        try (InputStream body = response.body()) {
            assertThat(new String(body.readAllBytes(), UTF_8)).isEqualTo("got this");
        }
    }

    @Test
    void anErrorIsAnAnswerAndAnAnswerMayHaveNoBody() throws IOException {
        Response response = join("/empty");

        assertThat(response.status()).isEqualTo(503);
        try (InputStream body = response.body()) {
            assertThat(body.readAllBytes()).isEmpty();
        }
    }

    @Test
    void aRedirectIsNotFollowed() throws IOException {
        Response response = join("/moved");
        response.body().close();

        assertThat(response.status()).isEqualTo(302);
        assertThat(response.header("Location")).contains("/echo");
    }

    @Test
    void theFutureIsDoneBeforeTheBodyIs() throws IOException {
        try (InputStream body = join("/held").body()) {
            assertThat(body.read()).isEqualTo('a');
        }
    }

    @Test
    void aBodyThatBreaksOffThrows() throws IOException {
        try (InputStream body = join("/cut").body()) {
            assertThatIOException().isThrownBy(body::readAllBytes);
        }
    }

    @Test
    void aServerThatIsNotThereFailsTheFuture() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        CompletableFuture<Response> answer = transport().get(URI.create("http://127.0.0.1:" + port + "/"), Map.of());

        assertThat(answer.handle((response, failure) -> failure != null)
                        .orTimeout(30, TimeUnit.SECONDS)
                        .join())
                .isTrue();
    }

    @Test
    void severalRequestsAreAnsweredAtOnce() throws IOException {
        Response first = join("/held");
        Response second = join("/held");

        assertThat(first.body().read()).isEqualTo('a');
        assertThat(second.body().read()).isEqualTo('a');
        first.body().close();
        second.body().close();
    }
}
