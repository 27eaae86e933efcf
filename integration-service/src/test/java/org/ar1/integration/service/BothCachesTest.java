package org.ar1.integration.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.ar1.integration.testkit.SampleCampus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service with an engine that replicas share and a state directory, which is restarted while no service answers. */
class BothCachesTest {

    @TempDir
    private Path directory;

    /** Starts a service over this engine and directory, and returns when each source of its report was fetched. */
    private Map<String, String> fetchedAt(SampleCampus campus, FakeEngine engine, String state) throws Exception {
        FakeProvider.engine = engine;
        Map<String, String> environment = new HashMap<>(campus.environment());
        environment.putAll(Map.of(
                "INTEGRATION_API_PORT", "0",
                "STATE_DIRECTORY", directory.resolve(state).toString(),
                "SHARED_CACHE", "jcache",
                "SHARED_CACHE_PROVIDER", FakeProvider.class.getName(),
                "LOG_LEVEL", "ERROR",
                "REPORT_DEADLINE", "60",
                "SHARED_CACHE_TIMEOUT", "60"));
        try (RunningService service = IntegrationService.run(
                        new String[0],
                        environment,
                        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8))
                .orElseThrow()) {
            HttpResponse<String> answer = Http.get(service.uri(), "/integration/lab-utilization");
            assertThat(answer.statusCode()).isEqualTo(200);
            Map<String, String> times = new HashMap<>();
            for (JsonNode source : Http.json(answer).path("sources")) {
                times.put(
                        source.path("service").asText() + " "
                                + source.path("resource").asText() + " "
                                + source.path("lab_type").asText(),
                        source.path("fetched_at").asText());
            }
            return times;
        }
    }

    @Test
    void theEngineIsAskedFirstAndTheDiskWhenTheEngineHasNothingOrFails() throws Exception {
        FakeEngine other = new FakeEngine();
        FakeEngine engine = new FakeEngine();
        SampleCampus campus = SampleCampus.builder().historyDays(1).start();
        Map<String, String> onDisk;
        Map<String, String> inEngine;
        try (campus) {
            onDisk = fetchedAt(campus, other, "state");
            inEngine = fetchedAt(campus, engine, "another");
        }
        assertThat(inEngine).hasSameSizeAs(onDisk).doesNotContainValue("").isNotEqualTo(onDisk);

        other.forget();
        assertThat(fetchedAt(campus, other, "state")).as("engine empty").isEqualTo(onDisk);
        other.down = true;
        assertThat(fetchedAt(campus, other, "state")).as("engine down").isEqualTo(onDisk);
        assertThat(fetchedAt(campus, engine, "state")).as("both").isEqualTo(inEngine);
    }
}
