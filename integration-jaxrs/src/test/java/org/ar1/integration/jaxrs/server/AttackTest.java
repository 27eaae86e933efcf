package org.ar1.integration.jaxrs.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ar1.integration.jaxrs.Http;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Attacks a real server with raw sockets; each time somebody in good faith is served beside the attack, and the attack
 * comes to an end. The server has the settings that it has in earnest, but for shorter limits of time.
 */
class AttackTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MANY = 2_000;
    private static final int SOME = 150;
    private static final String REQUEST = "GET /integration/server-allocation HTTP/1.1\r\nHost: x\r\n";

    /** What the JDK's server answers by itself, which nothing of ours comes to see. */
    private static final Pattern JDK_ANSWER = Pattern.compile("<h1>400 Bad Request</h1>\\w+ thrown");

    private static Process server;
    private static URI uri;

    private final List<Socket> attackers = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        server = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx128m",
                        "-Dsun.net.httpserver.maxReqTime=2",
                        "-Dsun.net.httpserver.maxRspTime=3",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AttackedServer.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String line =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8)).readLine();
        assertThat(line).as("the server's address").isNotNull();
        uri = URI.create(line);
    }

    @AfterAll
    static void stop() {
        server.destroyForcibly().onExit().join();
    }

    @AfterEach
    void goodFaithIsServedAndTheAttackersGo() throws IOException {
        assertServed();
        for (Socket attacker : attackers) {
            attacker.close();
        }
        assertServed();
        assertThat(server.isAlive()).isTrue();
    }

    /** Served, perhaps after having been told to come again: as many as the server bears may be from the attackers. */
    private static void assertServed() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (String path : List.of("/", "/integration/lab-utilization")) {
            int status = Http.send(uri, "GET", path).statusCode();
            while (status == 503 && System.nanoTime() - end < 0) {
                status = Http.send(uri, "GET", path).statusCode();
            }
            assertThat(status).as(path).isEqualTo(200);
        }
    }

    private Socket attack(String bytes) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(1_024);
        socket.setSoTimeout(60_000);
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), 20_000);
        attackers.add(socket);
        try {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException refusedAlready) {
            assertThat(socket.isConnected()).isTrue();
        }
        return socket;
    }

    /** What the server says until it closes the connection, the end of which may be a reset. */
    private static String answer(Socket socket) {
        StringBuilder answer = new StringBuilder();
        try {
            InputStream in = socket.getInputStream();
            for (int c = in.read(); c >= 0; c = in.read()) {
                answer.append((char) c);
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("The connection stays open: " + answer, e);
        } catch (IOException reset) {
            answer.append("<reset>");
        }
        return answer.toString();
    }

    @Test
    void connectionsThatSayNothing() throws IOException {
        for (int i = 0; i < MANY; i++) {
            attack("");
        }
    }

    @Test
    void requestsThatNeverEnd() throws IOException {
        for (int i = 0; i < SOME; i++) {
            attack(REQUEST + "X-Slow: ");
        }
        assertServed();
        for (Socket attacker : attackers) {
            assertThat(answer(attacker)).doesNotContain("200 OK");
        }
    }

    @Test
    void largeHeadsThatNeverEnd() throws IOException {
        String head = REQUEST + "Cookie: " + "a".repeat(60_000);
        for (int i = 0; i < MANY; i++) {
            attack(head);
        }
        assertServed();
    }

    @Test
    void bodiesThatAreAnnouncedAndNeverSent() throws IOException {
        for (int i = 0; i < SOME; i++) {
            attack(REQUEST + "Content-Length: 1000000000\r\n\r\n");
        }
        assertServed();
        for (Socket attacker : attackers) {
            assertThat(answer(attacker)).doesNotContain(" 500 ");
        }
    }

    @Test
    void clientsThatDoNotRead() throws IOException {
        String many = (REQUEST + "\r\n").repeat(500);
        for (int i = 0; i < SOME; i++) {
            attack(many);
        }
    }

    static Stream<String> tooMuch() {
        return Stream.of(
                "GET /" + "a".repeat(300_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /integration/lab-utilization/" + "%41".repeat(40_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
                REQUEST + "X-Big: " + "a".repeat(100_000) + "\r\n\r\n",
                REQUEST + "X-Many: a\r\n".repeat(5_000) + "\r\n",
                REQUEST + "a".repeat(100_000) + ": a\r\n\r\n");
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("tooMuch")
    void requestsThatAreTooLarge(String request) throws IOException {
        assertThat(answer(attack(request))).doesNotContain("200 OK").doesNotContain(" 500 ");
    }

    static Stream<String> malformed() {
        return Stream.of(
                "\0\0\0\0\0\0\0\0\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n",
                "GET\r\n\r\n",
                "GET /\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
                "GET  HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /\0 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET http://[::1 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET * HTTP/1.1\r\nHost: x\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
                "CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n",
                "TRACE / HTTP/1.1\r\nHost: x\r\n\r\n",
                "<script> / HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost : x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: \u00ff_ _\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET / HTTP/1.1\r\n folded: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: a\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
    }

    /** An answer of ours or of the JDK's server, or none; but an end. */
    @ParameterizedTest(name = "{index}")
    @MethodSource("malformed")
    void requestsThatAreNone(String request) throws IOException {
        Socket attacker = attack(request);
        attacker.shutdownOutput();

        assertThat(JDK_ANSWER.matcher(answer(attacker)).replaceAll(""))
                .doesNotContain(" 500 ")
                .doesNotContain("Exception")
                .doesNotContain("java.");
    }

    @Test
    void connectionsThatBreakOffAtOnce() throws IOException {
        for (int i = 0; i < SOME; i++) {
            Socket attacker = attack(REQUEST + "\r\n");
            attacker.setSoLinger(true, 0);
            attacker.close();
        }
    }
}
