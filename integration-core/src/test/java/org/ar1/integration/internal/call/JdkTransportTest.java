package org.ar1.integration.internal.call;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.ar1.integration.spi.HttpTransport.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hosts with several addresses. */
@Timeout(120)
class JdkTransportTest {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(30)).build();

    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<String> hosts = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private ServerSocket listener(String address, int port) throws IOException {
        ServerSocket listener = new ServerSocket(port, 50, address(address));
        open.add(listener);
        return listener;
    }

    private static void requireIpv6() {
        try (ServerSocket probe = new ServerSocket(0, 1, address("::1"))) {
            assertThat(probe.getInetAddress()).isInstanceOf(Inet6Address.class);
        } catch (IOException e) {
            assumeThat(e).as("there is no IPv6 here").isNull();
        }
    }

    /** Answers each request with 200, once a connection, and keeps its Host field. */
    private ServerSocket server(String address, int port) throws IOException {
        ServerSocket listener = listener(address, port);
        Thread thread = new Thread(() -> {
            while (!listener.isClosed()) {
                try (Socket connection = listener.accept()) {
                    byte[] request = new byte[4096];
                    int length = connection.getInputStream().read(request);
                    if (length > 0) {
                        new String(request, 0, length, ISO_8859_1)
                                .lines()
                                .filter(line -> line.startsWith("Host:"))
                                .forEach(line -> hosts.add(
                                        line.substring("Host:".length()).strip()));
                        connection
                                .getOutputStream()
                                .write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
                                        .getBytes(ISO_8859_1));
                    }
                } catch (IOException e) {
                    // Closed, or the other side hung up.
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        return listener;
    }

    private static JdkTransport transport(String... addresses) {
        return new JdkTransport(HTTP, host -> {
            if (addresses.length == 0) {
                throw new UnknownHostException(host);
            }
            return List.of(addresses).stream().map(JdkTransportTest::address).toArray(InetAddress[]::new);
        });
    }

    private static CompletableFuture<Response> ask(JdkTransport transport, String host, int port) {
        return transport.get(URI.create("http://" + host + ":" + port + "/a?b=%20"), Map.of());
    }

    private static int status(CompletableFuture<Response> answer) throws IOException {
        Response response = answer.join();
        response.body().close();
        return response.status();
    }

    @Test
    void localhostIsFoundOnTheOtherLoopbackAddress() throws IOException {
        requireIpv6();
        int port = server("::1", 0).getLocalPort();
        assertThat(status(ask(new JdkTransport(HTTP), "localhost", port))).isEqualTo(200);
    }

    @Test
    void theNextAddressIsTriedWhenOneRefuses() throws IOException {
        int port = server("127.0.0.1", 0).getLocalPort();
        assertThat(status(ask(transport("127.0.0.2", "127.0.0.3", "127.0.0.1"), "upstream.test", port)))
                .isEqualTo(200);
        assertThat(hosts).containsExactly("127.0.0.1:" + port);
    }

    @Test
    void theNextAddressIsTriedWhenOneIsSilent() throws IOException {
        int port = server("127.0.0.1", 0).getLocalPort();
        ServerSocket silent = new ServerSocket(port, 1, address("127.0.0.2"));
        open.add(silent);
        for (int i = 0; i < 8; i++) {
            // Nobody accepts: once its queue is full it answers no more.
            SocketChannel queued = SocketChannel.open();
            open.add(queued);
            queued.configureBlocking(false);
            queued.connect(new InetSocketAddress(address("127.0.0.2"), port));
        }
        assertThat(status(ask(transport("127.0.0.2", "127.0.0.1"), "upstream.test", port)))
                .isEqualTo(200);
    }

    @Test
    void theFirstThatAcceptsIsTaken() throws IOException {
        int port = server("127.0.0.2", 0).getLocalPort();
        server("127.0.0.3", port);
        JdkTransport transport = transport("127.0.0.1", "127.0.0.2", "127.0.0.3");
        assertThat(status(ask(transport, "upstream.test", port))).isEqualTo(200);
        assertThat(status(ask(transport, "upstream.test", port))).isEqualTo(200);
        assertThat(hosts).containsExactly("127.0.0.2:" + port, "127.0.0.2:" + port);
    }

    @Test
    void anotherOneIsTakenWhenTheOneTakenBeforeRefuses() throws IOException {
        ServerSocket first = server("127.0.0.2", 0);
        int port = first.getLocalPort();
        JdkTransport transport = transport("127.0.0.1", "127.0.0.2", "127.0.0.3");
        assertThat(status(ask(transport, "upstream.test", port))).isEqualTo(200);
        first.close();
        server("127.0.0.3", port);

        assertThat(status(ask(transport, "upstream.test", port))).isEqualTo(200);
        assertThat(hosts).containsExactly("127.0.0.2:" + port, "127.0.0.3:" + port);
    }

    @Test
    void thatAllRefuseIsARefusedConnection() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, address("127.0.0.1"))) {
            port = closed.getLocalPort();
        }
        assertThat(ask(transport("127.0.0.1", "127.0.0.2"), "upstream.test", port))
                .failsWithin(Duration.ofMinutes(1))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(ConnectException.class);
    }

    private static Destinations.Destination destination(Destinations.Resolver resolver, String uri) {
        return new Destinations(resolver, Duration.ofSeconds(30))
                .of(URI.create(uri))
                .join();
    }

    private static void assertLeftToTheClient(Destinations.Destination found) {
        assertThat(found.address()).isNull();
        assertThat(found.chosen()).isFalse();
    }

    @Test
    void aNameWithoutAChoiceIsLeftToTheClient() {
        assertLeftToTheClient(destination(
                host -> {
                    throw new UnknownHostException(host);
                },
                "http://upstream.test/"));
        assertLeftToTheClient(destination(host -> new InetAddress[] {address("127.0.0.1")}, "http://upstream.test/"));
        assertLeftToTheClient(destination(host -> new InetAddress[0], "http://127.0.0.1/"));
        assertLeftToTheClient(destination(host -> new InetAddress[0], "http://[::1]/"));
    }

    @Test
    void aNameThatACertificateIsForIsLeftToTheClient() {
        assertLeftToTheClient(destination(
                host -> new InetAddress[] {address("127.0.0.1"), address("127.0.0.2")}, "https://upstream.test/"));
    }

    @Test
    void hostsElsewhereAreLeftToTheClientUnlessTheJvmLetsThemBeNamed() {
        assertThat(Destinations.canSetHost()).isFalse();
        assertLeftToTheClient(destination(
                host -> new InetAddress[] {address("192.0.2.1"), address("192.0.2.2")}, "http://upstream.test/"));
    }

    @Test
    void aRequestThatIsCancelledWhileItsHostIsLookedUpIsNotSent() throws Exception {
        int port = server("127.0.0.1", 0).getLocalPort();
        CountDownLatch lookup = new CountDownLatch(1);
        JdkTransport transport = new JdkTransport(HTTP, host -> {
            try {
                lookup.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new InetAddress[] {address("127.0.0.2"), address("127.0.0.1")};
        });
        CompletableFuture<Response> cancelled = ask(transport, "upstream.test", port);
        CompletableFuture<Response> other = ask(transport, "upstream.test", port);
        cancelled.cancel(true);
        lookup.countDown();

        assertThat(status(other)).isEqualTo(200);
        assertThat(hosts).hasSize(1);
    }

    @Test
    void theHostIsNamedWhereTheJvmLetsIt() throws Exception {
        int port = server("127.0.0.1", 0).getLocalPort();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djdk.httpclient.allowRestrictedHeaders=host",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NamingClient.class.getName(),
                        Integer.toString(port))
                .inheritIO()
                .start();
        try {
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
        assertThat(hosts).containsExactly("upstream.test:" + port);
    }

    /** Asks a host of which only the second address accepts. */
    static final class NamingClient {
        private NamingClient() {}

        public static void main(String[] arguments) throws IOException {
            int port = Integer.parseInt(arguments[0]);
            System.exit(status(ask(transport("127.0.0.2", "127.0.0.1"), "upstream.test", port)) == 200 ? 0 : 1);
        }
    }
}
