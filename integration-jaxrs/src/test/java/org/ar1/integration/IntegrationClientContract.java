package org.ar1.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ar1.integration.campus.CampusReport;
import org.ar1.integration.campus.LabType;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.config.IntegrationConfigBuilder;
import org.ar1.integration.document.InsightJson;
import org.ar1.integration.document.ReportJson;
import org.ar1.integration.event.IntegrationListener;
import org.ar1.integration.event.ReportBuilt;
import org.ar1.integration.health.ServiceHealth;
import org.ar1.integration.insight.Insight;
import org.ar1.integration.insight.InsightReport;
import org.ar1.integration.insight.InsightView;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.LearnerReport;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceStatus;
import org.ar1.integration.source.UndeterminedServerException;
import org.ar1.integration.source.UnknownInsightException;
import org.ar1.integration.source.UnknownLabTypeException;
import org.ar1.integration.source.UnknownLearnerException;
import org.ar1.integration.source.UnknownServerException;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.testkit.Fault;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every client does, wherever the reports are built. */
@Timeout(120)
abstract class IntegrationClientContract {

    private static final String LEARNER = "468c9e7a-33f0-4223-b2ec-45c8ec2a4e2a";
    private static final ZoneId KATHMANDU = ZoneId.of("Asia/Kathmandu");

    /** What a client that reads documents does not have. */
    private static final String[] NOT_IN_DOCUMENTS = {".*lastUpdated", ".*slots", ".*newestRow"};

    private static SampleCampus campus;
    private final List<IntegrationListener> listeners = new ArrayList<>();
    private IntegrationClient client;
    private IntegrationClient reference;

    /**
     * Makes a client.
     *
     * @param config the settings of the services
     * @param listeners the listeners of the client
     * @return a client that reads these services, closed by the test
     */
    abstract IntegrationClient client(IntegrationConfig config, List<IntegrationListener> listeners) throws Exception;

    /** Ends what the client was made with, after the client. */
    void end() {}

    @BeforeAll
    static void startCampus() {
        campus = SampleCampus.builder()
                .now(Instant.now().truncatedTo(ChronoUnit.SECONDS))
                .historyDays(29)
                .start();
    }

    @AfterAll
    static void stopCampus() {
        campus.close();
    }

    @AfterEach
    void stop() {
        if (client != null) {
            client.close();
        }
        if (reference != null) {
            reference.close();
        }
        end();
        campus.healAll();
    }

    private static IntegrationConfigBuilder config() {
        IntegrationConfigBuilder config = IntegrationConfig.builder()
                .connectTimeout(Duration.ofSeconds(20))
                .requestTimeout(Duration.ofSeconds(20))
                .reportDeadline(Duration.ofSeconds(60))
                .maxRetries(0)
                .staleWhileRevalidate(Duration.ZERO)
                .refreshPatience(Duration.ofSeconds(60))
                .initialBackoff(Duration.ZERO);
        for (UpstreamService service : UpstreamService.values()) {
            for (SampleService sample : SampleService.values()) {
                if (sample.id().equals(service.id())) {
                    config.url(service, campus.url(sample));
                }
            }
        }
        return config;
    }

    private IntegrationClient client() {
        return client(config());
    }

    private IntegrationClient client(IntegrationConfigBuilder config) {
        try {
            client = client(config.build(), listeners);
            return client;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** A client that calls the services itself. */
    private IntegrationClient reference() {
        if (reference == null) {
            reference = IntegrationClient.create(config().build());
        }
        return reference;
    }

    private static void breakAll() {
        for (SampleService service : SampleService.values()) {
            campus.fault(service, Fault.status(503));
        }
    }

    @Test
    void theUtilizationReportHasTheDataOfTheServices() {
        for (ReportRequest request : List.of(ReportRequest.all(), ReportRequest.of("docker"))) {
            LabUtilizationReport report = client().labUtilization().report(request);
            LabUtilizationReport expected = ReportJson.readLabUtilization(
                    ReportJson.write(reference().labUtilization().report(request)));

            assertThat(report.integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
            assertThat(report.labUsage()).isEqualTo(expected.labUsage()).containsKey("docker");
            assertThat(report.infrastructureInsights()).isEqualTo(expected.infrastructureInsights());
            assertThat(report.correlation()).isEqualTo(expected.correlation());
            assertThat(report.disagreements()).isEqualTo(expected.disagreements());
            assertThat(report.coverage()).isEqualTo(expected.coverage());
            assertThat(report.retryAfter()).isNull();
            assertThat(resources(report.sources())).isEqualTo(resources(expected.sources()));
            client.close();
            end();
        }
    }

    private static List<String> resources(List<SourceStatus> sources) {
        return sources.stream()
                .map(source -> source.service() + " " + source.resource())
                .toList();
    }

    @Test
    void theAllocationReportHasTheDataOfTheServices() {
        ServerAllocationReport report = client().serverAllocation().report();
        ServerAllocationReport expected = reference().serverAllocation().report();

        assertThat(report.labs()).isNotEmpty();
        assertThat(report)
                .usingRecursiveComparison()
                .comparingOnlyFields("labs", "infrastructure", "correlation")
                .ignoringFieldsMatchingRegexes(NOT_IN_DOCUMENTS)
                .isEqualTo(expected);
        assertThat(peaks(report)).isEqualTo(peaks(expected)).anyMatch(count -> count > ReportJson.USUAL_PEAKS);
        assertThat(report.integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
        assertThat(client.serverAllocation().report("docker").labs()).containsOnlyKeys("docker");
    }

    private static List<Integer> peaks(ServerAllocationReport report) {
        return report.labs().values().stream()
                .flatMap(lab -> lab.servers().stream())
                .map(server ->
                        server.peakTimes() == null ? 0 : server.peakTimes().size())
                .toList();
    }

    /** What both clients compute in the same ten minutes is equal. */
    private <T> void assertSame(Function<IntegrationClient, T> view) {
        T before = view.apply(reference());
        T seen = view.apply(client);
        T after = view.apply(reference());
        assertThat(seen).isIn(before, after);
    }

    @Test
    void theInsightsAreThoseOfTheServices() {
        client();
        for (InsightRequest request : List.of(InsightRequest.standard(), InsightRequest.in(KATHMANDU))) {
            assertSame(each -> each.insights().report(request).insights());
            assertSame(each -> each.insights().report(request).withheld());
            assertSame(each -> each.insights().report(request).zone());
            assertSame(each -> each.insights().servers(request).value());
            assertSame(each -> each.insights().profile(1, request).value());
            assertSame(each -> each.insights().forecast(1, request).value());
            assertSame(each -> each.insights().quietWindows(1, 2, request).value());
            assertSame(
                    each -> each.insights().placement("docker", 1, 2, request).value());
        }
        InsightReport report = client.insights().report();
        assertThat(report.insights()).isNotEmpty();
        for (Insight insight : report.insights()) {
            String id = insight.heading().id();
            assertThat(client.insights().explain(id).value().insight()).isEqualTo(insight);
            assertSame(each -> {
                InsightView<?> view =
                        each.insights().explain(id).map(all -> all.steps().size());
                return view.value();
            });
        }
        assertThat(InsightJson.read(InsightJson.write(report)).insights()).isEqualTo(report.insights());
    }

    @Test
    void theCampusLinksItsLabTypesAndServers() {
        CampusReport report = client().campus().report();

        assertSame(each -> List.copyOf(each.campus().report().labTypes().keySet()));
        assertSame(each -> each.campus().report().servers().keySet());
        assertSame(each -> each.campus().report().labTypes().get("docker").utilization());
        assertSame(each -> each.campus().report().labTypes().get("docker").performance());
        assertSame(each -> each.campus().report().servers().get(1L).capacity());
        LabType docker = report.labTypes().get("docker");
        assertThat(docker.servers()).isNotEmpty().allSatisfy(server -> {
            assertThat(server).isSameAs(report.servers().get(server.serverId()));
            assertThat(server.labTypes()).anyMatch(type -> type == docker);
        });
    }

    @Test
    void aLearnerIsReported() {
        client();
        assertSame(each -> {
            LearnerReport report = each.learners().report(LEARNER);
            return ReportJson.readLearner(ReportJson.write(report)).labs();
        });
        assertThatThrownBy(() -> client.learners().report("nobody-7f3a")).isInstanceOf(UnknownLearnerException.class);
        assertThatThrownBy(() -> client.learners().report("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatNobodyKnowsIsRefused() {
        client();
        assertThatThrownBy(() -> client.labUtilization().report("a/b c"))
                .isInstanceOfSatisfying(
                        UnknownLabTypeException.class,
                        e -> assertThat(e.labType()).isEqualTo("a/b c"));
        assertThatThrownBy(() -> client.serverAllocation().report("nope")).isInstanceOf(UnknownLabTypeException.class);
        assertThatThrownBy(() -> client.serverAllocation().report("")).isInstanceOf(UnknownLabTypeException.class);
        assertThatThrownBy(() -> client.labUtilization().report("dokcer"))
                .isInstanceOfSatisfying(
                        UnknownLabTypeException.class,
                        e -> assertThat(e.suggestions()).contains("docker"));
        assertThatThrownBy(() -> client.insights().placement("docker", 1, 11, InsightRequest.standard()))
                .isInstanceOfSatisfying(UnknownServerException.class, e -> {
                    assertThat(e.serverId()).isEqualTo(11);
                    assertThat(e.suggestions()).contains(1L);
                });
        assertThatThrownBy(() -> client.insights().forecast(99, InsightRequest.standard()))
                .isInstanceOfSatisfying(
                        UnknownServerException.class,
                        e -> assertThat(e.serverId()).isEqualTo(99));
        assertThatThrownBy(() -> client.insights().explain("busiest_hour-0000000000000000"))
                .isInstanceOf(UnknownInsightException.class);
        assertThatThrownBy(() -> client.insights().quietWindows(1, 13, InsightRequest.standard()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> client.labUtilization().usageTrends(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void withEveryServiceDeadTheReportsHaveFailedWithoutAnException() {
        breakAll();
        client();

        LabUtilizationReport use = client.labUtilization().report();
        assertThat(use.integrationStatus()).isEqualTo(IntegrationStatus.FAILED);
        assertThat(use.retryAfter()).isPositive();
        assertThat(use.sources())
                .isNotEmpty()
                .noneMatch(source -> source.outcome().hasData());
        ServerAllocationReport servers = client.serverAllocation().report();
        assertThat(servers.integrationStatus()).isEqualTo(IntegrationStatus.FAILED);
        assertThat(servers.labs()).isEmpty();
        assertThat(client.insights().report().integrationStatus()).isEqualTo(IntegrationStatus.FAILED);
        assertThat(client.insights().servers(InsightRequest.standard()).value()).isEmpty();
        assertThat(client.campus().report().servers()).isEmpty();
        assertThat(client.learners().report(LEARNER).integrationStatus()).isEqualTo(IntegrationStatus.FAILED);
        assertThatThrownBy(() -> client.insights().profile(1, InsightRequest.standard()))
                .isInstanceOf(UndeterminedServerException.class);
    }

    @Test
    void theLastGoodValuesOfServicesThatFailAreStale() {
        LabUtilizationReport good = client().labUtilization().report();
        breakAll();

        LabUtilizationReport stale =
                client.labUtilization().report(ReportRequest.all().refreshed());

        assertThat(stale.integrationStatus()).isEqualTo(IntegrationStatus.PARTIAL);
        assertThat(stale.labUsage()).isEqualTo(good.labUsage());
        assertThat(stale.sources()).allSatisfy(source -> {
            assertThat(source.outcome()).isEqualTo(Outcome.STALE);
            assertThat(source.error()).isNotNull();
            assertThat(source.age()).isNotNull();
        });
    }

    @Test
    void callersGetTheSameObjectUntilASourceChanges() {
        client().labUtilization().report(); // whose values are live, and then cached
        client.serverAllocation().report("docker");
        assertThat(client.labUtilization().report())
                .isSameAs(client.labUtilization().report());
        ServerAllocationReport docker = client.serverAllocation().report("docker");
        assertThat(client.serverAllocation().report("docker")).isSameAs(docker);
        LabUtilizationReport before = client.labUtilization().report();
        campus.fault(SampleService.LAB_MONITORING, Fault.status(500));
        assertThat(client.labUtilization().report(ReportRequest.all().refreshed()))
                .isNotSameAs(before);
    }

    @Test
    void theDeadlineEndsTheWaitForASilentService() {
        campus.fault(SampleService.USAGE_ANALYTICS, Fault.silent());
        client(config().reportDeadline(Duration.ofSeconds(2)));

        LabUtilizationReport report = client.labUtilization().report();

        assertThat(report.integrationStatus()).isEqualTo(IntegrationStatus.PARTIAL);
        assertThat(report.infrastructureInsights().utilization()).isNotEmpty();
        assertThat(report.sources()).anyMatch(source -> source.outcome().hasData());
    }

    @Test
    void theAsynchronousFormGivesWhatTheBlockingFormGives() {
        client();
        assertThat(client.labUtilization()
                        .reportAsync(ReportRequest.all())
                        .toCompletableFuture()
                        .join()
                        .labUsage())
                .isEqualTo(client.labUtilization().report().labUsage());
        CompletableFuture<ServerAllocationReport> unknown =
                client.serverAllocation().reportAsync(ReportRequest.of("nope")).toCompletableFuture();
        assertThatThrownBy(unknown::get).hasCauseInstanceOf(UnknownLabTypeException.class);
        client.warmUpAsync().toCompletableFuture().join();
    }

    @Test
    void aClosedClientRefusesCallers() {
        client().labUtilization().report();
        client.close();
        client.close();

        assertThatThrownBy(() -> client.labUtilization().report()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> client.serverAllocation().servers()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> client.insights().report()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> client.campus().report()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> client.learners().report(LEARNER)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closeLetsThoseWhoWaitGo() {
        for (SampleService service : SampleService.values()) {
            campus.fault(service, Fault.silent());
        }
        CompletableFuture<LabUtilizationReport> waiting =
                client().labUtilization().reportAsync(ReportRequest.all()).toCompletableFuture();

        client.close();

        assertThat(waiting.orTimeout(60, TimeUnit.SECONDS).join().integrationStatus())
                .isEqualTo(IntegrationStatus.FAILED);
    }

    @Test
    void listenersAreToldOfEachReportOnce() throws Exception {
        List<ReportBuilt> told = new ArrayList<>();
        CountDownLatch both = new CountDownLatch(2);
        listeners.add(new IntegrationListener() {
            @Override
            public void reportBuilt(ReportBuilt event) {
                told.add(event);
                both.countDown();
            }
        });
        client().labUtilization().report();
        client.labUtilization().report();
        client.labUtilization().report("docker");

        assertThat(both.await(60, TimeUnit.SECONDS)).isTrue();
        client.close();
        assertThat(told)
                .extracting(ReportBuilt::labType)
                .startsWith((String) null)
                .endsWith("docker");
        for (ReportBuilt event : told) {
            assertThat(told)
                    .filteredOn(other -> other.report() == event.report())
                    .hasSize(1);
        }
    }

    @Test
    void healthShowsTheLatestCallsToEachService() {
        client().labUtilization().report();
        client.serverAllocation().report();
        Map<UpstreamService, ServiceHealth> health = client.health();
        assertThat(health).containsOnlyKeys(UpstreamService.values());
        assertThat(health.values()).allSatisfy(service -> {
            assertThat(service.lastError()).isEmpty();
            assertThat(service.lastGoodAnswerAt()).isPresent();
        });

        breakAll();
        client.labUtilization().report(ReportRequest.all().refreshed());
        assertThat(Stream.generate(() -> client.health().get(UpstreamService.LAB_MONITORING))
                        .dropWhile(service -> service.lastError().isEmpty()) // what is shown may be a second old
                        .findFirst())
                .hasValueSatisfying(
                        failing -> assertThat(failing.nextAttempts()).isNotEmpty());
    }
}
