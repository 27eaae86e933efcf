package org.ar1.integration.jaxrs.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ar1.integration.config.InvalidConfigException;
import org.ar1.integration.jaxrs.FakeClient;
import org.ar1.integration.jaxrs.Http;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.ar1.integration.jaxrs.server.ServerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorsTest {

    private static final String PATH = "/integration/lab-utilization/docker";
    private static final String ORIGIN = "https://dashboard.example";

    private static IntegrationServer server(String origins, FakeClient client) throws Exception {
        return Http.start(ServerConfig.fromEnvironment(Map.of("INTEGRATION_API_CORS_ORIGINS", origins)), client);
    }

    @Test
    void noPageOfAnotherOriginMayReadByDefault() throws Exception {
        try (IntegrationServer server = Http.start(new FakeClient())) {
            HttpResponse<String> answer = get(server, PATH, ORIGIN);
            HttpResponse<String> preflight = preflight(server, ORIGIN);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().map().keySet()).noneMatch(CorsTest::isCors);
            assertThat(preflight.headers().map().keySet()).noneMatch(CorsTest::isCors);
            assertThat(preflight.headers().firstValue("Allow")).isPresent();
        }
    }

    @Test
    void pagesOfANamedOriginMayReadAndSeeOurHeaders() throws Exception {
        try (IntegrationServer server = server(" https://other.example , " + ORIGIN, new FakeClient())) {
            HttpResponse<String> answer = get(server, PATH, ORIGIN);

            assertThat(answer.headers().allValues("Access-Control-Allow-Origin"))
                    .containsExactly(ORIGIN);
            assertThat(answer.headers()
                            .firstValue("Access-Control-Expose-Headers")
                            .orElseThrow())
                    .contains("ETag", "Cache-Status", "Age", "X-Request-Id", "Retry-After");
            assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                    .isEmpty();
            assertThat(answer.headers().allValues("Vary")).contains("Origin").hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://dashboard.example.evil.example",
                "http://dashboard.example",
                "https://dashboard.example:444",
                "HTTPS://dashboard.example",
                "null",
                "*",
                "https://dashboard.example/"
            })
    void pagesOfAnyOtherOriginMayNot(String origin) throws Exception {
        try (IntegrationServer server = server(ORIGIN, new FakeClient())) {
            for (HttpResponse<String> answer : List.of(get(server, PATH, origin), preflight(server, origin))) {
                assertThat(answer.headers().map().keySet()).noneMatch(CorsTest::isCors);
                assertThat(answer.headers().allValues("Vary")).contains("Origin");
            }
        }
    }

    @Test
    void anyOriginMeansAny() throws Exception {
        try (IntegrationServer server = server("*", new FakeClient())) {
            HttpResponse<String> answer = get(server, PATH, "null");

            assertThat(answer.headers().allValues("Access-Control-Allow-Origin"))
                    .containsExactly("*");
            assertThat(answer.headers().allValues("Vary")).containsExactly("Accept, Accept-Encoding");
            assertThat(Http.get(server, PATH).headers().map().keySet()).noneMatch(CorsTest::isCors);
        }
    }

    @Test
    void preflightsAreAnsweredWithoutAskingFurther() throws Exception {
        try (IntegrationServer server = server(ORIGIN, FakeClient.failing(new AssertionError("asked")))) {
            HttpResponse<String> answer = preflight(server, ORIGIN);

            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .hasValue(ORIGIN);
            assertThat(answer.headers().firstValue("Access-Control-Allow-Methods"))
                    .hasValue("GET, HEAD, OPTIONS");
            assertThat(answer.headers()
                            .firstValue("Access-Control-Allow-Headers")
                            .orElseThrow())
                    .contains("Authorization", "If-None-Match");
            assertThat(answer.headers().firstValue("Access-Control-Max-Age")).isPresent();
            assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
        }
    }

    @Test
    void problemsCanBeReadToo() throws Exception {
        try (IntegrationServer server = server(ORIGIN, FakeClient.failing(new IllegalStateException("x")))) {
            for (String path : new String[] {PATH, "/nothing"}) {
                HttpResponse<String> answer = get(server, path, ORIGIN);

                assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
                assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                        .hasValue(ORIGIN);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dashboard.example",
                "https://dashboard.example/",
                "https://Dashboard.example",
                "ftp://x",
                "https://",
                "https://*.example",
                "null",
                "https://x:port",
                "https://x\r\nSet-Cookie: a=b"
            })
    void anOriginThatNoBrowserSendsIsRefused(String origin) {
        assertThatThrownBy(() -> ServerConfig.fromEnvironment(
                        Map.of("INTEGRATION_API_CORS_ORIGINS", "https://fine.example," + origin)))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageStartingWith("INTEGRATION_API_CORS_ORIGINS is \"")
                .hasMessageContaining("such as https://dashboard.example")
                .hasMessageNotContainingAny("\r", "\n", "fine.example");
    }

    @ParameterizedTest
    @CsvSource({
        "https://dashboard.example:443, https://dashboard.example: browsers leave out the port",
        "http://dashboard.example:80, http://dashboard.example: browsers leave out the port",
        "https://[::1]:443, https://[::1]: browsers leave out the port",
        "https://dashboard.example:99999, a port from 1 to 65535",
        "https://dashboard.example:65536, a port from 1 to 65535",
        "https://dashboard.example:0, a port from 1 to 65535",
        "https://dashboard.example:0443, a port from 1 to 65535",
        "https://dashboard.example:99999999999, a port from 1 to 65535",
        "http://[0:0:0:0:0:0:0:1], http://[::1]: browsers write the address so",
        "http://[2001:db8:0:0:1:0:0:1]:3000, http://[2001:db8::1:0:0:1]:3000: browsers write",
        "http://[2001:db8::0:1], http://[2001:db8::1]: browsers write",
        "http://[::ffff:10.0.0.1], the IPv4 address itself",
        "http://[1:2], an IPv6 address such as",
        "http://127.1, four numbers",
        "http://127.0.0.01, four numbers",
        "http://10.0.0.256, four numbers",
        "http://0x7f000001, four numbers"
    })
    void anOriginThatWouldNeverMatchIsRefusedWithTheReason(String origin, String reason) {
        assertThatThrownBy(() -> ServerConfig.builder().corsOrigin(origin).build())
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageStartingWith("INTEGRATION_API_CORS_ORIGINS is \"" + origin + "\", but must be ")
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "https://dashboard.example",
                "http://dashboard.example:443",
                "https://dashboard.example:80",
                "https://dashboard.example:65535",
                "http://my_app:3000",
                "http://localhost",
                "http://127.0.0.1:8080",
                "http://[::1]:3000",
                "http://[::]",
                "http://[2001:db8::1:0:0:1]",
                "http://[1:2:3:4:5:6:7:8]",
                "http://[fe80::]",
                "http://lab3.example",
                "http://3.example"
            })
    void anOriginAsBrowsersSendItIsTaken(String origin) {
        assertThat(ServerConfig.builder().corsOrigin(origin).build().corsOrigins())
                .containsExactly(origin);
    }

    @Test
    void blankMeansNone() {
        assertThat(ServerConfig.fromEnvironment(Map.of("INTEGRATION_API_CORS_ORIGINS", " , "))
                        .corsOrigins())
                .isEmpty();
        assertThat(ServerConfig.builder().corsOrigin("http://[::1]:3000").build())
                .hasToString("ServerConfig{host=127.0.0.1, port=8007, tokensFile=null, tlsKeystore=null,"
                        + " tlsKeystorePasswordFile=null, open=false,"
                        + " corsOrigins=[http://[::1]:3000], sampleData=false}");
    }

    private static boolean isCors(String header) {
        return header.toLowerCase(Locale.ROOT).startsWith("access-control-");
    }

    private static HttpResponse<String> preflight(IntegrationServer server, String origin) {
        return Http.send(server, "OPTIONS", PATH, "Origin", origin, "Access-Control-Request-Method", "GET");
    }

    private static HttpResponse<String> get(IntegrationServer server, String path, String origin) {
        return Http.get(server, path, "Origin", origin);
    }
}
