package org.ar1.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ar1.integration.document.ReportJson;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceStatus;
import org.ar1.integration.spi.InMemorySharedCache;
import org.ar1.integration.spi.SharedCache;
import org.ar1.integration.testkit.Fault;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients of several replicas over one shared cache, on real sockets. */
class SharedCacheTest {

    private static final Instant NOW = Instant.parse("2026-11-16T09:01:00Z");
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String PROBE = "/labs/?skip=0&limit=1";

    private final InMemorySharedCache shared = new InMemorySharedCache(InstantSource.system());
    private SampleCampus campus;

    @BeforeEach
    void start() {
        campus = SampleCampus.builder().now(NOW).historyDays(1).start();
    }

    @AfterEach
    void stop() {
        campus.close();
    }

    private IntegrationClient client(SharedCache cache, Duration timeout) {
        return IntegrationClient.builder()
                .config(TestClients.config(campus).sharedCacheTimeout(timeout).build())
                .clock(() -> NOW)
                .sharedCache(cache)
                .build();
    }

    private Map<String, Integer> requests() {
        Map<String, Integer> requests = new TreeMap<>();
        for (SampleService service : SampleService.values()) {
            campus.requestCounts(service).forEach((path, count) -> requests.put(service.id() + path, count));
        }
        requests.keySet().removeIf(path -> path.endsWith(PROBE));
        return requests;
    }

    private static Stream<Outcome> outcomes(LabUtilizationReport usage, ServerAllocationReport servers) {
        return Stream.concat(usage.sources().stream(), servers.sources().stream())
                .map(SourceStatus::outcome);
    }

    @Test
    void twoReplicasAtOnceFetchEachResourceOnce() {
        try (IntegrationClient one = client(shared, LONG);
                IntegrationClient other = client(shared, LONG)) {
            CompletableFuture.allOf(Stream.of(one, other, one, other)
                            .flatMap(client -> Stream.of(
                                    client.labUtilization().reportAsync(ReportRequest.all()),
                                    client.serverAllocation().reportAsync(ReportRequest.all())))
                            .map(CompletionStage::toCompletableFuture)
                            .toArray(CompletableFuture[]::new))
                    .join();
            assertThat(requests())
                    .hasSizeGreaterThan(50)
                    .allSatisfy((path, count) -> assertThat(count).isEqualTo(1));
            assertThat(content(one)).isEqualTo(content(other));
        }
    }

    /** Apart from how each replica came by it. */
    private static List<JsonNode> content(IntegrationClient client) {
        return Stream.of(
                        ReportJson.write(client.labUtilization().report()),
                        ReportJson.write(client.serverAllocation().report()))
                .map(SharedCacheTest::withoutSources)
                .toList();
    }

    private static JsonNode withoutSources(byte[] json) {
        try {
            JsonNode document = new ObjectMapper().readTree(json);
            ((ObjectNode) document).remove("sources");
            return document;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aReplicaThatStartsWhileEverythingIsDownShowsWhatTheOthersKnow() {
        try (IntegrationClient one = client(shared, LONG)) {
            one.warmUpAsync().toCompletableFuture().join();
        }
        for (SampleService service : SampleService.values()) {
            campus.fault(service, Fault.refused());
        }
        try (IntegrationClient other = client(shared, LONG)) {
            LabUtilizationReport usage = other.labUtilization().report();
            ServerAllocationReport servers = other.serverAllocation().report();

            assertThat(usage.integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
            assertThat(servers.integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
            assertThat(outcomes(usage, servers)).containsOnly(Outcome.CACHED);
            assertThat(usage.sources())
                    .allSatisfy(source -> assertThat(source.fetchedAt()).isEqualTo(NOW));
        }
    }

    @Test
    void aSharedCacheThatHangsOrFailsCostsNoAnswer() {
        List<SharedCache> broken = List.of(new Broken(CompletableFuture::new), new Broken(() -> {
            throw new IllegalStateException("broken");
        }));
        for (SharedCache cache : broken) {
            try (IntegrationClient client = client(cache, Duration.ofMillis(150))) {
                LabUtilizationReport usage = client.labUtilization().report();
                ServerAllocationReport servers = client.serverAllocation().report();

                assertThat(usage.integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
                assertThat(servers.integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
            }
        }
    }

    private record Broken(Supplier<CompletableFuture<?>> way) implements SharedCache {
        @SuppressWarnings("unchecked")
        private <T> CompletionStage<T> fail() {
            return (CompletionStage<T>) way.get();
        }

        @Override
        public CompletionStage<Optional<byte[]>> get(String key) {
            return fail();
        }

        @Override
        public CompletionStage<Void> put(String key, byte[] value, Duration timeToLive) {
            return fail();
        }

        @Override
        public CompletionStage<Boolean> putIfAbsent(String key, byte[] value, Duration timeToLive) {
            return fail();
        }

        @Override
        public CompletionStage<Void> remove(String key) {
            return fail();
        }
    }
}
