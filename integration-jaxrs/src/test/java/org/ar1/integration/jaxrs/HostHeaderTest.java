package org.ar1.integration.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ar1.integration.jaxrs.http.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostHeaderTest extends OverFakeClient {

    private static final String GET = "GET /integration/lab-utilization/docker?for=jersey HTTP/1.1";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:8007",
                "my_host:8007",
                "integration_service",
                "[::1]:8007",
                "evil.com",
                "127.0.0.1:",
                "%41.example",
                "a!$&'()*+,;=~"
            })
    void aValidHostIsAnswered(String host) throws Exception {
        assertThat(Http.raw(server.uri(), GET, "Host: " + host))
                .startsWith("HTTP/1.1 200 ")
                .contains("\"docker\"")
                .doesNotContain("evil.com");
    }

    @Test
    void anEmptyHostIsAnswered() throws Exception {
        assertThat(Http.raw(server.uri(), GET, "Host:")).startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                "a, b",
                "a/b",
                "user@host",
                "host:port",
                "host:65536",
                "host:99999999999",
                "a:1:2",
                "[::1",
                "[::1]x",
                "[1]",
                "[]",
                "::1",
                "%%%",
                "%4",
                "<script>",
                "ä.example",
                "a?b#c"
            })
    void aMalformedHostIs400(String host) throws Exception {
        for (String target : List.of("/", "/integration/lab-utilization", "/health", "/metrics", "/docs", "/nothing")) {
            assertThat(Http.raw(server.uri(), "GET " + target + " HTTP/1.1", "Host: " + host))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("Content-type: " + Problem.MEDIA_TYPE, ":bad-request", "header Host");
        }
    }

    @Test
    void noHostIs400UnlessHttpIs10() throws Exception {
        assertThat(Http.raw(server.uri(), GET, "Accept: */*")).startsWith("HTTP/1.1 400 ");
        assertThat(Http.raw(server.uri(), "GET / HTTP/1.0", "Accept: */*")).contains(" 200 ");
    }

    @Test
    void severalHostsAre400() throws Exception {
        for (String version : List.of("HTTP/1.1", "HTTP/1.0")) {
            assertThat(Http.raw(server.uri(), "GET / " + version, "Host: x", "Host: x"))
                    .startsWith("HTTP/1.1 400 ");
            assertThat(Http.raw(server.uri(), "GET / " + version, "Host: x", "hOST:"))
                    .startsWith("HTTP/1.1 400 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void theTypeOfContentThatIsNotThereIsOfNoInterest(String method) throws Exception {
        String begin = method + " /integration/lab-utilization/docker";
        assertThat(Http.raw(server.uri(), begin + " HTTP/1.1", "Host: x", "Content-Type: a/b;c"))
                .startsWith("HTTP/1.1 200 ");
        assertThat(Http.raw(server.uri(), begin + "?for=jersey HTTP/1.1", "Host: x", "Content-Type: a/b;c"))
                .startsWith("HTTP/1.1 200 ");
    }
}
