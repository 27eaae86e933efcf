package org.ar1.integration.internal.call;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.ar1.integration.internal.event.Events;
import org.ar1.integration.internal.source.ManualDelay;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.HttpTransport;
import org.ar1.integration.spi.HttpTransport.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a call without an answer says, and what it keeps. */
class UnansweredTest {

    private static final Endpoint<Object> STATS = Endpoint.of(
            UpstreamService.PERFORMANCE, "stats", "/stats", JsonMapper.builder().build()::readTree);

    private static CallFailure failure(HttpTransport transport, String base, Endpoint<?> endpoint) {
        try (HttpChannel channel = new HttpChannel(
                transport,
                URI.create(base),
                Map::of,
                Duration.ofMinutes(1),
                Runnable::run,
                new ManualDelay(),
                InstantSource.system(),
                new ServiceActivity(),
                Events.none())) {
            CompletableFuture<?> call = channel.call(endpoint, new CallContext(Deadline.in(Duration.ofMinutes(1))));
            return CallFailure.of(call.handle((reply, thrown) -> thrown).join());
        }
    }

    private static CallFailure failing(Throwable thrown) {
        return failure((uri, headers) -> CompletableFuture.failedFuture(thrown), "http://127.0.0.1:1", STATS);
    }

    static Stream<Throwable> failuresOfAConnection() {
        return Stream.of(
                new ConnectException().initCause(new UnresolvedAddressException()),
                new ConnectException(),
                new NoRouteToHostException("secret"),
                new HttpConnectTimeoutException("secret"),
                new SSLException("secret"),
                new SSLHandshakeException("secret"),
                new ProtocolException("secret"),
                new EOFException("secret"));
    }

    @ParameterizedTest
    @MethodSource("failuresOfAConnection")
    void theCauseIsKeptAndItsTextIsNot(Throwable thrown) {
        CallFailure failure = failing(new CompletionException(thrown));
        assertThat(failure.error().code()).isEqualTo(ErrorCode.CONNECT);
        assertThat(failure.isServicesFault()).isTrue();
        assertThat(failure).hasRootCause(thrown.getCause() == null ? thrown : thrown.getCause());
        assertThat(failure.error().message()).startsWith("Performance (stats) ").doesNotContain("secret", "Exception");
    }

    @Test
    void eachHasWordsOfItsOwn() {
        Set<String> messages = new HashSet<>();
        failuresOfAConnection().forEach(thrown -> messages.add(failing(thrown).getMessage()));
        messages.add(failing(new IllegalStateException()).getMessage());
        assertThat(messages).hasSize(9);
        assertThat(failing(new UnknownHostException("secret")).getMessage())
                .contains("unknown")
                .doesNotContain("secret");
    }

    @Test
    void anErrorOfOursIsNoFaultOfTheService() {
        RejectedExecutionException ours = new RejectedExecutionException("secret");
        CallFailure failure = failing(ours);
        assertThat(failure.error().code()).isEqualTo(ErrorCode.INTERNAL);
        assertThat(failure.error().code().id()).isEqualTo("internal");
        assertThat(failure.error().message()).doesNotContain("secret");
        assertThat(failure.isServicesFault()).isFalse();
        assertThat(failure.retryable()).isFalse();
        assertThat(failure).hasCause(ours);
        assertThat(CallFailure.of(new CompletionException(ours)).error().code()).isEqualTo(ErrorCode.INTERNAL);
        assertThat(CallFailure.of(ours)).hasCause(ours);
    }

    @Test
    void aRingOfCausesEnds() {
        IllegalStateException one = new IllegalStateException();
        IllegalStateException other = new IllegalStateException(one);
        one.initCause(other);
        assertThat(failing(one).error().code()).isEqualTo(ErrorCode.INTERNAL);
    }

    @Test
    void aBodyThatCannotBeReadKeepsItsCause() {
        assertThat(answering(new ByteArrayInputStream("[oops]".getBytes(ISO_8859_1))))
                .hasCauseInstanceOf(JsonParseException.class);
        IOException reset = new IOException("secret");
        CallFailure cutOff = answering(new InputStream() {
            @Override
            public int read() throws IOException {
                throw reset;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                throw reset;
            }
        });
        assertThat(cutOff.error().code()).isEqualTo(ErrorCode.DECODE);
        assertThat(cutOff).hasRootCause(reset);
        assertThat(cutOff.getMessage()).doesNotContain("secret");
    }

    private static CallFailure answering(InputStream body) {
        Response response = new Response(200, Map.of(), body);
        return failure((uri, headers) -> CompletableFuture.completedFuture(response), "http://127.0.0.1:1", STATS);
    }

    @Test
    void aDecoderThatFailsIsAnErrorOfOurs() {
        IllegalStateException fault = new IllegalStateException();
        Endpoint<Object> broken = Endpoint.of(UpstreamService.PERFORMANCE, "stats", "/stats", body -> {
            throw fault;
        });
        Response response = new Response(200, Map.of(), InputStream.nullInputStream());
        CallFailure failure =
                failure((uri, headers) -> CompletableFuture.completedFuture(response), "http://127.0.0.1:1", broken);
        assertThat(failure.error().code()).isEqualTo(ErrorCode.INTERNAL);
        assertThat(failure).hasCause(fault);
    }

    private static CallFailure overTheNetwork(String scheme, String answer) throws IOException {
        HttpTransport transport = new JdkTransport(HttpClient.newHttpClient());
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> {
                while (true) {
                    try (Socket connection = listener.accept()) {
                        connection.getInputStream().read(new byte[1 << 16]);
                        connection.getOutputStream().write(answer.getBytes(ISO_8859_1));
                    } catch (IOException e) {
                        if (listener.isClosed()) {
                            return;
                        }
                    }
                }
            });
            server.setDaemon(true);
            server.start();
            return failure(transport, scheme + "://127.0.0.1:" + listener.getLocalPort(), STATS);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Type : application/json\r\nContent-Length: 2\r\n\r\n[]",
                "HTTP/1.1 200 OK\r\nContent-Length: two\r\n\r\n[]",
                "HTTP/1.1 abc OK\r\n\r\n[]",
                "SSH-2.0-OpenSSH_9.2\r\n\r\n"
            })
    void aServiceThatDoesNotKeepToHttpIsToldFromOneThatIsDown(String answer) throws IOException {
        CallFailure failure = overTheNetwork("http", answer);
        assertThat(failure.error().code()).isEqualTo(ErrorCode.CONNECT);
        assertThat(failure.getMessage()).contains("another way than HTTP");
        assertThat(failure.retryable()).isFalse();
        assertThat(failure.getCause()).isInstanceOf(ProtocolException.class);
    }

    @Test
    void tlsAgainstAPlainServiceIsSaid() throws IOException {
        CallFailure failure = overTheNetwork("https", "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        assertThat(failure.error().code()).isEqualTo(ErrorCode.CONNECT);
        assertThat(failure.getMessage()).contains("TLS", "http");
        assertThat(failure.getCause()).isInstanceOf(SSLException.class);
    }

    @Test
    void aRefusedConnectionIsSaid() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        CallFailure failure = failure(new JdkTransport(HttpClient.newHttpClient()), "http://127.0.0.1:" + port, STATS);
        assertThat(failure.error().code()).isEqualTo(ErrorCode.CONNECT);
        assertThat(failure.getMessage()).contains("the connection is refused");
        assertThat(failure.getCause()).isInstanceOf(ConnectException.class);
    }
}
