package org.ar1.integration.testkit;

import static org.ar1.integration.testkit.SampleService.LAB_MONITORING;
import static org.ar1.integration.testkit.SampleService.PERFORMANCE;
import static org.ar1.integration.testkit.SampleService.RESOURCE_ALLOCATION;
import static org.ar1.integration.testkit.SampleService.USER_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpBehaviourTest {

    private static final Instant MONDAY = Instant.parse("2026-11-23T10:04:05Z");

    @ParameterizedTest
    @ValueSource(strings = {"/monitor/labs/popular", "/monitor/labs/over-under-utilized"})
    void expressAnswers304ToItsOwnTag(String path) throws IOException {
        try (SampleCampus campus = SampleCampus.builder().now(MONDAY).start()) {
            String tag = tag(Web.get(campus, LAB_MONITORING, path));

            HttpResponse<String> same = Web.get(campus, LAB_MONITORING, path, "If-None-Match", "W/\"1-x\", " + tag);
            HttpResponse<String> other = Web.get(campus, LAB_MONITORING, path, "If-None-Match", "W/\"1-x\"");

            assertThat(same.statusCode()).isEqualTo(304);
            assertThat(same.body()).isEmpty();
            assertThat(tag(same)).isEqualTo(tag);
            assertThat(other.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void theHugeHistoryIsTaggedTooUntilTheNextTenMinutes() throws IOException {
        AtomicReference<Instant> now = new AtomicReference<>(MONDAY);
        try (SampleCampus campus =
                SampleCampus.builder().historyDays(1).clock(now::get).start()) {
            String path = "/performance/servers/stats";
            String tag = tag(Web.get(campus, PERFORMANCE, path));
            now.set(MONDAY.plusSeconds(300));
            assertThat(Web.get(campus, PERFORMANCE, path, "If-None-Match", tag).statusCode())
                    .isEqualTo(304);
            now.set(MONDAY.plusSeconds(600));
            assertThat(Web.get(campus, PERFORMANCE, path, "If-None-Match", tag).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void fastApiIgnoresTagsAndOtherMethods() throws IOException {
        try (SampleCampus campus = SampleCampus.start()) {
            assertThat(Web.get(campus, USER_PROGRESS, "/labs/", "If-None-Match", "*")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(Web.send("HEAD", campus, USER_PROGRESS, "/labs/").statusCode())
                    .isEqualTo(405);
            assertThat(Web.get(campus, USER_PROGRESS, "/labs").statusCode()).isEqualTo(307);
        }
    }

    @Test
    void expressAnswersHeadWithoutABody() throws IOException {
        try (SampleCampus campus = SampleCampus.builder().now(MONDAY).start()) {
            HttpResponse<String> get = Web.get(campus, RESOURCE_ALLOCATION, "/servers");
            HttpResponse<String> head = Web.send("HEAD", campus, RESOURCE_ALLOCATION, "/servers");

            assertThat(head.body()).isEmpty();
            assertThat(tag(head)).isEqualTo(tag(get));
            assertThat(head.headers().firstValue("content-length"))
                    .isEqualTo(get.headers().firstValue("content-length"));
            assertThat(Web.send("POST", campus, RESOURCE_ALLOCATION, "/servers").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void staysOnHttp11WhenAClientOffersHttp2() throws IOException, InterruptedException {
        try (SampleCampus campus = SampleCampus.start()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(campus.url(USER_PROGRESS) + "/"))
                    .build();
            HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            assertThat(answer.body()).contains("User Progress Tracking Service");
            assertThat(campus.recentRequests(USER_PROGRESS).get(0).header("Upgrade"))
                    .contains("h2c");
        }
    }

    @Test
    void expressWritesAnUnknownPathIntoItsPageEscaped() throws IOException {
        try (SampleCampus campus = SampleCampus.start();
                RawClient client = new RawClient(campus, LAB_MONITORING)) {
            client.get("/<b>");
            assertThat(client.answer()).contains("404 Not Found", "Cannot GET /&lt;b&gt;");
        }
    }

    @Test
    void theCatalogueComesInPages() {
        try (SampleCampus campus = SampleCampus.builder().labs(120).start()) {
            List<Map<String, Object>> first = JsonTree.rows(Web.body(campus, USER_PROGRESS, "/labs/"));
            List<Map<String, Object>> second = JsonTree.rows(Web.body(campus, USER_PROGRESS, "/labs/?skip=100"));
            List<Map<String, Object>> all = JsonTree.rows(Web.body(campus, USER_PROGRESS, "/labs/?skip=0&limit=1000"));

            assertThat(first).hasSize(100);
            assertThat(second).isNotEmpty();
            assertThat(all.subList(0, 100)).isEqualTo(first);
            assertThat(all.subList(100, all.size())).isEqualTo(second);
            assertThat(Web.body(campus, USER_PROGRESS, "/labs/?limit=0")).isEqualTo("[]");
            assertThat(Web.body(campus, USER_PROGRESS, "/labs/?skip=9999")).isEqualTo("[]");
        }
    }

    @Test
    void badPagesFailAsTheyDoInReality() throws IOException {
        try (SampleCampus campus = SampleCampus.start()) {
            assertThat(Web.get(campus, USER_PROGRESS, "/labs/?skip=x").statusCode())
                    .isEqualTo(422);
            assertThat(Web.body(campus, USER_PROGRESS, "/labs/?limit=")).contains("\"limit\"");
            assertThat(Web.body(campus, USER_PROGRESS, "/labs/?skip=-1")).isEqualTo("Internal Server Error");
        }
    }

    @Test
    void dropsWhatIsNoHttpAndServesOn() throws IOException {
        try (SampleCampus campus = SampleCampus.start()) {
            for (String nonsense : List.of("hello\r\n\r\n", "GET / HTTP/1.1\r\nno header\r\n\r\n", "GET /")) {
                try (RawClient client = new RawClient(campus, USER_PROGRESS)) {
                    client.send(nonsense);
                    if (nonsense.endsWith("\n")) {
                        assertThat(client.read()).isEqualTo(-1);
                    }
                }
            }
            assertThat(Web.get(campus, USER_PROGRESS, "/").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void keepsAConnectionOpenUnlessAskedNotTo() throws IOException {
        try (SampleCampus campus = SampleCampus.start();
                RawClient client = new RawClient(campus, RESOURCE_ALLOCATION)) {
            client.send("POST /servers HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello");
            assertThat(client.answer()).startsWith("HTTP/1.1 404");
            client.get("/servers");
            assertThat(client.answer()).contains("Keep-Alive: timeout=5");
            client.send("GET /allocations HTTP/1.1\r\nConnection: close\r\n\r\n");
            assertThat(client.rest()).contains("Connection: close").endsWith("}]");
        }
    }

    private static String tag(HttpResponse<String> answer) {
        return answer.headers().firstValue("etag").orElseThrow();
    }
}
