package org.ar1.integration.examples.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.document.ReportJson;
import org.ar1.integration.jaxrs.IntegrationRequest;
import org.ar1.integration.jaxrs.IntegrationRequests;
import org.ar1.integration.jaxrs.IntegrationResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(SampleServices.class)
class QuarkusReportsTest {

    @Inject
    IntegrationClient client;

    @TestHTTPResource("/")
    URI server;

    /** So that the reports do not change between two requests. */
    @BeforeEach
    void settle() {
        for (int i = 0; i < 3; i++) {
            client.labUtilization().report();
            client.labUtilization().report("docker");
            client.serverAllocation().report();
            client.insights().report();
            client.campus().report();
        }
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
                "GET|/lab-utilization?format=xml||",
                "GET|/lab-utilization|Accept|text/csv",
                "GET|/lab-utilization|Accept|image/png",
                "GET|/lab-utilization|Accept|application/json, , text/csv;q=0.5",
                "GET|/lab-utilization|Accept|no type",
                "GET|/lab-utilization|If-None-Match|*",
                "GET|/lab-utilization|If-Match|\"x\"",
                "GET|/lab-utilization|Accept-Encoding|gzip",
                "GET|/server-allocation||",
                "GET|/server-allocation/docker?peaks=3||",
                "GET|/insights?limit=1&severity=critical,warning||",
                "GET|/insights?limit=1|Accept|application/x-ndjson",
                "GET|/insights?no_such=1||",
                "GET|/insights/no-such||",
                "GET|/servers||",
                "GET|/servers/3/profile?format=csv||",
                "GET|/servers/3/forecast||",
                "GET|/servers/x/forecast||",
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
                "/integration" + target,
                sent.entrySet().stream()
                        .flatMap(field -> List.of(field.getKey(), field.getValue()).stream())
                        .toArray(String[]::new));

        assertThat(answer.status()).isEqualTo(expected.status());
        assertThat(answer.bytes()).isEqualTo(expected.content());
        assertThat(comparable(answer.headers())).isEqualTo(comparable(expected.headers()));
    }

    private IntegrationResponse expected(String method, String target, Map<String, String> sent) {
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
    void aReportThatTheCallerHasIsNotSentAgain() {
        Web.Answer first = Web.send(server, "GET", "/integration/server-allocation");

        Web.Answer second = Web.send(
                server,
                "GET",
                "/integration/server-allocation",
                "If-None-Match",
                first.headers().get("etag"));

        assertThat(first.status()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(304);
        assertThat(second.bytes()).isEmpty();
    }

    @Test
    void aReportThatAResourceOfTheApplicationReturnsIsTheDocumentedJson() {
        Web.Answer answer = Web.send(server, "GET", "/labs/docker");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().get("content-type")).startsWith("application/json");
        assertThat(answer.bytes())
                .isEqualTo(ReportJson.write(client.labUtilization().report("docker")));
    }

    @Test
    void anExceptionThatAResourceOfTheApplicationThrowsIsAProblem() {
        Web.Answer answer = Web.send(server, "GET", "/labs/nope", "X-Request-Id", "mine");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.headers())
                .containsEntry("content-type", "application/problem+json")
                .containsEntry("x-request-id", "mine");
        assertThat(answer.body()).contains("urn:ar1:integration:problem:unknown-lab-type");
    }

    @Test
    void otherPathsAreLeftToTheApplication() {
        Web.Answer answer = Web.send(server, "GET", "/integration/users/7");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).doesNotContain("urn:ar1");
    }
}
