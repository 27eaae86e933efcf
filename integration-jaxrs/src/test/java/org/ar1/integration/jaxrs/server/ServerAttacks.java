package org.ar1.integration.jaxrs.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Attacks a real server with raw sockets, below TLS where it speaks that; each time somebody in good faith is served beside the attack, and the attack
 * comes to an end. The server has the settings that it has in earnest, but for shorter limits of time.
 */
abstract class ServerAttacks {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String REQUEST = "GET /integration/server-allocation HTTP/1.1\r\nHost: x\r\n";

    /** What the JDK's server answers by itself, which nothing of ours comes to see. */
    private static final Pattern JDK_ANSWER = Pattern.compile("<h1>400 Bad Request</h1>\\w+ thrown");

    private static Process server;
    private static URI uri;

    private final List<Socket> attackers = new ArrayList<>();
    private final int many;
    private final int some;
    private final int receiveBuffer;

    /**
     * Attacks.
     *
     * @param many as many connections as a large attack has
     * @param some as many connections as a small attack has
     * @param receiveBuffer the bytes that an attacker takes without reading
     */
    ServerAttacks(int many, int some, int receiveBuffer) {
        this.many = many;
        this.some = some;
        this.receiveBuffer = receiveBuffer;
    }

    /** Starts the server in a process of its own, with such arguments. */
    static void start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx128m",
                "-Dsun.net.httpserver.maxReqTime=2",
                "-Dsun.net.httpserver.maxRspTime=3",
                "-cp",
                System.getProperty("java.class.path"),
                AttackedServer.class.getName()));
        command.addAll(List.of(arguments));
        server = new ProcessBuilder(command)
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
    private void assertServed() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (String path : List.of("/", "/integration/lab-utilization")) {
            int status = status(path);
            while (status == 503 && System.nanoTime() - end < 0) {
                status = status(path);
            }
            assertThat(status).as(path).isEqualTo(200);
        }
    }

    private int status(String path) {
        HttpRequest request =
                HttpRequest.newBuilder(uri.resolve(path)).timeout(PATIENCE).build();
        try {
            return client().send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A client in good faith. */
    abstract HttpClient client();

    /** What an attacker writes to, over a connection. */
    abstract Socket over(Socket connection) throws IOException;

    /** A connection to the server. */
    Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(receiveBuffer);
        socket.setSoTimeout(60_000);
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), 20_000);
        attackers.add(socket);
        return socket;
    }

    private Socket attack(String bytes) throws IOException {
        Socket socket = connect();
        try {
            socket = over(socket);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException refusedAlready) {
            assertThat(socket.isConnected()).isTrue();
        }
        return socket;
    }

    /** What the server says until it closes the connection, the end of which may be a reset. */
    static String answer(Socket socket) {
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
        for (int i = 0; i < many; i++) {
            attack("");
        }
    }

    @Test
    void requestsThatNeverEnd() throws IOException {
        List<Socket> attacking = new ArrayList<>();
        for (int i = 0; i < some; i++) {
            attacking.add(attack(REQUEST + "X-Slow: "));
        }
        assertServed();
        for (Socket attacker : attacking) {
            assertThat(answer(attacker)).doesNotContain("200 OK");
        }
    }

    @Test
    void largeHeadsThatNeverEnd() throws IOException {
        String head = REQUEST + "Cookie: " + "a".repeat(60_000);
        for (int i = 0; i < many; i++) {
            attack(head);
        }
        assertServed();
    }

    @Test
    void bodiesThatAreAnnouncedAndNeverSent() throws IOException {
        List<Socket> attacking = new ArrayList<>();
        for (int i = 0; i < some; i++) {
            attacking.add(attack(REQUEST + "Content-Length: 1000000000\r\n\r\n"));
        }
        assertServed();
        for (Socket attacker : attacking) {
            assertThat(answer(attacker)).doesNotContain(" 500 ");
        }
    }

    @Test
    void clientsThatDoNotRead() throws IOException {
        String many = (REQUEST + "\r\n").repeat(500);
        for (int i = 0; i < some; i++) {
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
        try {
            attacker.shutdownOutput();
        } catch (IOException closedAlready) {
            assertThat(attacker.isConnected()).isTrue();
        }

        assertThat(JDK_ANSWER.matcher(answer(attacker)).replaceAll(""))
                .doesNotContain(" 500 ")
                .doesNotContain("Exception")
                .doesNotContain("java.");
    }

    @Test
    void connectionsThatBreakOffAtOnce() throws IOException {
        for (int i = 0; i < some; i++) {
            attack(REQUEST + "\r\n");
            Socket attacker = attackers.get(attackers.size() - 1);
            attacker.setSoLinger(true, 0);
            attacker.close();
        }
    }
}
