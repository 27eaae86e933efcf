package org.ar1.integration.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.SeBootstrap;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.jaxrs.IntegrationRequest;
import org.ar1.integration.jaxrs.IntegrationRequests;
import org.ar1.integration.jaxrs.IntegrationResponse;
import org.ar1.integration.testkit.SampleCampus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The resources in RESTEasy, with the beans of Weld. */
class RestEasyTest {

    private static FixedProperties properties;
    private static SampleCampus campus;
    private static SeBootstrap.Instance running;
    private static URI server;
    private static IntegrationClient client;

    @BeforeAll
    static void start() throws Exception {
        properties = FixedProperties.set(Map.of("ar1.integration.web.enabled", "true"));
        campus = SampleCampus.builder().historyDays(8).start();
        OwnApplication.Settings.campus = campus;
        running = SeBootstrap.start(
                        OwnApplication.class,
                        SeBootstrap.Configuration.builder()
                                .host("127.0.0.1")
                                .port(SeBootstrap.Configuration.FREE_PORT)
                                .build())
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
        server = running.configuration().baseUri();
        client = CDI.current().select(IntegrationClient.class).get();
        for (int i = 0; i < 3; i++) { // until the reports do not change between two requests
            client.labUtilization().report();
            client.labUtilization().report("docker");
            client.serverAllocation().report();
            client.insights().report();
            client.campus().report();
        }
    }

    @AfterAll
    static void stop() throws Exception {
        running.stop().toCompletableFuture().get(60, TimeUnit.SECONDS);
        campus.close();
        properties.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|/lab-utilization||",
                "GET|/lab-utilization/||",
                "GET|/lab-utilization/docker||",
                "GET|/lab-utilization/a%2Fb||",
                "GET|/lab-utilization/a;b=c||",
                "GET|/lab-utilization/no%20type||",
                "GET|/lab-utilization/100%25+%C3%BC||",
                "GET|/lab-utilization?format=csv&bom=true||",
                "GET|/lab-utilization|Accept|text/csv",
                "GET|/lab-utilization|Accept|image/png",
                "GET|/lab-utilization|Accept|application/json;q=0.4, text/csv;q=0.5",
                "GET|/lab-utilization|If-None-Match|*",
                "GET|/lab-utilization|Accept-Encoding|gzip",
                "GET|/server-allocation||",
                "GET|/insights?limit=1|Accept|application/x-ndjson",
                "GET|/insights/no-such||",
                "GET|/servers||",
                "GET|/servers/3/profile?format=csv||",
                "GET|/servers/3/forecast||",
                "GET|/servers/3/quiet-windows?hours=4||",
                "GET|/placement?lab_type=docker&from=3&to=5||",
                "GET|/lab-types?limit=2&offset=1||",
                "GET|/campus||",
                "HEAD|/lab-utilization||",
                "HEAD|/insights?no_such=1||",
                "POST|/placement?lab_type=docker&from=3&to=5||",
                "PUT|/lab-utilization||",
                "PATCH|/lab-utilization||",
                "DELETE|/insights||",
                "OPTIONS|/insights||",
            })
    void everyRequestIsAnsweredAsTheLibrarySays(String method, String target, String header, String value) {
        Map<String, String> sent =
                header == null ? Map.of("X-Request-Id", "mine") : Map.of("X-Request-Id", "mine", header, value);

        IntegrationResponse expected = expected(method, target, sent);
        Web.Answer answer = Web.send(
                server,
                method,
                "/api/v1/integration" + target,
                sent.entrySet().stream()
                        .flatMap(field -> List.of(field.getKey(), field.getValue()).stream())
                        .toArray(String[]::new));

        assertThat(answer.status()).isEqualTo(expected.status());
        assertThat(answer.bytes()).isEqualTo(expected.content());
        assertThat(comparable(answer.headers())).isEqualTo(comparable(expected.headers()));
    }

    private static IntegrationResponse expected(String method, String target, Map<String, String> sent) {
        int query = target.indexOf('?');
        return IntegrationRequests.over(client)
                .answer(new IntegrationRequest(
                        method,
                        query < 0 ? target : target.substring(0, query),
                        query < 0 ? null : target.substring(query + 1),
                        name -> sent.entrySet().stream()
                                .filter(field -> field.getKey().equalsIgnoreCase(name))
                                .map(Map.Entry::getValue)
                                .toList()));
    }

    /** Without those that change every second, and those of the connection. */
    private static Map<String, String> comparable(Map<String, String> headers) {
        Map<String, String> fields = new TreeMap<>();
        headers.forEach((name, value) -> fields.put(name.toLowerCase(Locale.ROOT), value));
        fields.keySet().removeAll(List.of("age", "connection", "date"));
        return fields;
    }

    @Test
    void anExceptionThatAResourceOfTheApplicationThrowsIsAProblem() {
        Web.Answer answer = Web.send(server, "GET", "/api/v1/labs/nope", "X-Request-Id", "mine");

        assertThat(Web.send(server, "GET", "/api/v1/labs/docker").status()).isEqualTo(200);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.headers())
                .containsEntry("content-type", "application/problem+json")
                .containsEntry("x-request-id", "mine");
        assertThat(answer.body()).contains("urn:ar1:integration:problem:unknown-lab-type");
    }

    @Test
    void otherPathsAreLeftToTheApplication() {
        assertThat(Web.send(server, "GET", "/integration/lab-utilization").status())
                .isEqualTo(404);
        assertThat(Web.send(server, "GET", "/api/v1/integration/users/7").body())
                .doesNotContain("urn:ar1");
    }
}
