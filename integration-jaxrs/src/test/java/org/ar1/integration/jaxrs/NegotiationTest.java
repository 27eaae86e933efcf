package org.ar1.integration.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ar1.integration.document.ReportCsv;
import org.ar1.integration.jaxrs.http.Problem;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.ar1.integration.report.IntegrationStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NegotiationTest extends OverFakeClient {

    private static final String PATH = "/integration/lab-utilization/docker";

    @Test
    void theTablesAreWhatTheLibraryWrites() {
        HttpResponse<String> usage = Http.get(server, PATH, "Accept", "text/csv");
        HttpResponse<String> servers = Http.get(server, "/integration/server-allocation", "Accept", "text/csv");

        assertThat(usage.headers().firstValue("Content-Type")).hasValue("text/csv;charset=utf-8");
        assertThat(usage.body())
                .isEqualTo(new String(ReportCsv.write(Reports.labUtilization("docker")), StandardCharsets.UTF_8));
        assertThat(servers.body())
                .isEqualTo(new String(
                        ReportCsv.write(Reports.serverAllocation(FakeClient.EVERY)), StandardCharsets.UTF_8));
        assertThat(usage.headers().firstValue("ETag"))
                .isPresent()
                .isNotEqualTo(Http.get(server, PATH).headers().firstValue("ETag"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/csv",
                "text/*",
                "text/csv;charset=utf-8",
                "text/csv, application/json;q=0.9",
                "application/json;q=0, */*",
                "text/csv;q=0.2, application/*;q=0.1",
                "text/csv, , application/json;q=0.5,",
                "a/b/c, text/csv",
                "application/json;q=0, text/csv"
            })
    void theTableIsForWhoLikesItBetter(String accept) {
        assertThat(Http.get(server, PATH, "Accept", accept).headers().firstValue("Content-Type"))
                .hasValue("text/csv;charset=utf-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "application/json",
                "application/*",
                "text/csv, application/json",
                "text/csv;q=0.5, */*",
                "text/html, application/json;q=0.1",
                "text/csv;q=0, */*;q=0.1",
                "application/json, , text/csv",
                ", application/json",
                ",",
                "text/csv;q=0, application/json",
                "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2"
            })
    void anyoneElseGetsTheDocument(String accept) {
        assertThat(Http.get(server, PATH, "Accept", accept).headers().firstValue("Content-Type"))
                .hasValue("application/json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "image/*",
                "application/xml, text/plain",
                "application/json;q=0, text/csv;q=0.0",
                "*/*;q=0",
                "text/html, , image/png"
            })
    void whatIsNotThereIs406(String accept) {
        HttpResponse<String> answer = Http.get(server, PATH, "Accept", accept);

        assertThat(answer.statusCode()).isEqualTo(406);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(Problem.MEDIA_TYPE);
    }

    @ParameterizedTest
    @ValueSource(strings = {PATH, "/integration/server-allocation"})
    void severalLinesAreOneList(String path) {
        assertThat(Http.get(server, path, "Accept", "text/html, ", "Accept", "text/csv")
                        .headers()
                        .firstValue("Content-Type"))
                .hasValue("text/csv;charset=utf-8");
        assertThat(Http.get(server, path, "Accept", "application/json;q=0.1", "Accept", "", "Accept", "text/csv;q=0")
                        .headers()
                        .firstValue("Content-Type"))
                .hasValue("application/json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json, , text/html|200",
                "application/json;q=0, */*|200",
                "application/json;q=0, text/csv|406",
                "image/png|406",
                "a/b/c|400",
                ",|200",
                "*/*;q=0.1|200"
            })
    void theSameHoldsAtTheRoot(String accept, int status) {
        assertThat(Http.get(server, "/", "Accept", accept).statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/*|text",
                "application/openmetrics-text, , text/plain|open",
                "text/plain, application/openmetrics-text;q=0.9|text",
                "application/openmetrics-text;q=0, text/plain;q=0.1|text",
                "application/openmetrics-text;q=0, */*|text",
                "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.5|open",
                "text/plain;q=0, */*|open",
                "application/*|open",
                "text/html, */*;q=0.1|text",
                "application/openmetrics-text;q=0|406",
                "*/*;q=0|406",
                "application/json|406",
                "a/b/c|400"
            })
    void theSameHoldsForMetrics(String accept, String expected) {
        HttpResponse<String> answer = Http.get(server, "/metrics", "Accept", accept);

        switch (expected) {
            case "text" ->
                assertThat(answer.headers().firstValue("Content-Type"))
                        .hasValue("text/plain; version=0.0.4; charset=utf-8");
            case "open" ->
                assertThat(answer.headers().firstValue("Content-Type"))
                        .hasValue("application/openmetrics-text; version=1.0.0; charset=utf-8");
            default -> {
                assertThat(answer.statusCode()).isEqualTo(Integer.parseInt(expected));
                assertThat(answer.headers().firstValue("Content-Type")).hasValue(Problem.MEDIA_TYPE);
            }
        }
    }

    @Test
    void theQueryNamesTheFormWhereNoFieldCanBeSet() {
        for (String accept : List.of("text/html", "application/json", "a/b/c")) {
            HttpResponse<String> table = Http.get(server, PATH + "?format=csv", "Accept", accept);
            assertThat(table.statusCode()).isEqualTo(200);
            assertThat(table.headers().firstValue("Content-Type")).hasValue("text/csv;charset=utf-8");
            assertThat(table.body())
                    .isEqualTo(Http.get(server, PATH, "Accept", "text/csv").body());
        }
        HttpResponse<String> document = Http.get(server, PATH + "?format=json", "Accept", "text/csv");
        assertThat(document.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(document.headers().firstValue("Content-Disposition")).isEmpty();
        assertThat(Http.get(server, PATH, "Accept", "text/csv").headers().firstValue("Content-Disposition"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/integration/lab-utilization, lab-utilization-2026-11-23.csv",
        "/integration/server-allocation, server-allocation-2026-11-23.csv",
        "/integration/lab-utilization/docker, lab-utilization-docker-2026-11-23.csv",
        "/integration/server-allocation/a%22%2F%D0%B2%0d%0a, server-allocation-a_____-2026-11-23.csv"
    })
    void aTableThatTheQueryNamesHasAFileNameWithTheDayOfTheReport(String path, String file) {
        HttpResponse<String> whole = Http.get(server, path + "?format=csv");
        String tag = whole.headers().firstValue("ETag").orElseThrow();

        assertThat(whole.headers().allValues("Content-Disposition"))
                .containsExactly("attachment; filename=\"" + file + "\"");
        assertThat(Http.get(server, path + "?format=csv", "If-None-Match", tag)
                        .headers()
                        .allValues("Content-Disposition"))
                .isEqualTo(whole.headers().allValues("Content-Disposition"));
    }

    @Test
    void aFileNameHasABound() {
        assertThat(Http.get(server, "/integration/lab-utilization/" + "x".repeat(3_000) + "?format=csv")
                        .headers()
                        .firstValue("Content-Disposition")
                        .orElseThrow())
                .hasSizeLessThan(200)
                .endsWith("-2026-11-23.csv\"");
    }

    @Test
    void aTableBeginsWithAByteOrderMarkIfAskedTo() {
        String table = Http.get(server, PATH + "?format=csv").body();

        assertThat(Http.get(server, PATH + "?bom=true", "Accept", "text/csv").body())
                .isEqualTo("\uFEFF" + table);
        assertThat(Http.get(server, PATH + "?format=csv&bom=true").body()).isEqualTo("\uFEFF" + table);
        assertThat(Http.get(server, PATH + "?format=csv&bom=false").body()).isEqualTo(table);
        assertThat(Http.get(server, PATH + "?bom=true").body())
                .isEqualTo(Http.get(server, PATH).body());
    }

    @ParameterizedTest
    @CsvSource({
        "format=xml, format",
        "format=, format",
        "format=CSV, format",
        "format=csv&format=csv, format",
        "format=csv&bom=1, bom",
        "bom, bom",
        "format=json&bom=TRUE, bom"
    })
    void anyOtherValueIs400AndNamesTheParameter(String query, String parameter) {
        HttpResponse<String> answer = Http.get(server, PATH + "?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Http.json(answer).path("type").asText()).endsWith(":invalid-parameter");
        assertThat(Http.json(answer).path("parameter").asText()).isEqualTo(parameter);
    }

    @Test
    void aFailedTableIsNoFileToSave() throws Exception {
        FakeClient client = new FakeClient(
                labType -> Reports.labUtilization(labType, IntegrationStatus.FAILED, null), Reports::serverAllocation);
        try (IntegrationServer failed = Http.start(client)) {
            HttpResponse<String> answer = Http.get(failed, PATH + "?format=csv");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Content-Disposition")).isEmpty();
        }
    }

    @Test
    void theTableOfAFailedReportIs503Too() throws Exception {
        FakeClient client = new FakeClient(
                labType -> Reports.labUtilization(labType, IntegrationStatus.FAILED, null), Reports::serverAllocation);
        try (IntegrationServer failed = Http.start(client)) {
            HttpResponse<String> answer = Http.get(failed, PATH, "Accept", "text/csv");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/csv;charset=utf-8");
        }
    }

    @Test
    void problemsStayProblemsForWhoWantsATable() throws Exception {
        try (IntegrationServer broken = Http.start(FakeClient.failing(new IllegalStateException("x")))) {
            assertThat(Http.get(broken, PATH, "Accept", "text/csv").headers().firstValue("Content-Type"))
                    .hasValue(Problem.MEDIA_TYPE);
        }
    }
}
