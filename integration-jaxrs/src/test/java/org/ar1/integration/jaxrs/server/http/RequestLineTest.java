package org.ar1.integration.jaxrs.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.ar1.integration.jaxrs.Http;
import org.ar1.integration.jaxrs.OverFakeClient;
import org.ar1.integration.jaxrs.http.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestLineTest extends OverFakeClient {

    private static String answer(String requestLine) throws Exception {
        return Http.raw(server.uri(), requestLine, "Host: x");
    }

    @Test
    void aWholeUrlIsItsPath() throws Exception {
        assertThat(answer("GET http://localhost/integration/lab-utilization/a%2Fb?x=1 HTTP/1.1"))
                .startsWith("HTTP/1.1 200 ")
                .contains("\"a/b\"");
        for (String url :
                List.of("http://x/", "HTTPS://my_host:8007/?a", "http://[::1]:1/integration/lab-utilization")) {
            assertThat(answer("GET " + url + " HTTP/1.1")).startsWith("HTTP/1.1 200 ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//x/integration/lab-utilization",
                "//x/metrics",
                "//x/docs",
                "//integration/lab-utilization",
                "///",
                "///metrics",
                "////integration/lab-utilization/docker",
                "//x//",
                "//x/;y",
                "http://x//metrics",
                "http://x//integration/lab-utilization"
            })
    void aPathIsWhatWasSent(String target) throws Exception {
        for (String method : List.of("GET", "POST", "OPTIONS")) {
            assertThat(answer(method + " " + target + " HTTP/1.1"))
                    .startsWith("HTTP/1.1 404 ")
                    .contains("Content-type: " + Problem.MEDIA_TYPE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "foo:/metrics",
                "foo://x/metrics",
                "http:/metrics",
                "http:///metrics",
                "http://user:secret@x/metrics",
                "http://x:port/metrics",
                "http://x:65536/metrics",
                "/metrics#x",
                "http://x/metrics#x",
                "/#"
            })
    void aTargetThatIsNoneIs400(String target) throws Exception {
        String answer = answer("GET " + target + " HTTP/1.1");

        assertThat(answer).startsWith("HTTP/1.1 400 ").doesNotContain("secret", "user");
        assertThat(answer).contains("Content-type: " + Problem.MEDIA_TYPE, ":bad-request");
    }

    @ParameterizedTest
    @CsvSource({
        "/integration/lab%2Dutilization, 200",
        "/%69ntegration/lab-utilization/docker, 200",
        "/integration/server%2dallocation/docker, 200",
        "/%6D%65trics, 200",
        "/health/%6Cive, 200",
        "/%64ocs, 200",
        "/openapi%2Ejson, 200",
        "/integration%2Flab-utilization, 404",
        "/integration/lab%252Dutilization, 404",
        "/docs/%2e%2e/openapi.json, 404",
        "/docs/../openapi.json, 404"
    })
    void escapesOfUnreservedCharactersAreTheCharacters(String path, int status) throws Exception {
        assertThat(answer("GET " + path + " HTTP/1.1")).startsWith("HTTP/1.1 " + status + " ");
        assertThat(answer("GET http://x" + path + " HTTP/1.1")).startsWith("HTTP/1.1 " + status + " ");
    }

    @ParameterizedTest
    @CsvSource({"d%6Fcker, docker", "a%2Fb, a/b", "a;b, a;b", "a%3Bb, a;b", "a%25%36%46, a%6F", "%7E%2D%5f, ~-_"})
    void aLabTypeIsDecodedOnce(String segment, String labType) throws Exception {
        for (String query : List.of("", "?for=jersey")) {
            assertThat(answer("GET /integration/lab-utilization/" + segment + query + " HTTP/1.1"))
                    .startsWith("HTTP/1.1 200 ")
                    .contains("\"" + labType + "\":");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / http/1.1", "GET / HTTP/1", "GET / ", "GET / x"})
    void aLineWithoutAVersionIs400(String requestLine) throws Exception {
        assertThat(answer(requestLine)).startsWith("HTTP/1.1 400 ").contains("version of HTTP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/2.0", "HTTP/0.9", "HTTP/9.9"})
    void anotherVersionIs505(String version) throws Exception {
        assertThat(answer("GET / " + version)).startsWith("HTTP/1.1 505 ").contains(":version-not-supported");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/integration/lab-utilization",
                "/integration/server-allocation/docker",
                "/health",
                "/metrics",
                "/docs",
                "/openapi.json",
                "/nothing"
            })
    void unknownMethodsAre501(String path) throws Exception {
        for (String method : List.of("BREW", "get", "PROPFIND", "SPLICE")) {
            assertThat(answer(method + " " + path + " HTTP/1.1"))
                    .startsWith("HTTP/1.1 501 ")
                    .contains("Content-type: " + Problem.MEDIA_TYPE, ":not-implemented");
        }
        assertThat(answer("<x> " + path + " HTTP/1.1")).startsWith("HTTP/1.1 400 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/integration/lab-utilization",
                "/integration/server-allocation/docker",
                "/health",
                "/metrics",
                "/docs",
                "/openapi.json"
            })
    void knownMethodsThatAPathLacksAre405(String path) throws Exception {
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT")) {
            assertThat(answer(method + " " + path + " HTTP/1.1"))
                    .startsWith("HTTP/1.1 405 ")
                    .contains("Allow: ", ":method-not-allowed");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/a%2Db/%41, /a%2Db/%41",
        "//x/integration/lab-utilization?x, //x/integration/lab-utilization",
        "foo:/metrics?x, foo:/metrics",
        "/a;b?c, /a;b",
        "/a#b?c, /a",
        "http://x/a?b, /a",
        "http://user:secret@x/a?b, http://?@x/a",
        "foo:bar, foo:bar"
    })
    void aLogShowsThePathAsItWasSent(String target, String shown) {
        assertThat(RequestTarget.of(URI.create(target)).path()).isEqualTo(shown);
    }
}
