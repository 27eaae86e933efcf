package org.ar1.integration.cache.jcache;

import org.ar1.integration.testkit.Fault;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two processes serve the reports over one Hazelcast cluster between them. */
class TwoReplicasTest {

    /** A question whose failure would be an answer; it is asked anew each time. */
    private static final String PROBE = "/labs/?skip=0&limit=1";

    /** After it nothing is fresh, nor given while it is refreshed: the history is for 15 minutes. */
    private static final Duration SEVERAL_PERIODS = Duration.ofMinutes(30);

    private final String cluster = "test-" + UUID.randomUUID();
    private SampleCampus campus;
    private ReplicaProcess one;
    private ReplicaProcess other;

    @BeforeEach
    void start() throws Exception {
        campus = SampleCampus.builder().historyDays(1).start();
        one = replica();
        other = replica(one);
    }

    @AfterEach
    void stop() throws Exception {
        other.close();
        one.close();
        campus.close();
    }

    /** Limits that only what hangs reaches, however busy the machine is. */
    private ReplicaProcess replica(ReplicaProcess... others) throws Exception {
        Map<String, String> environment = new HashMap<>(campus.environment());
        environment.put("INTEGRATION_API_PORT", "0");
        environment.put("CONNECT_TIMEOUT", "20");
        environment.put("REQUEST_TIMEOUT", "30");
        environment.put("REPORT_DEADLINE", "60");
        environment.put("SHARED_CACHE_TIMEOUT", "30");
        environment.put("REFRESH_PATIENCE", "30");
        return ReplicaProcess.start(cluster, environment, others);
    }

    private Map<String, Integer> requests() {
        Map<String, Integer> requests = new TreeMap<>();
        for (SampleService service : SampleService.values()) {
            campus.requestCounts(service).forEach((path, count) -> requests.put(service.id() + path, count));
        }
        requests.keySet().removeIf(path -> path.endsWith(PROBE));
        return requests;
    }

    private static void assertSuccess(Stream<CompletableFuture<HttpResponse<String>>> answers) {
        for (CompletableFuture<HttpResponse<String>> answer : answers.toList()) {
            String body = answer.join().body();
            assertThat(body)
                    .as(() -> body.substring(Math.max(0, body.indexOf("\"sources\""))))
                    .contains("\"integration_status\":\"success\"");
        }
    }

    @Test
    void betweenThemTheyFetchEachResourceOnceAndTheDeathOfEitherLosesNothing() throws Exception {
        assertSuccess(Stream.concat(one.bothReports(), other.bothReports()));
        Map<String, Integer> fetched = requests();
        assertThat(fetched)
                .hasSizeGreaterThan(50)
                .allSatisfy((resource, count) -> assertThat(count).isEqualTo(1));

        one.kill();
        assertSuccess(other.bothReports());
        try (ReplicaProcess third = replica(other)) {
            assertSuccess(third.bothReports());
            other.kill();
            assertSuccess(third.bothReports());
        }
        assertThat(requests()).isEqualTo(fetched);
    }

    @Test
    void inTheNextPeriodTheyFetchEachResourceOnceMore() throws Exception {
        assertSuccess(Stream.concat(one.bothReports(), other.bothReports()));
        one.pass(SEVERAL_PERIODS);
        other.pass(SEVERAL_PERIODS);
        assertSuccess(Stream.concat(one.bothReports(), other.bothReports()));

        assertThat(requests()).allSatisfy((resource, count) -> {
            if (resource.contains("/performance/lab/")) {
                // Those of labs by name are asked only in a period in which the catalogue comes late.
                assertThat(count).isBetween(1, 2);
            } else {
                assertThat(count).isEqualTo(2);
            }
        });
    }

    @Test
    void theOneThatDiesWhileItFetchesIsReplaced() throws Exception {
        campus.fault(SampleService.RESOURCE_ALLOCATION, Fault.silent());
        CompletableFuture<HttpResponse<String>> lost = one.get("/integration/server-allocation");
        while (campus.requests(SampleService.RESOURCE_ALLOCATION) < 2) {
            Thread.onSpinWait();
        }
        CompletableFuture<HttpResponse<String>> waiting = other.get("/integration/server-allocation");
        campus.heal(SampleService.RESOURCE_ALLOCATION);
        one.kill();

        assertSuccess(Stream.of(waiting));
        assertThat(lost).failsWithin(Duration.ofMinutes(1));
    }
}
