package org.ar1.integration.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
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

/**
 * What every {@link HttpTransport} does, as tests against a server on the loopback: extend it, and give it a transport. JUnit Jupiter and AssertJ have to be on the class path.
 */
public abstract class HttpTransportContract {

    private static final String SEVERAL = "X-Several: one\r\nX-Several: two\r\n";

    private final CountDownLatch released = new CountDownLatch(1);
    private ServerSocket server;
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
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads = Executors.newCachedThreadPool();
        threads.execute(this::accept);
    }

    @AfterEach
    void stopServer() throws IOException {
        released.countDown();
        server.close();
        threads.shutdownNow();
    }

    private void accept() {
        while (true) {
            try {
                Socket connection = server.accept();
                threads.execute(() -> serve(connection));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    /** Answers one request, and closes the connection. */
    private void serve(Socket connection) {
        try (connection) {
            BufferedReader reader = new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8));
            String path = reader.readLine().split(" ", -1)[1];
            String asked = "";
            for (String line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
                asked = line.startsWith("X-Asked: ") ? line.substring("X-Asked: ".length()) : asked;
            }
            OutputStream out = connection.getOutputStream();
            switch (path) {
                case "/echo" -> send(out, "200 OK", "Content-Length: 8\r\n", "got " + asked);
                case "/moved" -> send(out, "302 Found", "Location: /echo\r\nContent-Length: 0\r\n", "");
                case "/empty" -> send(out, "503 Service Unavailable", "Content-Length: 0\r\n", "");
                case "/cut" -> send(out, "200 OK", "Content-Length: 100\r\n", "the beginning");
                default -> {
                    send(out, "200 OK", "Content-Length: 100\r\n", "a");
                    awaitRelease();
                }
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }

    private static void send(OutputStream out, String status, String headers, String body) throws IOException {
        out.write(("HTTP/1.1 " + status + "\r\nConnection: close\r\n" + SEVERAL + headers + "\r\n" + body)
                .getBytes(UTF_8));
        out.flush();
    }

    private void awaitRelease() {
        try {
            released.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private CompletableFuture<Response> get(String path, Map<String, String> headers) {
        return transport().get(URI.create("http://127.0.0.1:" + server.getLocalPort() + path), headers);
    }

    private Response join(String path) {
        return get(path, Map.of()).orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Test
    void sendsTheHeadersAndGivesStatusHeadersAndBody() throws IOException {
        Response response = get("/echo", Map.of("X-Asked", "this"))
                .orTimeout(30, TimeUnit.SECONDS)
                .join();

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
