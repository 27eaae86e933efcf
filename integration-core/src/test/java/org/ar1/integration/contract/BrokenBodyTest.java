package org.ar1.integration.contract;

import org.ar1.integration.IntegrationClient;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Outcome;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ar1.integration.contract.Endpoint.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that break off, and bodies without end. */
class BrokenBodyTest {

    private static final int LIMIT = 32 << 20;

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    @RegisterExtension
    static final FakeServices SERVICES = new FakeServices();

    /** Shared, because on Java 17 an HTTP client's thread ends only with the garbage. */
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    static Stream<Endpoint> endpoints() {
        return Endpoint.all();
    }

    private static Answer read(Endpoint endpoint, RawServer server, int retries) {
        try (IntegrationClient client = SERVICES.builder(
                        SERVICES.config().url(endpoint.service(), server.url()).maxRetries(retries))
                .httpClient(HTTP)
                .build()) {
            return endpoint.read().apply(client);
        }
    }

    private static void assertCutOff(Endpoint endpoint, String response) {
        try (RawServer server = RawServer.of(response)) {
            assertThat(read(endpoint, server, 0)).matches(Answer::isDecodeFailure);
        }
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void aWholeBodyIsReadHoweverItEnds(Endpoint endpoint) {
        String body = endpoint.sample();
        for (String response : List.of(
                OK + "Content-Length: " + body.length() + "\r\n\r\n" + body,
                OK + "Connection: close\r\n\r\n" + body,
                OK + "Transfer-Encoding: chunked\r\n\r\n" + chunk(body) + "0\r\n\r\n")) {
            try (RawServer server = RawServer.of(response)) {
                assertThat(read(endpoint, server, 0).outcome()).isEqualTo(Outcome.LIVE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void aBodyShorterThanAnnouncedIsAFailure(Endpoint endpoint) {
        String body = endpoint.sample();
        assertCutOff(endpoint, OK + "Content-Length: " + body.length() + "\r\n\r\n" + half(body));
        assertCutOff(endpoint, OK + "Content-Length: " + (body.length() + 1) + "\r\n\r\n" + body);
        assertCutOff(endpoint, OK + "Content-Length: " + body.length() + "\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void aBodyWithoutALengthThatStopsHalfWayIsAFailure(Endpoint endpoint) {
        assertCutOff(endpoint, OK + "Connection: close\r\n\r\n" + half(endpoint.sample()));
        assertCutOff(endpoint, OK + "Connection: close\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void aChunkedBodyWithoutItsEndIsAFailure(Endpoint endpoint) {
        String chunked = OK + "Transfer-Encoding: chunked\r\n\r\n";
        assertCutOff(endpoint, chunked + chunk(half(endpoint.sample())));
        assertCutOff(endpoint, chunked + chunk(endpoint.sample()));
        assertCutOff(endpoint, chunked + chunk(half(endpoint.sample())) + "0\r\n\r\n");
        assertCutOff(endpoint, chunked + chunk(half(endpoint.sample())) + "zz\r\n");
    }

    @Test
    void aBodyThatIsCutOffIsAskedForAgain() {
        Endpoint servers = Endpoint.of("servers");
        String half = OK + "Content-Length: 1000\r\n\r\n" + half(servers.sample());
        try (RawServer server = RawServer.of(half)) {
            Answer answer = read(servers, server, 2);
            assertThat(answer).matches(Answer::isDecodeFailure);
            assertThat(answer.attempts()).isEqualTo(3);
            assertThat(server.requests()).isEqualTo(3);
        }
    }

    @Test
    void aStreamThatIsCutOffIsNotAskedForAgain() {
        Endpoint stats = Endpoint.of("stats");
        try (RawServer server = RawServer.of(OK + "Content-Length: 1000\r\n\r\n" + half(stats.sample()))) {
            Answer answer = read(stats, server, 2);
            assertThat(answer).matches(Answer::isDecodeFailure);
            assertThat(answer.attempts()).isEqualTo(1);
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @Test
    void aBodyIsReadUpToTheLimit() {
        Endpoint servers = Endpoint.of("servers");
        try (RawServer server = padded(servers.sample(), LIMIT)) {
            assertThat(read(servers, server, 0).outcome()).isEqualTo(Outcome.LIVE);
        }
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void aBodyOverTheLimitIsTooLarge(Endpoint endpoint) {
        try (RawServer server = padded(endpoint.sample(), LIMIT + 1)) {
            Answer answer = read(endpoint, server, 2);
            if (endpoint.name().equals("stats") || endpoint.name().equals("peaks")) {
                assertThat(answer.outcome()).isEqualTo(Outcome.LIVE);
            } else {
                assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
                assertThat(answer.error()).isEqualTo(ErrorCode.TOO_LARGE);
                assertThat(answer.attempts()).isEqualTo(1);
            }
        }
    }

    @Test
    void aBodyThatNeverEndsIsLeft() {
        try (RawServer server = new RawServer(out -> {
            out.write((OK + "\r\n[").getBytes(ISO_8859_1));
            while (true) {
                writeSpace(out, 1 << 16);
            }
        })) {
            assertThat(read(Endpoint.of("servers"), server, 0).error()).isEqualTo(ErrorCode.TOO_LARGE);
        }
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void anErrorIsAnErrorHoweverItsBodyEnds(Endpoint endpoint) {
        for (String ending : List.of("\r\n\r\noops", "\r\n\r\n", "\r\nTransfer-Encoding: chunked\r\n\r\n4\r\noo")) {
            String length = ending.contains("chunked") ? "" : "\r\nContent-Length: 100";
            try (RawServer server = RawServer.of("HTTP/1.1 503 Busy" + length + ending)) {
                Answer answer = read(endpoint, server, 1);
                assertThat(answer.error()).isEqualTo(ErrorCode.HTTP_STATUS);
                assertThat(answer.attempts()).isEqualTo(2);
            }
        }
    }

    @Test
    void anErrorThatNeverEndsIsAnError() {
        try (RawServer server = new RawServer(out -> {
            out.write("HTTP/1.1 500 Oops\r\n\r\n".getBytes(ISO_8859_1));
            while (true) {
                writeSpace(out, 1 << 16);
            }
        })) {
            assertThat(read(Endpoint.of("servers"), server, 0).error()).isEqualTo(ErrorCode.HTTP_STATUS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 abc\r\n\r\n", "no HTTP at all\r\n\r\n"})
    void anAnswerThatIsNotHttpIsAFailure(String response) {
        try (RawServer server = RawServer.of(response)) {
            Answer answer = read(Endpoint.of("servers"), server, 0);
            assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(answer.text()).doesNotContain("127.0.0.1", "Exception", "no HTTP");
        }
    }

    @Test
    void aBodyThatIsNotUtf8IsAFailure() {
        Endpoint allocations = Endpoint.of("allocations");
        String body = allocations.sample().replace("\"A\"", "\"\u00fc\"");
        assertCutOff(allocations, OK + "Connection: close\r\n\r\n" + body);
    }

    private static String half(String body) {
        return body.substring(0, body.length() / 2);
    }

    private static String chunk(String body) {
        return Integer.toHexString(body.length()) + "\r\n" + body + "\r\n";
    }

    /** A sound body with so much space behind it that it has this length. */
    private static RawServer padded(String body, int length) {
        return new RawServer(out -> {
            out.write((OK + "Content-Length: " + length + "\r\n\r\n" + body).getBytes(ISO_8859_1));
            writeSpace(out, length - body.length());
        });
    }

    private static void writeSpace(OutputStream out, int length) throws IOException {
        byte[] space = new byte[1 << 16];
        Arrays.fill(space, (byte) ' ');
        for (int left = length; left > 0; left -= space.length) {
            out.write(space, 0, Math.min(left, space.length));
        }
    }
}
