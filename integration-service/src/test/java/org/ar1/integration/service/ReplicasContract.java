package org.ar1.integration.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Services from the archive, each a process of its own, with an engine's jars in {@code ext/} and the file of the
 * documentation.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the start script that is tested is that of POSIX shells")
abstract class ReplicasContract {

    /** Its failure would be an answer, so each replica asks anew. */
    private static final String PROBE = "/labs/?skip=0&limit=1";

    private static final String HISTORY = "performance/performance/servers/stats";

    /** Two resources: one of the reports, and one of the insights, which is fresh for longer. */
    private static final String TRENDS_OF_A_WEEK = "usage-analytics/analytics/trends?days=7";

    private static final List<String> READ = List.of(
            "/integration/lab-utilization",
            "/integration/server-allocation",
            "/integration/insights",
            "/integration/lab-utilization/docker",
            "/integration/server-allocation/docker");
    private static final int SOME_READS = 100;

    @TempDir
    Path directory;

    Path home;
    SampleCampus campus;

    /** The setting of the provider. */
    abstract String provider();

    /** The jars of the engine; an assumption fails where they are not there. */
    abstract List<Path> jars();

    /** The engine's file for a replica: 0, 1 or 2. */
    abstract String config(int replica) throws IOException;

    @BeforeEach
    void unpack() throws IOException {
        home = ServiceProcess.unpack(directory, jars());
        campus = SampleCampus.builder().historyDays(1).start();
    }

    @AfterEach
    void closeCampus() {
        if (campus != null) {
            campus.close();
        }
    }

    /** With limits that only what hangs reaches, however busy the machine is. */
    ServiceProcess replica(int number) throws IOException {
        Path config = Files.writeString(directory.resolve("engine" + number), config(number));
        Map<String, String> environment = new HashMap<>(campus.environment());
        environment.put("SHARED_CACHE", "jcache");
        environment.put("SHARED_CACHE_PROVIDER", provider());
        environment.put("SHARED_CACHE_CONFIG", config.toString());
        environment.put("CONNECT_TIMEOUT", "20");
        environment.put("REQUEST_TIMEOUT", "30");
        environment.put("REPORT_DEADLINE", "60");
        environment.put("SHARED_CACHE_TIMEOUT", "20");
        environment.put("REFRESH_PATIENCE", "30");
        return ServiceProcess.start(home, directory.resolve("log" + number), environment);
    }

    private CompletableFuture<ServiceProcess> starting(int number) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return replica(number);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    static boolean reaches(ServiceProcess replica) {
        for (JsonNode check :
                Http.json(Http.get(replica.uri(), "/health/ready")).path("checks")) {
            if (check.path("name").asText().equals("shared-cache")) {
                return check.path("data").path("reachable").asBoolean();
            }
        }
        throw new AssertionError("There is no check of the shared cache");
    }

    /** A busy machine may need longer than the service waits before it listens. */
    static void awaitReachable(ServiceProcess replica, boolean expected) {
        while (reaches(replica) != expected) {
            Thread.onSpinWait();
        }
    }

    Map<String, Integer> requests() {
        Map<String, Integer> requests = new TreeMap<>();
        for (SampleService service : SampleService.values()) {
            campus.requestCounts(service).forEach((path, count) -> requests.put(service.id() + path, count));
        }
        requests.keySet().removeIf(path -> path.endsWith(PROBE));
        return requests;
    }

    private static void read(ServiceProcess replica, String path) {
        HttpResponse<String> answer = Http.get(replica.uri(), path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.body())
                .as(path)
                .doesNotContain("\"outcome\":\"failed\"", "\"outcome\":\"stale\"", "\"outcome\":\"skipped\"");
    }

    /** Reads until it is closed; what goes wrong is thrown then. */
    private static final class Reader implements AutoCloseable {

        private final Semaphore reads = new Semaphore(0);
        private final AtomicReference<Boolean> enough = new AtomicReference<>(false);
        private final CompletableFuture<Void> end;

        Reader(ServiceProcess replica) {
            end = CompletableFuture.runAsync(() -> {
                for (int i = 0; !enough.get(); i++) {
                    read(replica, READ.get(i % READ.size()));
                    reads.release();
                }
            });
        }

        /** Waits for further reads. */
        void awaitReads() throws InterruptedException {
            reads.drainPermits();
            while (!reads.tryAcquire(SOME_READS, 1, TimeUnit.SECONDS)) {
                if (end.isDone()) {
                    end.join();
                }
            }
        }

        @Override
        public void close() {
            enough.set(true);
            end.join();
        }
    }

    @Test
    void replicasFetchOnceBetweenThemAndTheDeathOfOneLosesNothing() throws Exception {
        CompletableFuture<ServiceProcess> starting = starting(0);
        try (ServiceProcess other = replica(1);
                ServiceProcess one = starting.join()) {
            awaitReachable(one, true);
            awaitReachable(other, true);
            Map<String, Integer> fetched;
            try (Reader ofOther = new Reader(other)) {
                try (Reader ofOne = new Reader(one)) {
                    ofOne.awaitReads();
                    ofOther.awaitReads();
                }
                fetched = requests();
                assertThat(fetched)
                        .hasSizeGreaterThan(50)
                        .containsKey(HISTORY)
                        .allSatisfy((path, count) ->
                                assertThat(count).as(path).isEqualTo(path.equals(TRENDS_OF_A_WEEK) ? 2 : 1));

                one.kill();
                ofOther.awaitReads();
            }
            try (ServiceProcess third = replica(2)) {
                awaitReachable(third, true);
                for (String path : READ) {
                    read(third, path);
                }
                assertThat(third.stop()).isZero();
            }
            for (String path : READ) {
                read(other, path);
            }
            assertThat(requests()).isEqualTo(fetched);
            assertThat(other.stop()).isZero();
        }
    }
}
