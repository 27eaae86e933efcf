package org.ar1.integration.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ar1.integration.InsightRequest;
import org.ar1.integration.document.InsightCsv;
import org.ar1.integration.document.InsightJson;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.ar1.integration.report.IntegrationStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InsightsOverHttpTest {

    private static final String PATH = "/integration/insights";

    private FakeClient client;
    private IntegrationServer server;

    @BeforeEach
    void start() throws Exception {
        client = new FakeClient();
        server = Http.start(client);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> get(String path, String... headers) {
        return Http.get(server, path, headers);
    }

    private static List<String> ids(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<String> ids = new ArrayList<>();
        Http.json(answer).path("insights").forEach(one -> ids.add(one.path("id").asText()));
        return ids;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void theListIsTheBytesOfTheLibrary() {
        assertThat(get(PATH).body())
                .isEqualTo(new String(
                        InsightJson.write(client.insights.report(InsightRequest.standard())), StandardCharsets.UTF_8));
        assertThat(get(PATH, "Accept", "text/csv").body())
                .isEqualTo(new String(
                        InsightCsv.write(client.insights
                                .report(InsightRequest.standard())
                                .insights()),
                        StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind=busiest_hour | busiest",
                "kind=busiest_hour,idle_lab | busiest idle",
                "kind=busiest_hour&kind=idle_lab | busiest idle",
                "kind=failover | ''",
                "severity=critical | busiest",
                "severity=warning | busiest idle",
                "severity=info | busiest idle forecast",
                "severity=critical,warning | busiest idle",
                "confidence=high | busiest",
                "confidence=medium | busiest forecast",
                "state=widened | idle",
                "state=ok | busiest forecast",
                "state=withheld | ''",
                "subject=server:3 | busiest",
                "subject=server:3,server:2 | busiest forecast",
                "subject=lab:Quantum%2C+Computing | idle",
                "subject=lab:Quantum%2C+Computing%2Cserver:3 | busiest idle",
                "subject=fleet | ''",
                "severity=warning&subject=server:3 | busiest",
                "sort=severity | busiest idle forecast",
                "sort=-severity | forecast idle busiest",
                "sort=kind | busiest idle forecast",
                "sort=-kind | forecast idle busiest",
                "sort=subject | idle forecast busiest",
                "sort=-days_left | forecast busiest idle",
                "limit=2 | busiest idle",
                "limit=2&offset=2 | forecast",
                "offset=3 | ''"
            })
    void filtersSortingAndPagesChoose(String query, String expected) {
        List<String> ids = expected.isEmpty()
                ? List.of()
                : Pattern.compile(" ")
                        .splitAsStream(expected)
                        .map(name -> switch (name) {
                            case "busiest" -> FakeInsights.BUSIEST;
                            case "idle" -> FakeInsights.IDLE;
                            default -> FakeInsights.FORECAST;
                        })
                        .toList();

        assertThat(ids(get(PATH + "?" + query))).isEqualTo(ids);
    }

    @Test
    void totalCountsBeforePagingAndCountsAreOfTheWholeReport() {
        JsonNode answer = Http.json(get(PATH + "?severity=warning&limit=1"));

        assertThat(answer.path("total").asInt()).isEqualTo(2);
        assertThat(answer.path("insights")).hasSize(1);
        assertThat(answer.path("counts").toString()).isEqualTo("{\"critical\":1,\"warning\":1,\"info\":1}");
    }

    @Test
    void whatIsWithheldIsFilteredByKindSubjectAndState() {
        assertThat(Http.json(get(PATH + "?state=withheld")).path("withheld")).hasSize(1);
        assertThat(Http.json(get(PATH + "?subject=server:1&kind=saturation_forecast"))
                        .path("withheld"))
                .hasSize(1);
        assertThat(Http.json(get(PATH + "?subject=server:3")).path("withheld")).isEmpty();
        assertThat(Http.json(get(PATH + "?kind=idle_lab")).path("withheld")).isEmpty();
        assertThat(Http.json(get(PATH + "?state=ok")).path("withheld")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/integration/insights?severity=info&subject=server:3,server:2&subject=lab:Quantum%2C%20Computing&limit=1",
                "/integration/insights/?limit=1",
                "/integration/servers?limit=1",
                "/integration/lab-types?limit=1"
            })
    void linksLeadThroughAllPages(String first) {
        URI at = server.uri().resolve(first);
        int pages = 1;
        for (String next = next(at); next != null && pages < 9; next = next(at)) {
            at = at.resolve(next);
            pages++;
        }

        assertThat(pages).isEqualTo(3);
    }

    private String next(URI at) {
        HttpResponse<String> answer = get(at.getRawPath() + "?" + at.getRawQuery());
        assertThat(answer.statusCode()).isEqualTo(200);
        String link = answer.headers().firstValue("Link").orElse(null);
        if (link == null) {
            return null;
        }
        Matcher matcher = Pattern.compile("<([^>]+)>; rel=\"next\"").matcher(link);
        assertThat(matcher.matches()).as(link).isTrue();
        return matcher.group(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/integration/insights?kind=nothing | kind | busiest_hour, sustained_load",
                "/integration/insights?kind= | kind | one of",
                "/integration/insights?severity=high | severity | one of critical, warning, info",
                "/integration/insights?confidence=sure | confidence | one of high, medium, low",
                "/integration/insights?state=fine | state | one of ok, widened, withheld",
                "/integration/insights?subject=server | subject | server: and a number",
                "/integration/insights?subject=server:x | subject | server: and a number",
                "/integration/insights?subject=fleet:1 | subject | fleet",
                "/integration/insights?sort=name | sort | one of severity",
                "/integration/insights?limit=0 | limit | a whole number from 1 to 500",
                "/integration/insights?limit=501 | limit | a whole number from 1 to 500",
                "/integration/insights?limit=99999999999999999999 | limit | a whole number",
                "/integration/insights?limit=1&limit=2 | limit | must be there once",
                "/integration/insights?offset=-1 | offset | a whole number from 0",
                "/integration/insights?zone=Berlin | zone | IANA time zone",
                "/integration/insights?zone=%2B01:00 | zone | IANA time zone",
                "/integration/insights?refresh=yes | refresh | true or false",
                "/integration/insights?format=xml | format | csv or json or ndjson",
                "/integration/insights?sevrity=info | sevrity | confidence, format, kind, limit",
                "/integration/servers?state=warm | state | one of saturated, hot, ok, empty, unknown",
                "/integration/servers?server=x | server | the number of a server",
                "/integration/servers?finding=small | finding | one of under_provisioned",
                "/integration/servers?sort=x | sort | one of headroom",
                "/integration/servers/x/profile | server_id | the number of a server",
                "/integration/servers/3/profile?limit=3 | limit | not known here",
                "/integration/servers/3/forecast?format=csv | format | json",
                "/integration/servers/3/quiet-windows?hours=13 | hours | a whole number from 1 to 12",
                "/integration/servers/3/quiet-windows?hours=two | hours | a whole number from 1 to 12",
                "/integration/placement | lab_type | missing",
                "/integration/placement?lab_type=docker&from=1 | to | missing",
                "/integration/placement?lab_type=docker&from=one&to=2 | from | the number of a server",
                "/integration/lab-types?status=fine | status | one of",
                "/integration/lab-types?server=x | server | the number of a server",
                "/integration/lab-types?sort=x | sort | one of lab_type"
            })
    void wrongParametersAreNamedWithWhatIsAllowed(String path, String parameter, String allowed) {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        JsonNode problem = Http.json(answer);
        assertThat(problem.path("type").asText()).endsWith(":invalid-parameter");
        assertThat(problem.path("parameter").asText()).isEqualTo(parameter);
        assertThat(problem.path("detail").asText()).contains("The parameter " + parameter, allowed);
        assertThat(client.insights.requests).isEmpty();
    }

    @Test
    void anInsightIsExplainedAndWhatIsWithheldToo() {
        JsonNode listed = Http.json(get(PATH + "/" + FakeInsights.BUSIEST));
        HttpResponse<String> withheld = get(PATH + "/" + FakeInsights.WITHHELD);

        assertThat(listed.path("id").asText()).isEqualTo(FakeInsights.BUSIEST);
        assertThat(listed.path("definition").asText()).isEqualTo("docs/insights.md#busiest_hour");
        assertThat(listed.path("steps")).hasSize(1);
        assertThat(listed.path("sources").toString()).isEqualTo("[\"performance/stats\"]");
        assertThat(listed.path("report_sources")).hasSize(1);
        assertThat(withheld.statusCode()).isEqualTo(200);
        assertThat(Http.json(withheld).path("state").asText()).isEqualTo("withheld");
    }

    @ParameterizedTest
    @CsvSource({
        "/integration/insights/busiest_hour-0000000000000000, unknown-insight",
        "/integration/insights/nonsense, unknown-insight",
        "/integration/insights/%ff, unknown-insight",
        "/integration/servers/99/profile, unknown-server",
        "/integration/servers/99/forecast, unknown-server",
        "/integration/servers/99/quiet-windows, unknown-server",
        "/integration/placement?lab_type=docker&from=3&to=99, unknown-server",
        "/integration/servers/3, not-found",
        "/integration/servers/3/other, not-found"
    })
    void whatIsUnknownIsAProblem(String path, String type) {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(Http.json(answer).path("type").asText()).endsWith(":" + type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/integration/insights",
                "/integration/insights/" + FakeInsights.BUSIEST,
                "/integration/servers",
                "/integration/servers/3/profile",
                "/integration/servers/3/forecast",
                "/integration/servers/3/quiet-windows",
                "/integration/placement?lab_type=docker&from=3&to=2",
                "/integration/lab-types",
                "/integration/campus"
            })
    void answersAreCachedTaggedAndCompressedAsReportsAre(String path) throws Exception {
        HttpResponse<String> answer = get(path, "X-Request-Id", "mine");
        String tag = answer.headers().firstValue("ETag").orElseThrow();

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Request-Id")).hasValue("mine");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("private, no-cache");
        assertThat(answer.headers().firstValue("Cache-Status")).hasValue("ar1-integration; hit; detail=\"cached=1\"");
        assertThat(answer.headers().firstValue("Age").orElseThrow()).matches("[0-9]+");
        assertThat(get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(get(path, "If-Match", "\"x\"").statusCode()).isEqualTo(412);
        assertThat(get(path, "Accept", "text/html").statusCode()).isEqualTo(406);
        assertThat(Http.send(server, "HEAD", path).statusCode()).isEqualTo(200);
        assertThat(Http.send(server, "POST", path).statusCode()).isEqualTo(405);
        client.insights.status = IntegrationStatus.FAILED;
        HttpResponse<String> failed = get(path);
        assertThat(failed.statusCode()).isIn(404, 503);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/integration/insights/" + FakeInsights.BUSIEST + "/",
                "/integration/servers/3/profile/",
                "/integration/servers/3/quiet-windows/?hours=3"
            })
    void aSlashAtTheEndChangesNothing(String path) {
        HttpResponse<String> with = get(path);

        assertThat(with.statusCode()).as(with.body()).isEqualTo(200);
        assertThat(with.body())
                .isEqualTo(get(path.replaceFirst("/(?=$|\\?)", "")).body());
    }

    @Test
    void failedReportsAreTheSameDocumentsWith503() {
        client.insights.status = IntegrationStatus.FAILED;

        for (String path : List.of(PATH, "/integration/servers", "/integration/lab-types")) {
            HttpResponse<String> answer = get(path);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(Http.json(answer).path("integration_status").asText()).isEqualTo("failed");
            assertThat(get(path, "Accept", "text/csv").statusCode()).isEqualTo(503);
        }
        client.insights.status = IntegrationStatus.SUCCESS;
        assertThat(ids(get(PATH))).hasSize(3);
    }

    @Test
    void linesAreElements() {
        HttpResponse<String> answer = get(PATH, "Accept", "application/x-ndjson");

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
        assertThat(answer.body().lines().map(line -> Http.json(line).path("id").asText()))
                .containsExactly(FakeInsights.BUSIEST, FakeInsights.IDLE, FakeInsights.FORECAST);
        assertThat(get("/integration/servers?format=ndjson").body().lines()).hasSize(3);
        assertThat(get("/integration/lab-types?format=ndjson").body().lines()).hasSize(3);
    }

    @Test
    void aTableHasAFileNameAndAByteOrderMarkWhereAsked() {
        HttpResponse<String> answer = get(PATH + "?format=csv&bom=true");

        assertThat(answer.body()).startsWith("\uFEFFid,kind,");
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"insights-2026-11-23.csv\"");
        assertThat(get("/integration/servers/3/profile?format=csv").body()).startsWith("server_id,resource,");
        assertThat(get("/integration/lab-types?format=csv").body())
                .contains("docker,Lab of docker,true,1100,7,1,over-utilized,1.87,,,1 2,");
    }

    @Test
    void aZoneIsPassedOnAndStated() {
        JsonNode answer = Http.json(get(PATH + "?zone=" + encoded("Asia/Kolkata")));

        assertThat(answer.path("zone").asText()).isEqualTo("Asia/Kolkata");
        assertThat(client.insights.requests)
                .extracting(InsightRequest::zone)
                .containsExactly(ZoneId.of("Asia/Kolkata"));
        assertThat(Http.json(get(PATH)).path("zone").asText()).isEqualTo("Z");
    }

    @Test
    void sourcesAreAskedAgainOnceInAWhile() {
        HttpResponse<String> first = get(PATH + "?refresh=true");
        HttpResponse<String> second = get("/integration/servers?refresh=true");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(second.headers().firstValue("Cache-Status").orElseThrow()).contains("refresh-limited");
        assertThat(client.insights.requests)
                .extracting(InsightRequest::isRefreshed)
                .containsExactly(true, false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/integration/servers | 3 10 2",
                "/integration/servers?sort=-headroom | 10 3 2",
                "/integration/servers?sort=server_id | 2 3 10",
                "/integration/servers?sort=-server_id | 10 3 2",
                "/integration/servers?state=ok | 10 2",
                "/integration/servers?state=ok,saturated&finding=right_sized | 10",
                "/integration/servers?limit=1&offset=1 | 10",
                "/integration/servers?server=10,3 | 3 10",
                "/integration/servers?server=2&server=77 | 2",
                "/integration/lab-types | cobol docker quantum",
                "/integration/lab-types?sort=-lab_type | quantum docker cobol",
                "/integration/lab-types?sort=-events | docker cobol quantum",
                "/integration/lab-types?sort=ratio | cobol docker quantum",
                "/integration/lab-types?status=over-utilized | docker",
                "/integration/lab-types?server=2 | docker",
                "/integration/lab-types?server=1,2 | cobol docker",
                "/integration/lab-types?lab_type=docker | docker",
                "/integration/lab-types?lab_type=quantum&lab_type=cobol&sort=-lab_type | quantum cobol",
                "/integration/lab-types?lab_type=cobol,docker | ''",
                "/integration/lab-types?lab_type=cobol&server=2 | ''"
            })
    void tablesAreFilteredAndSorted(String path, String expected) {
        List<String> keys = new ArrayList<>();
        JsonNode answer = Http.json(get(path));
        answer.path("servers").forEach(row -> keys.add(row.path("server_id").asText()));
        answer.path("lab_types").forEach(row -> keys.add(row.path("lab_type").asText()));

        assertThat(String.join(" ", keys)).isEqualTo(expected);
    }
}
