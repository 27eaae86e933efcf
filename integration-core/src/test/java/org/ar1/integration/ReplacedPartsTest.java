package org.ar1.integration;

import static org.ar1.integration.testkit.SampleService.LAB_MONITORING;
import static org.ar1.integration.testkit.SampleService.RESOURCE_ALLOCATION;
import static org.ar1.integration.testkit.SampleService.USER_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ar1.integration.document.ReportJson;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.CacheEntry;
import org.ar1.integration.spi.FailedAttempt;
import org.ar1.integration.spi.IntegrationCache;
import org.ar1.integration.spi.LabTypeMatch;
import org.ar1.integration.spi.RetryPolicy;
import org.ar1.integration.testkit.Fault;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.upstream.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The parts that a caller may replace are the ones that are used. */
class ReplacedPartsTest {

    private SampleCampus campus;

    @BeforeEach
    void start() {
        campus = SampleCampus.builder().labs(250).historyDays(1).start();
    }

    @AfterEach
    void stop() {
        campus.close();
    }

    private IntegrationClient.Builder builder() {
        return IntegrationClient.builder().config(TestClients.config(campus).build());
    }

    /** With the settings' own retries, beside which no policy may be set. */
    private IntegrationClient.Builder withPolicy(RetryPolicy policy) {
        return IntegrationClient.builder()
                .config(TestClients.config(campus)
                        .maxRetries(2)
                        .retryDelay(Duration.ofSeconds(1))
                        .build())
                .retryPolicy(policy);
    }

    @Test
    void theCacheSaysHowMuchItHolds() {
        IntegrationCache cache = new IntegrationCache() {
            @Override
            public CacheEntry get(String key) {
                return null;
            }

            @Override
            public void put(String key, CacheEntry entry) {}
        };
        try (IntegrationClient unknowing = builder().cache(cache).build();
                IntegrationClient client = builder().build()) {
            assertThat(unknowing.footprint().cachedBytes()).isNull();
            assertThat(client.footprint()).isEqualTo(new Footprint(0L, 0, 0, 0));
            client.serverAllocation().servers();
            assertThat(client.footprint().cachedBytes()).isPositive();
        }
    }

    @Test
    void theResolverNamesTheTypes() {
        try (IntegrationClient client = builder()
                .labTypeResolver((name, catalogue) -> new LabTypeMatch("all-one", false))
                .build()) {
            LabUtilizationReport report = client.labUtilization().report();
            assertThat(report.infrastructureInsights().utilization()).containsOnlyKeys("all-one");
            assertThat(report.infrastructureInsights()
                            .utilization()
                            .get("all-one")
                            .labs())
                    .hasSize(250);
            assertThat(report.coverage().matched()).isZero();
            assertThat(client.serverAllocation().report().infrastructure().allocationMap())
                    .containsOnlyKeys("all-one");
        }
    }

    @Test
    void theRetryPolicyDecidesHowOften() {
        campus.fault(RESOURCE_ALLOCATION, Fault.status(500));
        List<FailedAttempt> failures = new CopyOnWriteArrayList<>();
        RetryPolicy policy = failed -> {
            failures.add(failed);
            return failed.attempts() < 4 ? Optional.of(Duration.ZERO) : Optional.empty();
        };
        try (IntegrationClient client = withPolicy(policy).build()) {
            Sourced<List<Server>> servers = client.serverAllocation().servers();

            assertThat(servers.attempts()).isEqualTo(4);
            assertThat(campus.requests(RESOURCE_ALLOCATION)).isEqualTo(4);
            assertThat(failures).extracting(FailedAttempt::attempts).containsExactly(1, 2, 3, 4);
            assertThat(failures).allSatisfy(failure -> {
                assertThat(failure.service()).isEqualTo(UpstreamService.RESOURCE_ALLOCATION);
                assertThat(failure.resource()).isEqualTo("servers");
                assertThat(failure.code()).isEqualTo(ErrorCode.HTTP_STATUS);
                assertThat(failure.retryAfter()).isEmpty();
            });
        }
    }

    @Test
    void theRetryPolicyIsToldHowLongTheServiceWantsToBeLeftAlone() {
        campus.fault(RESOURCE_ALLOCATION, Fault.unavailable(Duration.ofHours(1)));
        List<FailedAttempt> failures = new CopyOnWriteArrayList<>();
        RetryPolicy policy = failed -> {
            failures.add(failed);
            return Optional.of(Duration.ZERO);
        };
        try (IntegrationClient client = withPolicy(policy).build()) {
            // An hour is past the deadline: there is no second attempt.
            assertThat(client.serverAllocation().servers().attempts()).isEqualTo(1);
            assertThat(failures)
                    .singleElement()
                    .satisfies(failure -> assertThat(failure.retryAfter()).contains(Duration.ofHours(1)));
        }
    }

    @Test
    void aRetryPolicyThatThrowsGivesUp() {
        campus.fault(RESOURCE_ALLOCATION, Fault.status(500));
        try (IntegrationClient client = withPolicy(failed -> {
                    throw new IllegalStateException("no idea");
                })
                .build()) {
            assertThat(client.serverAllocation().servers().outcome()).isEqualTo(Outcome.FAILED);
        }
    }

    @Test
    void everyPageOfTheCatalogueIsRetriedAsOftenAsTheFirst() {
        campus.answer(USER_PROGRESS, "/labs/?skip=200&limit=100", 503, "text/plain", "later");
        RetryPolicy once = RetryPolicy.fixed(1, Duration.ZERO);
        List<FailedAttempt> failures = new CopyOnWriteArrayList<>();
        try (IntegrationClient client = withPolicy(failed -> {
                    failures.add(failed);
                    campus.clearAnswers(USER_PROGRESS);
                    return once.delayBeforeRetry(failed);
                })
                .build()) {
            LabUtilizationReport report = client.labUtilization().report();

            assertThat(report.integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
            assertThat(failures).extracting(FailedAttempt::attempts).containsExactly(1);
            assertThat(report.sources().stream()
                            .filter(source -> source.resource().equals("catalogue"))
                            .findFirst()
                            .orElseThrow()
                            .attempts())
                    .isEqualTo(5);
        }
    }

    @Test
    void aCacheThatForgetsEverythingOnlyCostsCalls() {
        IntegrationCache forgetful = new IntegrationCache() {
            @Override
            public CacheEntry get(String key) {
                return null;
            }

            @Override
            public void put(String key, CacheEntry entry) {}
        };
        try (IntegrationClient client = builder().cache(forgetful).build()) {
            for (int i = 1; i <= 2; i++) {
                assertThat(client.labUtilization().report().integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
                assertThat(campus.requests(LAB_MONITORING, "/monitor/labs/popular"))
                        .isEqualTo(i);
            }
            campus.fault(LAB_MONITORING, Fault.status(500));
            assertThat(client.labUtilization().popularLabs().outcome()).isEqualTo(Outcome.FAILED);
        }
    }

    @Test
    void aCacheThatThrowsOnlyCostsCalls() {
        IntegrationCache broken = new IntegrationCache() {
            @Override
            public CacheEntry get(String key) {
                throw new IllegalStateException("broken");
            }

            @Override
            public void put(String key, CacheEntry entry) {
                throw new IllegalStateException("broken");
            }
        };
        try (IntegrationClient client = builder().cache(broken).build()) {
            assertThat(client.labUtilization().report().integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
        }
    }

    @Test
    void halfACharacterInANameMakesNoReportFail() throws Exception {
        campus.answer(
                LAB_MONITORING,
                "/monitor/labs/popular",
                200,
                "application/json",
                "[{\"lab_id\":1,\"name\":\"Cut \\ud83e\",\"total_sessions\":1,\"total_user_minutes\":\"2\"}]");
        campus.answer(
                RESOURCE_ALLOCATION,
                "/allocations",
                200,
                "application/json",
                "[{\"id\":1,\"lab_name\":\"Cut \\ud83e\",\"server_id\":1}]");
        try (IntegrationClient client = builder().build()) {
            ObjectMapper mapper = new ObjectMapper();
            JsonNode use =
                    mapper.readTree(ReportJson.write(client.labUtilization().report()));
            assertThat(use.at("/infrastructure_insights/popular_labs/0/name").textValue())
                    .isEqualTo("Cut \ufffd");
            JsonNode servers =
                    mapper.readTree(ReportJson.write(client.serverAllocation().report()));
            assertThat(servers.get("labs").has("cut-\ufffd")).isTrue();
        }
    }
}
