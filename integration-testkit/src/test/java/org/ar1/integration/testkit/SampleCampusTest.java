package org.ar1.integration.testkit;

import static org.ar1.integration.testkit.SampleService.LAB_MONITORING;
import static org.ar1.integration.testkit.SampleService.PERFORMANCE;
import static org.ar1.integration.testkit.SampleService.PERFORMANCE_REPORTING;
import static org.ar1.integration.testkit.SampleService.RESOURCE_ALLOCATION;
import static org.ar1.integration.testkit.SampleService.USAGE_ANALYTICS;
import static org.ar1.integration.testkit.SampleService.USER_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SampleCampusTest {

    private static final Instant MONDAY = Instant.parse("2026-11-23T10:04:05Z");

    @Test
    void theEnvironmentNamesSixServicesThatAnswer() throws IOException {
        try (SampleCampus campus = SampleCampus.start()) {
            assertThat(campus.environment())
                    .containsOnlyKeys(
                            "LAB_MONITORING_URL",
                            "PERFORMANCE_SERVICE_URL",
                            "RESOURCE_ALLOCATION_URL",
                            "USER_PROGRESS_URL",
                            "PERFORMANCE_REPORTING_URL",
                            "USAGE_ANALYTICS_URL")
                    .containsEntry(
                            "PERFORMANCE_SERVICE_URL", campus.url(PERFORMANCE).toString());
            for (SampleService service : SampleService.values()) {
                assertThat(Web.get(campus, service, "/unknown").statusCode()).isEqualTo(404);
            }
        }
    }

    @Test
    void shorterWindowsHoldLess() {
        try (SampleCampus campus = SampleCampus.start()) {
            Map<String, Object> week =
                    JsonTree.object(JsonTree.parse(Web.body(campus, USAGE_ANALYTICS, "/analytics/trends?days=7")));
            Map<String, Object> month =
                    JsonTree.object(JsonTree.parse(Web.body(campus, USAGE_ANALYTICS, "/analytics/trends")));

            assertThat(JsonTree.number(month, "time_period_days")).isEqualTo(30);
            assertThat(JsonTree.number(week, "total_events")).isLessThan(JsonTree.number(month, "total_events"));
            assertThat(Web.body(campus, USAGE_ANALYTICS, "/analytics/trends?days=0"))
                    .isEqualTo("{\"time_period_days\":0,\"total_events\":0,\"lab_usage\":{}}");
        }
    }

    @Test
    void equalClocksGiveEqualBytesInAllServices() {
        try (SampleCampus one =
                        SampleCampus.builder().historyDays(1).now(MONDAY).start();
                SampleCampus two = SampleCampus.builder()
                        .historyDays(1)
                        .now(MONDAY.plusSeconds(60))
                        .start();
                SampleCampus later = SampleCampus.builder()
                        .historyDays(1)
                        .now(MONDAY.plusSeconds(3600))
                        .start()) {
            paths().forEach((path, service) ->
                    assertThat(Web.body(two, service, path)).as(path).isEqualTo(Web.body(one, service, path)));
            assertThat(Web.body(later, RESOURCE_ALLOCATION, "/servers"))
                    .isNotEqualTo(Web.body(one, RESOURCE_ALLOCATION, "/servers"));
        }
    }

    private static Map<String, SampleService> paths() {
        return Map.ofEntries(
                Map.entry("/monitor/labs/popular", LAB_MONITORING),
                Map.entry("/monitor/labs/over-under-utilized", LAB_MONITORING),
                Map.entry("/servers", RESOURCE_ALLOCATION),
                Map.entry("/allocations", RESOURCE_ALLOCATION),
                Map.entry("/labs", RESOURCE_ALLOCATION),
                Map.entry("/performance/servers/stats", PERFORMANCE),
                Map.entry("/performance/servers/3/peaks", PERFORMANCE),
                Map.entry("/labs/", USER_PROGRESS),
                Map.entry("/performance/lab/docker", PERFORMANCE_REPORTING),
                Map.entry("/performance/user/468c9e7a-33f0-4223-b2ec-45c8ec2a4e2a", PERFORMANCE_REPORTING),
                Map.entry("/analytics/trends?days=30", USAGE_ANALYTICS));
    }

    @Test
    void countsRequestsByServiceAndPath() throws IOException {
        try (SampleCampus campus = SampleCampus.start()) {
            Web.get(campus, USER_PROGRESS, "/labs/?skip=0&limit=1");
            Web.get(campus, USER_PROGRESS, "/labs/?skip=1&limit=1");
            Web.get(campus, USER_PROGRESS, "/nowhere");
            Web.get(campus, PERFORMANCE_REPORTING, "/performance/lab/c%2B%2B");

            assertThat(campus.requests(USER_PROGRESS)).isEqualTo(3);
            assertThat(campus.requests(USER_PROGRESS, "/labs/")).isEqualTo(2);
            assertThat(campus.requests(USER_PROGRESS, "/labs/?skip=1&limit=1")).isEqualTo(1);
            assertThat(campus.requests(USER_PROGRESS, "/labs/?skip=1")).isZero();
            assertThat(campus.requestCounts(PERFORMANCE_REPORTING))
                    .containsExactly(Map.entry("/performance/lab/c%2B%2B", 1));
            campus.resetCounts();
            assertThat(campus.requests(USER_PROGRESS)).isZero();
            assertThat(campus.recentRequests(USER_PROGRESS)).isEmpty();
        }
    }

    @Test
    void remembersTheHeadersOfRecentRequests() throws IOException {
        try (SampleCampus campus = SampleCampus.start()) {
            Web.get(
                    campus,
                    RESOURCE_ALLOCATION,
                    "/servers",
                    "If-None-Match",
                    "W/\"1-x\"",
                    "X-Team",
                    "one",
                    "X-Team",
                    "two");

            assertThat(campus.recentRequests(RESOURCE_ALLOCATION))
                    .singleElement()
                    .satisfies(request -> {
                        assertThat(request.service()).isEqualTo(RESOURCE_ALLOCATION);
                        assertThat(request.method()).isEqualTo("GET");
                        assertThat(request.path()).isEqualTo("/servers");
                        assertThat(request.header("If-None-Match")).contains("W/\"1-x\"");
                        assertThat(request.header("x-team")).contains("one, two");
                        assertThat(request.header("Cookie")).isEmpty();
                    });
        }
    }

    @Test
    void knowsHowManyRequestsItHadAtOnce() {
        try (SampleCampus campus = SampleCampus.start()) {
            campus.fault(LAB_MONITORING, Fault.silent());
            List<CompletableFuture<HttpResponse<String>>> waiting = List.of(
                    Web.async(campus, LAB_MONITORING, "/monitor/labs"),
                    Web.async(campus, LAB_MONITORING, "/monitor/labs"),
                    Web.async(campus, LAB_MONITORING, "/monitor/labs"));
            Await.until(() -> campus.requests(LAB_MONITORING) == 3);
            assertThat(campus.maxConcurrentRequests(LAB_MONITORING)).isEqualTo(3);

            campus.heal(LAB_MONITORING);
            waiting.forEach(CompletableFuture::join);
            campus.resetCounts();
            for (int i = 0; i < 50; i++) {
                Web.body(campus, LAB_MONITORING, "/monitor/labs");
            }
            assertThat(campus.maxConcurrentRequests(LAB_MONITORING)).isEqualTo(1);
        }
    }

    @Test
    void anAnswerCanBeComputedFromEachRequest() throws IOException {
        try (SampleCampus campus = SampleCampus.start()) {
            AtomicInteger answered = new AtomicInteger();
            campus.answer(
                    LAB_MONITORING,
                    "/monitor/labs",
                    request -> "[\"" + request.path() + ' ' + answered.incrementAndGet() + "\"]");

            assertThat(Web.body(campus, LAB_MONITORING, "/monitor/labs?a=b")).isEqualTo("[\"/monitor/labs?a=b 1\"]");
            campus.fault(LAB_MONITORING, Fault.status(500));
            assertThat(Web.get(campus, LAB_MONITORING, "/monitor/labs").statusCode())
                    .isEqualTo(500);
            campus.heal(LAB_MONITORING);
            assertThat(Web.body(campus, LAB_MONITORING, "/monitor/labs")).isEqualTo("[\"/monitor/labs 2\"]");
            campus.clearAnswers(LAB_MONITORING);
            assertThat(Web.body(campus, LAB_MONITORING, "/monitor/labs")).contains("Linux Basics");
        }
    }

    @Test
    void answersWhatItIsToldTo() throws IOException {
        try (SampleCampus campus = SampleCampus.start()) {
            campus.answer(
                    PERFORMANCE_REPORTING, "/performance/lab/c#", 200, "application/json", "{\"lab_type\":\"c#\"}");
            campus.answer(USER_PROGRESS, "/labs/?skip=0", 200, "application/json", "[null]");

            assertThat(Web.body(campus, PERFORMANCE_REPORTING, "/performance/lab/c%23?x=y"))
                    .isEqualTo("{\"lab_type\":\"c#\"}");
            assertThat(Web.body(campus, USER_PROGRESS, "/labs/?skip=0")).isEqualTo("[null]");
            assertThat(Web.body(campus, USER_PROGRESS, "/labs/")).isNotEqualTo("[null]");
            campus.clearAnswers(USER_PROGRESS);
            assertThat(Web.body(campus, USER_PROGRESS, "/labs/?skip=0")).isNotEqualTo("[null]");
        }
    }

    @Test
    void servesOnAGivenPortUnlessItIsTaken() {
        int port;
        try (SampleCampus campus = SampleCampus.start()) {
            port = campus.url(PERFORMANCE).getPort();
            SampleCampusBuilder second = SampleCampus.builder().port(LAB_MONITORING, port);
            assertThatThrownBy(second::start)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(Integer.toString(port));
            campus.fault(PERFORMANCE, Fault.refused());
            assertThatThrownBy(second::start).isInstanceOf(UncheckedIOException.class);
        }
        try (SampleCampus campus =
                SampleCampus.builder().port(LAB_MONITORING, port).start()) {
            assertThat(campus.url(LAB_MONITORING)).hasPort(port);
        }
    }

    @Test
    void closingEndsThreadsConnectionsAndPortsWhateverTheFaults() throws IOException {
        SampleCampus campus = SampleCampus.start();
        campus.fault(LAB_MONITORING, Fault.silent());
        campus.fault(PERFORMANCE, Fault.stalledBody());
        campus.fault(USER_PROGRESS, Fault.refused());
        CompletableFuture<?> silent = Web.async(campus, LAB_MONITORING, "/monitor/labs");
        CompletableFuture<?> stalled = Web.async(campus, PERFORMANCE, "/performance/servers/stats");
        Web.get(campus, RESOURCE_ALLOCATION, "/servers");
        Await.until(() -> campus.requests(LAB_MONITORING) > 0 && campus.requests(PERFORMANCE) > 0);

        campus.close();
        campus.close();

        assertThat(silent.handle((answer, failure) -> failure).join()).isNotNull();
        assertThat(stalled.handle((answer, failure) -> failure).join()).isNotNull();
        Await.until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("sample-campus-")));
        for (SampleService service : SampleService.values()) {
            new ServerSocket(campus.url(service).getPort(), 1, InetAddress.getLoopbackAddress()).close();
        }
    }
}
