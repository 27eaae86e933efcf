package org.ar1.integration.jaxrs.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.ar1.integration.jaxrs.FakeClient;
import org.ar1.integration.jaxrs.Http;
import org.ar1.integration.jaxrs.OverFakeClient;
import org.ar1.integration.jaxrs.Reports;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.report.LabTypeUsage;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CachingHeadersTest extends OverFakeClient {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final String PATH = "/integration/lab-utilization/docker";

    @ParameterizedTest
    @ValueSource(strings = {"/", PATH, "/integration/lab-utilization", "/integration/server-allocation/x"})
    void anAnswerMayBeKeptByItsCallerAndHasToBeAskedForAgain(String path) {
        HttpResponse<String> answer = Http.get(server, path);

        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("private, no-cache");
        assertThat(answer.headers().allValues("Vary")).containsExactly("Accept, Accept-Encoding");
        assertThat(answer.headers().allValues("ETag"))
                .singleElement()
                .satisfies(tag -> assertThat(tag).matches("W/\"[A-Za-z0-9_-]{22}\""));
    }

    @ParameterizedTest
    @CsvSource({"-60, 300", "0, 300", "299, 1", "400, 1"})
    void aKeptReportOfAFailureSaysWhenToAskAgainFromNowOn(int secondsLater, String retryAfter) {
        Document failed = Document.ofReport(
                Representation.JSON, NOW, IntegrationStatus.FAILED, Duration.ofMinutes(5), List.of(), new byte[] {
                    '{', '}'
                });

        assertThat(CachingHeaders.answer(
                                failed,
                                Conditions.NONE,
                                CacheStatus.Refresh.NONE,
                                Instant.now().plusSeconds(secondsLater))
                        .fields())
                .containsEntry("Retry-After", retryAfter);
    }

    @Test
    void equalBytesHaveEqualTagsAndOthersHaveOthers() {
        assertThat(tag(PATH)).isEqualTo(tag(PATH)).isNotEqualTo(tag("/integration/lab-utilization/other"));
    }

    @Test
    void theTagSaysWhetherTheDataChangedAndNotHowTheyWereHad() throws Exception {
        AtomicReference<LabUtilizationReport> answered = new AtomicReference<>();
        FakeClient client = new FakeClient(labType -> answered.get(), Reports::serverAllocation);
        try (IntegrationServer again = Http.start(client)) {
            for (String accept : List.of("application/json", "text/csv")) {
                Instant now = Instant.now();
                answered.set(report(NOW, IntegrationStatus.SUCCESS, 7, Outcome.CACHED, now.minusSeconds(3_600)));
                String tag = tag(again, accept);
                answered.set(report(NOW.plusSeconds(9), IntegrationStatus.SUCCESS, 7, Outcome.LIVE, now));
                HttpResponse<String> unchanged =
                        Http.get(again, PATH + "?refresh=true", "Accept", accept, "If-None-Match", tag);

                assertThat(unchanged.statusCode()).isEqualTo(304);
                assertThat(unchanged.headers().firstValue("ETag")).hasValue(tag);
                assertThat(unchanged.headers().firstValueAsLong("Age").orElseThrow())
                        .isLessThan(3_600);
                assertThat(unchanged.headers().firstValue("Cache-Status").orElseThrow())
                        .startsWith("ar1-integration; fwd=")
                        .endsWith("live=1\"");
                answered.set(report(NOW, IntegrationStatus.SUCCESS, 8, Outcome.CACHED, now));
                assertThat(tag(again, accept)).isNotEqualTo(tag);
            }
            answered.set(report(NOW, IntegrationStatus.SUCCESS, 7, Outcome.CACHED, NOW));
            String whole = tag(again, "application/json");
            answered.set(report(NOW, IntegrationStatus.PARTIAL, 7, Outcome.STALE, NOW));
            assertThat(tag(again, "application/json")).isNotEqualTo(whole);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"timestamp\":1,\"a\":{\"sources\":1},\"sources\":[{\"a\":[2]}]}"
                        + "|{\"timestamp\":\"later \\\" \",\"a\":{\"sources\":1},\"sources\":[]}|true",
                "{\"a\":{\"sources\":1},\"sources\":[]}|{\"a\":{\"sources\":2},\"sources\":[]}|false",
                "{\"a\":\"ä€\",\"timestamp\":1,\"b\":2}|{\"a\":\"ä€\",\"timestamp\":99,\"b\":3}|false",
                "{\"a\":\"timestamp\",\"timestamp\":null}|{\"a\":\"timestamp\",\"timestamp\":true}|true",
                "{}|{}|true"
            })
    void ofTheDocumentAllButTheTwoFieldsCounts(String one, String other, boolean same) {
        String tag = EntityTags.ofReport(one.getBytes(StandardCharsets.UTF_8));

        assertThat(EntityTags.ofReport(other.getBytes(StandardCharsets.UTF_8)).equals(tag))
                .isEqualTo(same);
    }

    private static LabUtilizationReport report(
            Instant built, IntegrationStatus status, long events, Outcome outcome, Instant fetched) {
        LabUtilizationReport any = Reports.labUtilization("docker");
        return new LabUtilizationReport(
                built,
                status,
                Map.of("docker", new LabTypeUsage(events, 2L, 0L, 30, null)),
                any.infrastructureInsights(),
                any.correlation(),
                any.disagreements(),
                any.coverage(),
                List.of(Reports.source(outcome, fetched, outcome == Outcome.LIVE ? 1 : 0)),
                null);
    }

    private static String tag(IntegrationServer from, String accept) {
        return Http.get(from, PATH, "Accept", accept)
                .headers()
                .firstValue("ETag")
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "*", " * ", "W/\"other\", %s", "\"a,b\",%s , \"c\"", "nonsense, %s"})
    void theVersionThatTheCallerHasIs304(String condition) {
        String tag = tag(PATH);
        for (String method : new String[] {"GET", "HEAD"}) {
            HttpResponse<String> answer = Http.send(server, method, PATH, "If-None-Match", condition.formatted(tag));

            assertThat(answer.statusCode()).isEqualTo(304);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers().firstValue("ETag")).hasValue(tag);
            assertThat(answer.headers().firstValue("Cache-Control")).isPresent();
            assertThat(answer.headers().firstValue("Vary")).isPresent();
            assertThat(answer.headers().firstValue("Content-Type")).isEmpty();
        }
    }

    @Test
    void aStrongFormOfTheTagAndASecondHeaderLineCountToo() {
        String strong = tag(PATH).substring(2);

        assertThat(Http.get(server, PATH, "If-None-Match", "\"x\"", "If-None-Match", strong)
                        .statusCode())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\"", "W/\"\"", "nonsense", "\"", "**", ",,,", "\"*\"", "W/"})
    void anyOtherConditionGetsTheDocument(String condition) {
        assertThat(Http.get(server, PATH, "If-None-Match", condition).statusCode())
                .isEqualTo(200);
    }

    @Test
    void headHasTheSameHeadersAsGet() {
        HttpResponse<String> get = Http.get(server, PATH);
        HttpResponse<String> head = Http.send(server, "HEAD", PATH);

        for (String name : new String[] {"ETag", "Cache-Control", "Vary", "Content-Length", "Content-Type"}) {
            assertThat(head.headers().allValues(name))
                    .as(name)
                    .isEqualTo(get.headers().allValues(name))
                    .isNotEmpty();
        }
    }

    @Test
    void aFailedReportIsNotToBeKeptAndConditionsDoNotHideIt() throws Exception {
        FakeClient client = new FakeClient(
                labType -> Reports.labUtilization(labType, IntegrationStatus.FAILED, null), Reports::serverAllocation);
        try (IntegrationServer failed = Http.start(client)) {
            HttpResponse<String> answer = Http.get(failed, PATH, "If-None-Match", "*");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(answer.headers().firstValue("ETag")).isEmpty();
        }
    }

    @Test
    void problemsAreNotToBeKept() {
        assertThat(Http.get(server, "/nothing").headers().firstValue("Cache-Control"))
                .hasValue("no-store");
        assertThat(Http.send(server, "POST", PATH).headers().firstValue("Cache-Control"))
                .hasValue("no-store");
    }

    @Test
    void ageIsThatOfTheOldestSource() throws Exception {
        Instant now = Instant.now();
        List<SourceStatus> sources = List.of(
                Reports.source(Outcome.CACHED, now.minusSeconds(60), 0),
                Reports.source(Outcome.STALE, now.minus(Duration.ofDays(2)), 1),
                Reports.source(Outcome.FAILED, null, 3));
        FakeClient client = new FakeClient(
                labType -> Reports.labUtilization(labType, IntegrationStatus.PARTIAL, null, sources),
                Reports::serverAllocation);
        try (IntegrationServer old = Http.start(client)) {
            HttpResponse<String> answer = Http.get(old, PATH);

            assertThat(answer.headers().firstValueAsLong("Age").orElseThrow()).isBetween(172_800L, 180_000L);
            assertThat(answer.headers().firstValue("Cache-Status"))
                    .hasValue("ar1-integration; fwd=stale; detail=\"cached=1 stale=1 failed=1\"");
        }
    }

    @ParameterizedTest
    @CsvSource({"0,0", "999,0", "1000,1", "59999,59", "-5000,0"})
    void ageIsInWholeSeconds(long millis, long seconds) {
        Document document = report(List.of(Reports.source(Outcome.CACHED, NOW.minusMillis(millis), 0)));

        assertThat(document.age(NOW)).hasValue(seconds);
    }

    @Test
    void withoutSourcesThereIsNoAge() {
        assertThat(report(List.of()).age(NOW)).isEmpty();
        assertThat(report(List.of(Reports.source(Outcome.FAILED, null, 1))).age(NOW))
                .isEmpty();
        assertThat(Http.get(server, "/").headers().firstValue("Age")).isEmpty();
        assertThat(Http.get(server, "/").headers().firstValue("Cache-Status")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "CACHED 0, '; hit; detail=\"cached=1\"'",
        "CACHED 0 STALE 0, '; hit; detail=\"cached=1 stale=1\"'",
        "LIVE 1, '; fwd=miss; detail=\"live=1\"'",
        "LIVE 1 CACHED 0 CACHED 0, '; fwd=partial; detail=\"live=1 cached=2\"'",
        "CACHED 0 STALE 3, '; fwd=stale; detail=\"cached=1 stale=1\"'",
        "FAILED 3 SKIPPED 0, '; fwd=miss; detail=\"failed=1 skipped=1\"'",
        "FAILED 0, '; detail=\"failed=1\"'",
    })
    void cacheStatusSaysWhetherASourceWasAsked(String sources, String status) {
        assertThat(CacheStatus.of(sources(sources), CacheStatus.Refresh.NONE)).isEqualTo("ar1-integration" + status);
    }

    private static List<SourceStatus> sources(String text) {
        String[] words = text.split(" ", -1);
        List<SourceStatus> sources = new ArrayList<>();
        for (int i = 0; i < words.length; i += 2) {
            sources.add(Reports.source(Outcome.valueOf(words[i]), NOW, Integer.parseInt(words[i + 1])));
        }
        return sources;
    }

    private static Document report(List<SourceStatus> sources) {
        byte[] json = "{}".getBytes(StandardCharsets.UTF_8);
        return Document.ofReport(Representation.JSON, NOW, IntegrationStatus.SUCCESS, null, sources, json);
    }

    private static String tag(String path) {
        return Http.get(server, path).headers().firstValue("ETag").orElseThrow();
    }
}
