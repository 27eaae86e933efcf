package org.ar1.integration.jaxrs.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.jaxrs.FakeClient;
import org.ar1.integration.jaxrs.Http;
import org.ar1.integration.jaxrs.http.ServiceInfo;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.ar1.integration.jaxrs.server.IntegrationServerTest;
import org.ar1.integration.jaxrs.server.ServerConfig;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.spi.LabTypeMatch;
import org.ar1.integration.testkit.Fault;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;
import org.hawkular.agent.prometheus.types.Histogram;
import org.hawkular.agent.prometheus.types.Metric;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private static final int PLACES = 192;

    private static IntegrationConfig config(SampleCampus campus) {
        return IntegrationConfig.fromEnvironment(campus.environment()).toBuilder()
                .maxRetries(0)
                .build();
    }

    /** Scrapes until the value is there: events, and the end of a request, arrive a little after its answer. */
    private static Scrape until(IntegrationServer server, ToDoubleFunction<Scrape> value, double expected) {
        Scrape scrape = Scrape.of(server);
        for (int i = 0; i < 1000 && value.applyAsDouble(scrape) != expected; i++) {
            scrape = Scrape.of(server);
        }
        assertThat(value.applyAsDouble(scrape)).as(scrape.text()).isEqualTo(expected);
        return scrape;
    }

    private static double requests(Scrape scrape, String method, String uri, int status) {
        double count = 0;
        for (Metric metric :
                scrape.families().get("http_server_requests_seconds").getMetrics()) {
            if (metric.getLabels().get("method").equals(method)
                    && metric.getLabels().get("uri").equals(uri)
                    && metric.getLabels().get("status").equals(Integer.toString(status))) {
                count += ((Histogram) metric).getSampleCount();
            }
        }
        return count;
    }

    @Test
    void isPrometheusTextOrOpenMetricsForWhoAcceptsIt() throws Exception {
        try (IntegrationServer server = Http.start(new FakeClient())) {
            HttpResponse<String> text = Http.get(server, "/metrics", "X-Request-Id", "mine");
            HttpResponse<String> open = Http.get(
                    server,
                    "/metrics",
                    "Accept",
                    "application/openmetrics-text;version=1.0.0;q=0.6,text/plain;version=0.0.4;q=0.3,*/*;q=0.2");

            assertThat(text.statusCode()).isEqualTo(200);
            assertThat(text.headers().firstValue("Content-Type")).hasValue(MetricsHandler.PROMETHEUS);
            assertThat(text.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(text.headers().firstValue("X-Request-Id")).hasValue("mine");
            assertThat(text.body()).doesNotContain("# EOF");
            assertThat(open.headers().firstValue("Content-Type")).hasValue(MetricsHandler.OPEN_METRICS);
            assertThat(open.body()).endsWith("# EOF\n");
        }
    }

    @Test
    void headAndOtherMethodsAreAnsweredAsForHealth() throws Exception {
        try (IntegrationServer server = Http.start(new FakeClient())) {
            HttpResponse<String> head = Http.send(server, "HEAD", "/metrics");
            HttpResponse<String> post = Http.send(server, "POST", "/metrics");

            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            assertThat(post.statusCode()).isEqualTo(405);
            assertThat(post.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS");
            assertThat(Http.get(server, "/metrics/more").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void requestsAreCountedByMethodTemplateAndStatus() throws Exception {
        try (IntegrationServer server = Http.start(new FakeClient())) {
            Http.get(server, "/integration/lab-utilization/docker");
            Http.get(server, "/integration/lab-utilization/linux-basics");
            Http.get(server, "/health/live");
            Http.get(server, "/secret-1");
            Http.get(server, "/secret-2/more");
            Http.send(server, "BREW", "/");

            // A request is counted when it has ended, which its caller may know before.
            until(server, now -> requests(now, "GET", "/integration/lab-utilization/{lab_type}", 200), 2);
            until(server, now -> requests(now, "GET", "/health/live", 200), 1);
            until(server, now -> requests(now, "GET", "unknown", 404), 2);
            Scrape scrape = until(server, now -> requests(now, "other", "/", 501), 1);
            assertThat(scrape.text())
                    .doesNotContain("docker")
                    .doesNotContain("secret")
                    .doesNotContain("BREW");
        }
    }

    @Test
    void anErrorThatTheGuardAnswersIsCountedAsSuch() throws Exception {
        try (IntegrationServer server = Http.start(FakeClient.failing(new LinkageError("no")))) {
            assertThat(Http.get(server, "/integration/lab-utilization").statusCode())
                    .isEqualTo(500);

            until(server, now -> requests(now, "GET", "/integration/lab-utilization", 500), 1);
        }
    }

    @Test
    void answersWhileEveryPlaceIsTakenAndTellsOfIt() throws Exception {
        CountDownLatch arrived = new CountDownLatch(PLACES);
        CountDownLatch goOn = new CountDownLatch(1);
        FakeClient client = FakeClient.holding(arrived, goOn);
        try (IntegrationServer server = Http.start(client)) {
            URI uri = server.uri().resolve("integration/lab-utilization");
            List<CompletableFuture<HttpResponse<String>>> hanging = new ArrayList<>();
            for (int i = 0; i < PLACES; i++) {
                hanging.add(Http.CLIENT.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()));
            }
            IntegrationServerTest.await(arrived);
            assertThat(Http.get(server, "/").statusCode()).isEqualTo(503);

            Scrape scrape = Scrape.of(server);

            assertThat(scrape.value("http_server_requests_in_flight")).isEqualTo(PLACES);
            assertThat(scrape.value("http_server_requests_limit")).isEqualTo(PLACES);
            assertThat(scrape.value("http_server_requests_refused_total", "reason", "overloaded"))
                    .isEqualTo(1);
            goOn.countDown();
            for (CompletableFuture<HttpResponse<String>> answer : hanging) {
                assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            }
            until(server, now -> now.value("http_server_requests_in_flight"), 0);
        }
    }

    @Test
    void servicesAreShownByTheClientThatTheServerMade() throws Exception {
        try (SampleCampus campus = SampleCampus.builder().historyDays(1).start()) {
            campus.fault(SampleService.LAB_MONITORING, Fault.status(500));
            try (IntegrationServer server = IntegrationServer.builder()
                    .config(config(campus))
                    .server(Http.anyPort())
                    .start()) {
                Http.get(server, "/integration/lab-utilization");

                Scrape scrape = until(
                        server,
                        now -> now.value(
                                "integration_source_reads_total",
                                "service",
                                "usage-analytics",
                                "resource",
                                "trends",
                                "outcome",
                                "live"),
                        1);

                assertThat(scrape.values("integration_upstream_attempts_seconds", "service"))
                        .contains("lab-monitoring", "usage-analytics", "user-progress");
                assertThat(scrape.values("integration_upstream_attempts_seconds", "error"))
                        .contains("none", "http_status");
                assertThat(scrape.values("integration_source_fetches_total", "kind"))
                        .contains("miss");
                assertThat(scrape.value(
                                "integration_source_age_seconds", "service", "usage-analytics", "resource", "trends"))
                        .isNotNegative();
                assertThat(scrape.value(
                                "integration_circuit_breaker_state", "service", "lab-monitoring", "state", "closed"))
                        .isEqualTo(1);
                assertThat(scrape.value("integration_cache_weight_bytes")).isPositive();
                assertThat(scrape.value("integration_reports_total", "report", "lab-utilization", "status", "partial"))
                        .isPositive();
            }
        }
    }

    @Test
    void aBuilderWithOtherPartsIsObservedToo() throws Exception {
        try (SampleCampus campus = SampleCampus.builder().historyDays(1).start();
                IntegrationServer server = IntegrationServer.builder()
                        .config(config(campus))
                        .server(Http.anyPort())
                        .client(IntegrationClient.builder()
                                .labTypeResolver((name, catalogue) -> new LabTypeMatch("all-one", false)))
                        .start()) {
            Http.get(server, "/integration/lab-utilization");

            until(
                    server,
                    now -> now.values("integration_lab_type_status", "lab_type").size(),
                    1);
            assertThat(Scrape.of(server).values("integration_lab_type_status", "lab_type"))
                    .containsExactly("all-one");
        }
    }

    @Test
    void figuresAreThoseOfTheLatestWholeReport() throws Exception {
        try (SampleCampus campus = SampleCampus.builder().historyDays(1).start();
                IntegrationClient client =
                        IntegrationClient.builder().config(config(campus)).build();
                IntegrationServer server = IntegrationServer.builder()
                        .config(config(campus))
                        .server(Http.anyPort())
                        .client(client)
                        .start()) {
            Http.get(server, "/integration/server-allocation");
            Http.get(server, "/integration/lab-utilization");
            Http.get(server, "/integration/insights");
            int asked = campus.requests(SampleService.RESOURCE_ALLOCATION);
            Scrape scrape = Scrape.of(server);

            assertThat(campus.requests(SampleService.RESOURCE_ALLOCATION)).isEqualTo(asked);
            ServerAllocationReport report = client.serverAllocation().report();
            report.infrastructure().servers().forEach((id, insight) -> {
                assertThat(scrape.value(
                                "integration_server_state",
                                "server_id",
                                id.toString(),
                                "state",
                                insight.state().id()))
                        .isEqualTo(1);
                Double cpu = insight.utilization().cpu();
                double shown = scrape.value(
                        "integration_server_utilization_ratio", "server_id", id.toString(), "resource", "cpu");
                if (cpu == null) {
                    assertThat(shown).isNaN();
                } else {
                    assertThat(shown).isCloseTo(cpu, withinPercentage(0.001));
                }
            });
            client.labUtilization()
                    .report()
                    .infrastructureInsights()
                    .utilization()
                    .forEach((labType, use) -> {
                        double ratio = scrape.value("integration_lab_type_utilization_ratio", "lab_type", labType);
                        if (use.ratio() == null) {
                            assertThat(ratio).isNaN();
                        } else {
                            assertThat(ratio).isEqualTo(use.ratio());
                        }
                        assertThat(scrape.value(
                                        "integration_lab_type_status",
                                        "lab_type",
                                        labType,
                                        "status",
                                        use.status().id()))
                                .isEqualTo(1);
                    });
            assertThat(scrape.value("integration_report_timestamp_seconds", "report", "lab-utilization"))
                    .isPositive();
            assertThat(scrape.value("integration_join_coverage_ratio", "report", "lab-utilization"))
                    .isBetween(0.0, 1.0);
        }
    }

    @Test
    void theLinesThatTheLogDropsAreCountedWhereSomebodyCountsThem() throws Exception {
        AtomicLong dropped = new AtomicLong(3);
        ServerConfig counting = ServerConfig.builder().droppedLogLines(dropped::get).build().toBuilder()
                .build();
        try (IntegrationServer server = Http.start(counting, new FakeClient());
                IntegrationServer other = Http.start(new FakeClient())) {
            assertThat(Scrape.of(server).value("integration_log_dropped_lines_total"))
                    .isEqualTo(3);
            dropped.set(5);
            assertThat(Scrape.of(server).value("integration_log_dropped_lines_total"))
                    .isEqualTo(5);
            assertThat(Scrape.of(other).families().keySet()).noneMatch(name -> name.contains("_log_"));
        }
    }

    @Test
    void theProcessAndTheBuildAreShown() throws Exception {
        try (IntegrationServer server = Http.start(new FakeClient())) {
            Scrape scrape = Scrape.of(server);

            assertThat(scrape.value("integration_build_info", "version", ServiceInfo.version()))
                    .isEqualTo(1);
            assertThat(scrape.value("process_cpu_seconds_total")).isPositive();
            assertThat(scrape.families())
                    .containsKeys(
                            "jvm_memory_used_bytes",
                            "jvm_threads_live_threads",
                            "jvm_info",
                            "process_start_time_seconds",
                            "process_files_open_files");
        }
    }
}
