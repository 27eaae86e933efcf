package org.ar1.integration.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostHeaderTest {

    private static final String GET = "GET /integration/lab-utilization/docker?for=jersey HTTP/1.1";

    private static IntegrationServer server;

    @BeforeAll
    static void start() throws Exception {
        server = IntegrationServer.start(Http.anyPort(), new FakeClient());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:8007",
                "my_host:8007",
                "integration_service",
                "[::1]:8007",
                "evil.com",
                "",
                "a b",
                "a/b",
                "user@host",
                "host:port",
                "host:99999999999",
                "[::1",
                "%%%",
                "<script>",
                "ä.example",
                "a?b#c"
            })
    void anyHostIsAnswered(String host) throws Exception {
        assertThat(Http.raw(server.uri(), GET, "Host: " + host))
                .startsWith("HTTP/1.1 200 ")
                .contains("\"docker\"")
                .doesNotContain("evil.com");
    }

    @Test
    void noHostIsAnswered() throws Exception {
        assertThat(Http.raw(server.uri(), "GET / HTTP/1.0", "Accept: */*")).contains(" 200 ");
    }

    @Test
    void severalHostsAreAnswered() throws Exception {
        assertThat(Http.raw(server.uri(), GET, "Host: my_host", "Host: other")).startsWith("HTTP/1.1 200 ");
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

    @Test
    void aWholeUrlAsTargetIsAnswered() throws Exception {
        assertThat(Http.raw(
                        server.uri(), "GET http://localhost/integration/lab-utilization/a%2Fb?x=1 HTTP/1.1", "Host: x"))
                .startsWith("HTTP/1.1 200 ")
                .contains("\"a/b\"");
        assertThat(Http.raw(server.uri(), "GET http://localhost/ HTTP/1.1", "Host: x"))
                .startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//x", "//integration", "http://x/", "//x//"})
    void aTargetThatNamesAHostIsWhatItsPathIs(String host) throws Exception {
        assertThat(Http.raw(server.uri(), "GET " + host + "/integration/lab-utilization/docker HTTP/1.1", "Host: x"))
                .startsWith("HTTP/1.1 200 ")
                .contains("\"docker\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"///", "////", "//x/", "//x//"})
    void slashesTooManyAtTheStartChangeNothing(String start) throws Exception {
        assertThat(Http.raw(server.uri(), "GET " + start + " HTTP/1.1", "Host: x"))
                .startsWith("HTTP/1.1 200 ");
        assertThat(Http.raw(server.uri(), "GET " + start + "integration/lab-utilization/a;b HTTP/1.1", "Host: x"))
                .startsWith("HTTP/1.1 200 ")
                .contains("\"a;b\"");
    }
}
