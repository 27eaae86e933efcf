package org.ar1.integration.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.ar1.integration.document.ReportJson;
import org.ar1.integration.jaxrs.http.ServiceInfo;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.ar1.integration.report.IntegrationStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTest extends OverFakeClient {

    @Test
    void labUtilizationAnswersExactlyWhatTheLibraryWrites() {
        HttpResponse<String> all = Http.get(server, "/integration/lab-utilization");
        HttpResponse<String> one = Http.get(server, "/integration/lab-utilization/docker");

        assertThat(all.statusCode()).isEqualTo(200);
        assertThat(all.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(all.body()).isEqualTo(utf8(ReportJson.write(Reports.labUtilization(FakeClient.EVERY))));
        assertThat(one.statusCode()).isEqualTo(200);
        assertThat(one.body()).isEqualTo(utf8(ReportJson.write(Reports.labUtilization("docker"))));
    }

    @Test
    void serverAllocationAnswersExactlyWhatTheLibraryWrites() {
        HttpResponse<String> all = Http.get(server, "/integration/server-allocation");
        HttpResponse<String> one = Http.get(server, "/integration/server-allocation/docker");

        assertThat(all.statusCode()).isEqualTo(200);
        assertThat(all.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(all.body()).isEqualTo(utf8(ReportJson.write(Reports.serverAllocation(FakeClient.EVERY))));
        assertThat(one.body()).isEqualTo(utf8(ReportJson.write(Reports.serverAllocation("docker"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lab-utilization", "lab-utilization/docker", "server-allocation", "server-allocation/x"})
    void aPartialReportIsAnAnswer(String path) throws Exception {
        FakeClient client = new FakeClient(
                labType -> Reports.labUtilization(labType, IntegrationStatus.PARTIAL, null),
                labType -> Reports.serverAllocation(labType, IntegrationStatus.PARTIAL, null));
        try (IntegrationServer partial = Http.start(client)) {
            HttpResponse<String> answer = Http.get(partial, "/integration/" + path);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
            assertThat(Http.json(answer).path("integration_status").asText()).isEqualTo("partial");
        }
    }

    @ParameterizedTest
    @CsvSource({"PT0S,1", "PT0.2S,1", "PT1S,1", "PT1.9S,2", "PT30S,30", ",1"})
    void aFailedReportIsTheSameDocumentWithStatus503AndRetryAfter(Duration wait, String seconds) throws Exception {
        FakeClient client = new FakeClient(
                labType -> Reports.labUtilization(labType, IntegrationStatus.FAILED, wait),
                labType -> Reports.serverAllocation(labType, IntegrationStatus.FAILED, wait));
        try (IntegrationServer failed = Http.start(client)) {
            for (String path : new String[] {"lab-utilization", "lab-utilization/x", "server-allocation/x"}) {
                HttpResponse<String> answer = Http.get(failed, "/integration/" + path);

                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).hasValue(seconds);
                assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
                assertThat(Http.json(answer).path("integration_status").asText())
                        .isEqualTo("failed");
            }
        }
    }

    @Test
    void theRootSaysWhatTheServiceIsAndAsksNobody() throws Exception {
        try (IntegrationServer broken = Http.start(FakeClient.failing(new AssertionError("asked")))) {
            HttpResponse<String> answer = Http.get(broken, "/");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
            assertThat(answer.body())
                    .isEqualTo("{\"service\":\"Integration Service\",\"version\":\"" + ServiceInfo.version()
                            + "\",\"status\":\"running\",\"endpoints\":[\"/integration/lab-utilization\","
                            + "\"/integration/lab-utilization/{lab_type}\",\"/integration/server-allocation\","
                            + "\"/integration/server-allocation/{lab_type}\",\"/integration/insights\","
                            + "\"/integration/insights/{id}\",\"/integration/servers\","
                            + "\"/integration/servers/{server_id}/profile\","
                            + "\"/integration/servers/{server_id}/forecast\","
                            + "\"/integration/servers/{server_id}/quiet-windows\",\"/integration/placement\","
                            + "\"/integration/lab-types\",\"/integration/campus\",\"/health\",\"/health/live\","
                            + "\"/health/ready\",\"/health/started\",\"/metrics\",\"/dashboard\",\"/docs\","
                            + "\"/openapi.json\",\"/openapi.yaml\"]}");
            assertThat(Http.get(broken, "/").body()).isEqualTo(answer.body());
        }
    }

    @Test
    void everyPathThatTheRootNamesIsAnswered() {
        Http.json(Http.get(server, "/")).path("endpoints").forEach(endpoint -> {
            String path = endpoint.asText()
                    .replace("{lab_type}", "docker")
                    .replace("{id}", FakeInsights.BUSIEST)
                    .replace("{server_id}", "3")
                    .replace("/placement", "/placement?lab_type=docker&from=3&to=2");
            assertThat(Http.get(server, path).statusCode()).as(path).isEqualTo(200);
        });
    }

    @Test
    void theVersionIsTheOneThatWasBuilt() {
        assertThat(ServiceInfo.version()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/integration/lab-utilization", "/integration/server-allocation/docker"})
    void headIsGetWithoutContent(String path) {
        HttpResponse<String> answer = Http.send(server, "HEAD", path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("Content-Length"))
                .isEqualTo(Http.get(server, path).headers().firstValue("Content-Length"))
                .isPresent();
    }

    @Test
    void aLongDocumentStatesItsLength() {
        HttpResponse<String> answer = Http.get(server, "/integration/lab-utilization/" + "x".repeat(12_000));

        assertThat(answer.headers().firstValueAsLong("Content-Length"))
                .hasValue(answer.body().length());
        assertThat(answer.headers().firstValue("Transfer-Encoding")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/integration/lab-utilization", "/integration/server-allocation/docker"})
    void optionsListsTheMethods(String path) {
        HttpResponse<String> answer = Http.send(server, "OPTIONS", path);

        assertThat(answer.statusCode()).isBetween(200, 204);
        assertThat(answer.headers().firstValue("Allow").orElseThrow().split(",\\s*"))
                .containsExactlyInAnyOrder("GET", "HEAD", "OPTIONS");
        assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
    }

    @Test
    void aTrailingSlashChangesNothing() {
        assertThat(Http.get(server, "/integration/lab-utilization/").body())
                .isEqualTo(Http.get(server, "/integration/lab-utilization").body());
        assertThat(Http.get(server, "/integration/lab-utilization/docker/").body())
                .isEqualTo(
                        Http.get(server, "/integration/lab-utilization/docker").body());
    }

    @Test
    void unknownQueryParametersAreIgnored() {
        assertThat(Http.get(server, "/integration/lab-utilization?x=%2F&y").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "A-z_0.9", "0123456789012345678901234567890123456789012345678901234567890123"})
    void aHarmlessRequestIdComesBack(String id) {
        assertThat(Http.get(server, "/", "X-Request-Id", id).headers().allValues("X-Request-Id"))
                .containsExactly(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a b", "<script>", "01234567890123456789012345678901234567890123456789012345678901234", "ä"})
    void anyOtherRequestIdIsReplaced(String id) {
        assertThat(Http.get(server, "/", "X-Request-Id", id).headers().allValues("X-Request-Id"))
                .singleElement()
                .satisfies(
                        made -> assertThat(made).matches("[A-Za-z0-9._-]{1,64}").isNotEqualTo(id));
    }

    @Test
    void eachRequestWithoutAnIdGetsItsOwn() {
        List<UUID> ids = Stream.generate(() -> Http.get(server, "/"))
                .limit(20)
                .map(answer -> UUID.fromString(
                        answer.headers().firstValue("X-Request-Id").orElseThrow()))
                .toList();

        assertThat(ids).doesNotHaveDuplicates().allSatisfy(id -> {
            assertThat(id.version()).isEqualTo(4);
            assertThat(id.variant()).isEqualTo(2);
        });
    }

    @Test
    void noHeaderTellsWhatTheServerIsMadeOf() {
        assertThat(Http.get(server, "/").headers().map().keySet())
                .extracting(name -> name.toLowerCase(java.util.Locale.ROOT))
                .containsExactlyInAnyOrder(
                        "cache-control",
                        "content-length",
                        "content-security-policy",
                        "content-type",
                        "cross-origin-resource-policy",
                        "date",
                        "etag",
                        "referrer-policy",
                        "vary",
                        "x-content-type-options",
                        "x-frame-options",
                        "x-request-id");
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
