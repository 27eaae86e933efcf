package org.ar1.integration.jaxrs.server.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.ar1.integration.jaxrs.FakeClient;
import org.ar1.integration.jaxrs.Http;
import org.ar1.integration.jaxrs.OverFakeClient;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.ar1.integration.jaxrs.server.ServerConfig;
import org.ar1.integration.jaxrs.server.auth.TokensFileTest;
import org.ar1.integration.jaxrs.server.demo.SampleFaults;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page for people, as a browser gets it; that it works is shown in a real one, by the profile {@code browser}. */
class DashboardTest extends OverFakeClient {

    private static final String BROWSER =
            "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
                    + " require-trusted-types-for 'script'; trusted-types 'none'";
    private static final int MOST_GZIP = 25 * 1024;
    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\"#]+)\"|from \"(\\./[^\"]+)\"");

    /** The page and what it loads from its own folder, by path. */
    private static Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of("/dashboard"));
        while (!open.isEmpty()) {
            String path = open.remove();
            HttpResponse<String> answer = Http.get(server, path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            files.put(path, answer.body());
            for (String reference : references(answer.body())) {
                String next = URI.create(path).resolve(reference).getPath();
                if (next.startsWith("/dashboard/") && !files.containsKey(next) && !open.contains(next)) {
                    open.add(next);
                }
            }
        }
        return files;
    }

    private static Set<String> references(String text) {
        Set<String> references = new LinkedHashSet<>();
        REFERENCE
                .matcher(text)
                .results()
                .forEach(match -> references.add(match.group(1) == null ? match.group(2) : match.group(1)));
        return references;
    }

    @Test
    void everyFileOfThePageIsServedAndUsed() throws Exception {
        Path folder = Path.of("src/main/resources/org/ar1/integration/jaxrs/dashboard");
        Set<String> expected = new LinkedHashSet<>();
        try (Stream<Path> all = Files.list(folder)) {
            all.map(file -> file.getFileName().toString())
                    .forEach(name -> expected.add(name.equals("index.html") ? "/dashboard" : "/dashboard/" + name));
        }

        assertThat(files().keySet()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void thePageAndItsFilesFitIntoTwentyFiveKilobytes() throws Exception {
        int sum = 0;
        for (String content : files().values()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
                gzip.write(content.getBytes(StandardCharsets.UTF_8));
            }
            sum += bytes.size();
        }

        assertThat(sum).isBetween(1, MOST_GZIP);
    }

    @Test
    void thePageRunsNothingInlineAndParsesNoHtml() {
        files().forEach((path, content) -> assertThat(content)
                .as(path)
                .doesNotContainPattern("<script(?![^>]* src=)|<style|\\son[a-z]+=\"|\\sstyle=|javascript:")
                .doesNotContainPattern("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|DOMParser")
                .doesNotContainPattern("localStorage|sessionStorage|document\\.cookie"));
    }

    @Test
    void allReferencesAreRelativeAndLeadNowhereElse() {
        files().forEach((path, content) -> assertThat(references(content))
                .as(path)
                .noneMatch(reference -> reference.contains(":") || reference.startsWith("/")));
        assertThat(files().get("/dashboard/dashboard.css")).doesNotContain("@import", "url(");
    }

    @Test
    void thePageAndTheDocumentationLeadToEachOther() {
        assertThat(references(Http.get(server, "/dashboard").body())).contains("docs");
        assertThat(references(Http.get(server, "/docs").body())).contains("dashboard");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "text/html", "application/json", BROWSER})
    void thePathOfThePageAnswersItToEveryone(String accept) {
        HttpResponse<String> answer = Http.get(server, "/dashboard?server=3", "Accept", accept);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(answer.headers().allValues("Content-Security-Policy")).containsExactly(POLICY);
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-cache");
    }

    @ParameterizedTest
    @ValueSource(strings = {BROWSER, "text/html", "text/html, application/json;q=0.9", "text/*"})
    void theRootIsThePageForThoseWhoPreferHtml(String accept) {
        HttpResponse<String> answer = Http.get(server, "/", "Accept", accept);

        assertThat(answer.body()).isEqualTo(Http.get(server, "/dashboard").body());
        assertThat(answer.headers().firstValue("Content-Security-Policy")).hasValue(POLICY);
        assertThat(String.join(",", answer.headers().allValues("Vary"))).contains("Accept,", "Accept-Encoding");
        String tag = answer.headers().firstValue("ETag").orElseThrow();
        assertThat(Http.get(server, "/", "Accept", accept, "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        assertThat(Http.get(server, "/", "Accept", "application/json", "If-None-Match", tag)
                        .statusCode())
                .as("another representation has another tag")
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json", "application/json, text/html", "text/html;q=0.5, */*", ","})
    void theRootIsJsonForAllOthers(String accept) {
        HttpResponse<String> answer = Http.get(server, "/", "Accept", accept);

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(String.join(",", answer.headers().allValues("Vary"))).contains("Accept,");
        assertThat(Http.json(answer).path("status").asText()).isEqualTo("running");
    }

    @Test
    void onlyReadingTheRootIsNegotiated() {
        assertThat(Http.send(server, "HEAD", "/", "Accept", "text/html")
                        .headers()
                        .firstValue("Content-Type"))
                .hasValue("text/html; charset=utf-8");
        assertThat(Http.send(server, "POST", "/", "Accept", "text/html").statusCode())
                .isEqualTo(405);
    }

    @ParameterizedTest
    @CsvSource({
        "/dashboard/dashboard.js, text/javascript",
        "/dashboard/dom.js, text/javascript",
        "/dashboard/dashboard.css, text/css"
    })
    void filesHaveTheirType(String path, String type) {
        assertThat(Http.get(server, path).headers().firstValue("Content-Type")).hasValue(type);
    }

    @Test
    void aSlashAtTheEndLeadsToThePage() {
        HttpResponse<String> answer = Http.get(server, "/dashboard/");

        assertThat(answer.statusCode()).isEqualTo(308);
        assertThat(answer.headers().firstValue("Location")).hasValue("../dashboard");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dashboard/nothing.js", "/dashboard/index.html", "/dashboardx", "/demo/faults"})
    void whatIsNotThereIsAProblem(String path) {
        assertThat(Http.get(server, path).statusCode()).isEqualTo(404);
        assertThat(Http.send(server, "PUT", path).statusCode()).isIn(404, 405);
    }

    @Test
    void thePageIsOpenWhereItsDataAreNot(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("tokens"), TokensFileTest.line("grafana", "secret"));
        ServerConfig config = ServerConfig.builder()
                .tokensFile(file)
                .sampleFaults(new SampleFaults(List.of(), Map::of, (service, fault) -> true))
                .build();
        try (IntegrationServer closed = Http.start(config, new FakeClient())) {
            for (String path : List.of("/", "/dashboard", "/dashboard/dashboard.js", "/dashboard/dashboard.css")) {
                assertThat(Http.get(closed, path, "Accept", BROWSER).statusCode())
                        .as(path)
                        .isEqualTo(200);
            }
            assertThat(Http.get(closed, "/integration/lab-utilization").statusCode())
                    .isEqualTo(401);
            assertThat(Http.get(closed, "/demo/faults").statusCode()).isEqualTo(401);
            assertThat(Http.send(closed, "PUT", "/demo/faults/performance/silent")
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void faultsOfASampleCampusAreSwitchedByName() throws Exception {
        Map<String, String> on = new ConcurrentHashMap<>(Map.of("performance", SampleFaults.NONE));
        SampleFaults faults =
                new SampleFaults(List.of("silent"), () -> on, (service, fault) -> on.replace(service, fault) != null);
        ServerConfig config =
                ServerConfig.builder().sampleFaults(faults).build().toBuilder().build();
        try (IntegrationServer demo = Http.start(config, new FakeClient())) {
            assertThat(Http.get(demo, "/", "Accept", "application/json").body()).contains("\"/demo/faults\"");
            assertThat(Http.send(demo, "PUT", "/demo/faults/performance/silent").statusCode())
                    .isEqualTo(204);
            HttpResponse<String> list = Http.get(demo, "/demo/faults");
            assertThat(list.body())
                    .isEqualTo("{\"services\":[{\"service\":\"performance\",\"fault\":\"silent\"}],"
                            + "\"faults\":[\"silent\"]}");
            assertThat(list.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(Http.send(demo, "DELETE", "/demo/faults/performance").statusCode())
                    .isEqualTo(204);
            assertThat(on).containsEntry("performance", SampleFaults.NONE);
            assertThat(Http.send(demo, "PUT", "/demo/faults/other/silent").statusCode())
                    .isEqualTo(404);
            assertThat(Http.get(demo, "/demo/faults/performance/silent").statusCode())
                    .isEqualTo(405);
            assertThat(Http.send(demo, "PUT", "/demo/faults").statusCode()).isEqualTo(405);
        }
        assertThat(Http.get(server, "/", "Accept", "application/json").body()).doesNotContain("/demo/");
    }
}
