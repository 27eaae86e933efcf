package org.ar1.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.ar1.integration.document.ReportJson;
import org.ar1.integration.event.FetchEnded;
import org.ar1.integration.internal.source.MapCache;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.report.LearnerReport;
import org.ar1.integration.report.LearnerReport.LearnerServer;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.report.ServerState;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceStatus;
import org.ar1.integration.source.UnknownLearnerException;
import org.ar1.integration.spi.InMemorySharedCache;
import org.ar1.integration.spi.SharedCache;
import org.ar1.integration.testkit.Fault;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LearnerAdapterTest {

    private static final Instant NOW = Instant.parse("2026-11-16T09:01:00Z");
    private static final String LEARNER = "468c9e7a-33f0-4223-b2ec-45c8ec2a4e2a";
    private static final String NEWCOMER = "00000000-0000-4000-8000-000000000000";
    private static final String STRANGER = "nobody-7f3a";
    private static final String PATH = "/performance/user/";

    private SampleCampus campus;
    private IntegrationClient client;

    @BeforeEach
    void start() {
        campus = SampleCampus.builder().now(NOW).historyDays(1).start();
        client = builder().build();
    }

    private IntegrationClient.Builder builder() {
        return IntegrationClient.builder()
                .config(TestClients.config(campus).build())
                .clock(() -> NOW);
    }

    @AfterEach
    void stop() {
        client.close();
        campus.close();
    }

    private LearnerReport report() {
        return client.learners().report(LEARNER);
    }

    private static SourceStatus line(LearnerReport report, String resource) {
        return report.sources().stream()
                .filter(source -> source.resource().equals(resource))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theAttemptsOfALearnerAreJoinedWithTheServersAndTheirState() {
        ServerAllocationReport allocation = client.serverAllocation().report();

        LearnerReport report = report();

        assertThat(report.timestamp()).isEqualTo(NOW);
        assertThat(report.integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
        assertThat(report.userId()).isEqualTo(LEARNER);
        assertThat(report.retryAfter()).isNull();
        assertThat(report.labs()).containsKey("docker").allSatisfy((labType, lab) -> {
            assertThat(lab.performance().attempts()).isPositive();
            assertThat(lab.name()).isEqualTo(allocation.labs().get(labType).name());
            assertThat(lab.servers())
                    .extracting(LearnerServer::serverId)
                    .isEqualTo(allocation.labs().get(labType).servers().stream()
                            .map(placement -> placement.serverId())
                            .toList());
            assertThat(lab.servers())
                    .allSatisfy(server -> assertThat(server.load())
                            .isEqualTo(allocation.infrastructure().servers().get(server.serverId())));
        });
        LearnerServer server = report.labs().get("docker").servers().get(0);
        assertThat(server.serverName()).isEqualTo("Server-" + server.serverId());
        assertThat(server.load().state()).isIn(ServerState.HOT, ServerState.SATURATED);
        assertThat(report.sources())
                .extracting(SourceStatus::resource)
                .containsExactly("performance/user", "allocations", "servers", "stats", "catalogue");
    }

    @Test
    void aLearnerWithoutRecordsHasNoLabs() {
        LearnerReport report = client.learners().report(NEWCOMER);

        assertThat(report.integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
        assertThat(report.labs()).isEmpty();
    }

    @Test
    void aLearnerThatTheServiceDoesNotKnowIsUnknownAndNotNamed() {
        assertThatExceptionOfType(UnknownLearnerException.class)
                .isThrownBy(() -> client.learners().report(STRANGER))
                .withMessageNotContaining(STRANGER);
        assertThat(client.learners().reportAsync(STRANGER))
                .failsWithin(Duration.ofMinutes(1))
                .withThrowableThat()
                .havingRootCause()
                .isInstanceOf(UnknownLearnerException.class);
    }

    @Test
    void aDenialDoesNotCountWhileUserProgressFails() {
        campus.fault(SampleService.USER_PROGRESS, Fault.status(500));

        LearnerReport report = client.learners().report(STRANGER);

        assertThat(report.integrationStatus()).isEqualTo(IntegrationStatus.FAILED);
        assertThat(report.labs()).isEmpty();
        assertThat(report.retryAfter()).isPositive();
    }

    @Test
    void aDenialDoesNotCountWhileUserProgressFailsThoughTheCatalogueIsInMemory() {
        report();
        campus.fault(SampleService.USER_PROGRESS, Fault.status(500));

        LearnerReport report = client.learners().report(STRANGER);

        assertThat(report.integrationStatus()).isEqualTo(IntegrationStatus.FAILED);
        assertThat(line(report, "performance/user").error().code()).isEqualTo(ErrorCode.HTTP_STATUS);
    }

    @Test
    void withoutPerformanceReportingTheReportHasFailed() {
        campus.fault(SampleService.PERFORMANCE_REPORTING, Fault.status(500));

        LearnerReport report = report();

        assertThat(report.integrationStatus()).isEqualTo(IntegrationStatus.FAILED);
        assertThat(line(report, "performance/user").error().code()).isEqualTo(ErrorCode.HTTP_STATUS);
        assertThat(report.retryAfter()).isPositive();
    }

    @Test
    void whatWasKnownOfALearnerIsNotServedWhenPerformanceReportingFails() {
        report();
        campus.fault(SampleService.PERFORMANCE_REPORTING, Fault.refused());

        assertThat(report().labs()).isEmpty();
        assertThat(client.serverAllocation().userPerformance(LEARNER).outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void aServiceThatIsSilentFailsTheReportByTheDeadline() {
        campus.fault(SampleService.PERFORMANCE_REPORTING, Fault.silent());
        try (IntegrationClient hasty = IntegrationClient.create(TestClients.config(campus)
                .reportDeadline(Duration.ofMillis(500))
                .build())) {
            LearnerReport report = hasty.learners().report(LEARNER);

            assertThat(report.integrationStatus()).isEqualTo(IntegrationStatus.FAILED);
            assertThat(line(report, "performance/user").error().code()).isEqualTo(ErrorCode.DEADLINE);
        }
    }

    @Test
    void withoutTheAllocationsTheServersAreNotKnown() {
        campus.fault(SampleService.RESOURCE_ALLOCATION, "/allocations", Fault.status(500));

        LearnerReport report = report();

        assertThat(report.integrationStatus()).isEqualTo(IntegrationStatus.PARTIAL);
        assertThat(report.labs().get("docker").servers()).isNull();
        assertThat(report.labs().get("docker").performance().attempts()).isPositive();
    }

    @Test
    void withoutTheServersTheirStateIsNotKnown() {
        campus.fault(SampleService.RESOURCE_ALLOCATION, "/servers", Fault.status(500));

        assertThat(report().labs().get("docker").servers())
                .isNotEmpty()
                .allSatisfy(server -> assertThat(server.load()).isNull());
    }

    @Test
    void whatIsSaidOfALearnerIsFetchedEachTimeAndTheListsAreNot() {
        report();
        report();
        client.serverAllocation().userPerformance(LEARNER);

        assertThat(campus.requests(SampleService.PERFORMANCE_REPORTING, PATH + LEARNER))
                .isEqualTo(3);
        assertThat(campus.requests(SampleService.RESOURCE_ALLOCATION, "/allocations"))
                .isEqualTo(1);
        assertThat(campus.requestCounts(SampleService.PERFORMANCE)).isNotEmpty().allSatisfy((path, count) -> {
            assertThat(path).matches("/performance/servers/[0-9]+/stats");
            assertThat(count).isEqualTo(1);
        });
    }

    /** Notes keys and values. */
    private static final class OpenSharedCache implements SharedCache {
        private final InMemorySharedCache kept = new InMemorySharedCache(InstantSource.system());
        private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

        @Override
        public CompletionStage<Optional<byte[]>> get(String key) {
            seen.add(key);
            return kept.get(key);
        }

        @Override
        public CompletionStage<Void> put(String key, byte[] value, Duration timeToLive) {
            seen.add(key + new String(value, StandardCharsets.UTF_8));
            return kept.put(key, value, timeToLive);
        }

        @Override
        public CompletionStage<Boolean> putIfAbsent(String key, byte[] value, Duration timeToLive) {
            seen.add(key);
            return kept.putIfAbsent(key, value, timeToLive);
        }

        @Override
        public CompletionStage<Void> remove(String key) {
            return kept.remove(key);
        }
    }

    @Test
    void noCacheEverSeesALearner() {
        MapCache own = new MapCache();
        OpenSharedCache shared = new OpenSharedCache();
        try (IntegrationClient observed =
                builder().cache(own).sharedCache(shared).build()) {
            observed.learners().report(LEARNER);
            observed.serverAllocation().userPerformance(LEARNER);
            int sources = observed.footprint().sources();
            observed.learners().report(NEWCOMER);

            assertThat(observed.footprint().sources()).isEqualTo(sources);
        }
        assertThat(own.entries.keySet()).isNotEmpty().noneMatch(key -> key.contains(LEARNER));
        assertThat(shared.seen).isNotEmpty().noneMatch(seen -> seen.contains(LEARNER) || seen.contains(PATH));
    }

    @Test
    void noEventAndNoTextNamesALearner() {
        RecordingListener listener = new RecordingListener();
        try (IntegrationClient observed = builder().listener(listener).build()) {
            LearnerReport report = observed.learners().report(LEARNER);
            campus.fault(SampleService.PERFORMANCE_REPORTING, Fault.wrongContent());
            LearnerReport failed = observed.learners().report(LEARNER);

            assertThat(report.toString() + failed + failed.sources()).doesNotContain(LEARNER);
            assertThat(observed.serverAllocation().userPerformance(LEARNER).toString())
                    .doesNotContain(LEARNER);
        }
        listener.await(FetchEnded.class, 7); // three of the learner, four lists
        assertThat(listener.all())
                .anyMatch(event -> event.toString().contains("performance/user"))
                .noneMatch(event -> event.toString().contains(LEARNER));
    }

    @Test
    void fetchesOfATracedReportCarryTheTrace() {
        client.learners()
                .reportAsync(LEARNER, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .toCompletableFuture()
                .join();

        assertThat(campus.recentRequests(SampleService.PERFORMANCE_REPORTING))
                .anySatisfy(request -> assertThat(request.toString()).contains("0af7651916cd43dd8448eb211c80319c"));
    }

    @Test
    void identifiersGoIntoThePathEncoded() {
        assertThatExceptionOfType(UnknownLearnerException.class)
                .isThrownBy(() -> client.learners().report("../lab/docker?x=1"));
        assertThat(campus.requestCounts(SampleService.PERFORMANCE_REPORTING))
                .containsOnlyKeys(PATH + "..%2Flab%2Fdocker%3Fx%3D1");
    }

    @Test
    void anEmptyIdentifierIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> client.learners().report(""));
    }

    @Test
    void aClosedClientRefusesCallers() {
        client.close();

        assertThatIllegalStateException().isThrownBy(this::report);
    }

    @Test
    void closingEndsACallInFlight() {
        campus.fault(SampleService.PERFORMANCE_REPORTING, Fault.silent());
        CompletionStage<LearnerReport> report = client.learners().reportAsync(LEARNER);
        client.close();

        try {
            assertThat(report.toCompletableFuture().join().integrationStatus()).isEqualTo(IntegrationStatus.FAILED);
        } catch (CompletionException e) {
            assertThat(e).hasCauseInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void theDocumentHoldsTheReport() {
        String json = new String(ReportJson.write(report()), StandardCharsets.UTF_8);

        assertThat(json)
                .startsWith("{\"timestamp\":\"2026-11-16T09:01:00Z\",\"integration_status\":\"success\",\"user_id\":\""
                        + LEARNER + "\",\"labs\":{\"docker\":{\"name\":\"Docker\",\"performance\":{\"attempts\":");
    }
}
