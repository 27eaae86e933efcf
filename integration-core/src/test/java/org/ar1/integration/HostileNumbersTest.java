package org.ar1.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.config.IntegrationConfigBuilder;
import org.ar1.integration.document.ReportCsv;
import org.ar1.integration.document.ReportJson;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.HttpTransport;

/** Services that answer with the extremes of a double: every figure of both reports is a number or null. */
class HostileNumbersTest {

    private static final Instant NOW = Instant.parse("2026-11-16T09:04:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> NUMBERS = List.of(
            "1.7e308",
            "-1.7e308",
            "\"1.7e308\"",
            "5e-324",
            "-5e-324",
            "1e-300",
            "0",
            "-0.0",
            "-3",
            "0.1",
            "33.333333333333336",
            "9007199254740993.5",
            "3.5e38",
            "null");
    private static final List<String> WHOLE_NUMBERS = List.of("0", "1", "-7", "9007199254740991", "40", "null");

    /** The answers of six services, each figure drawn from the extremes. */
    private static final class Services implements HttpTransport {
        private static final int LABS = 12;
        private static final int SERVERS = 3;

        private final Random random;

        Services(Random random) {
            this.random = random;
        }

        static IntegrationConfig config() {
            IntegrationConfigBuilder config = IntegrationConfig.builder().maxRetries(0);
            for (UpstreamService service : UpstreamService.values()) {
                config.url(service, URI.create("http://127.0.0.1/" + service.id()));
            }
            return config.build();
        }

        @Override
        public CompletableFuture<Response> get(URI uri, Map<String, String> headers) {
            String body = body(uri.getPath().replaceFirst("^/[^/]*", ""), String.valueOf(uri.getQuery()));
            return CompletableFuture.completedFuture(
                    new Response(200, Map.of(), new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))));
        }

        private synchronized String body(String path, String query) {
            return switch (path) {
                case "/labs/" ->
                    query.startsWith("skip=0")
                            ? rows(
                                    LABS / 2,
                                    i -> "\"id\":\"%d\",\"name\":\"Lab %d\",\"lab_type\":\"type-%d\""
                                            .formatted(i, i, i))
                            : "[]";
                case "/monitor/labs/popular" ->
                    rows(
                            LABS,
                            i -> "\"lab_id\":%d,\"name\":\"Lab %d\",\"total_sessions\":%s,\"total_user_minutes\":%s"
                                    .formatted(i, i % (LABS / 2), whole(), number()));
                case "/monitor/labs/over-under-utilized" ->
                    rows(
                            LABS,
                            i -> ("\"lab_id\":%d,\"name\":\"Lab %d\",\"estimated_users\":%s,\"avg_users\":%s,"
                                            + "\"avg_time\":%s,\"normalized_usage\":%s,\"ratio\":%s,\"status\":\"normal\"")
                                    .formatted(i, i % (LABS / 2), whole(), number(), number(), number(), number()));
                case "/servers" ->
                    rows(
                            SERVERS,
                            i -> ("\"id\":%d,\"cpu_usage\":%s,\"memory_usage\":%s,\"disk_usage\":%s,\"max_cpu\":%s,"
                                            + "\"max_memory\":%s,\"max_disk\":%s,\"last_checked\":\"2026-11-16T09:00:00Z\"")
                                    .formatted(i, number(), number(), number(), number(), number(), number()));
                case "/allocations" ->
                    rows(
                            LABS,
                            i -> "\"id\":%d,\"lab_name\":\"Lab %d\",\"server_id\":%d"
                                    .formatted(i, i % (LABS / 2), i % SERVERS));
                case "/performance/servers/stats" ->
                    rows(
                            40,
                            i -> ("\"id\":%d,\"server_id\":%d,\"cpu_usage\":%s,\"memory_usage\":%s,\"disk_usage\":%s,"
                                            + "\"recorded_at\":\"2026-11-16T0%d:0%d:00Z\"")
                                    .formatted(i, i % SERVERS, number(), number(), number(), i % 9, i % 10));
                case "/analytics/trends" ->
                    "{\"time_period_days\":30,\"total_events\":1,\"lab_usage\":{"
                            + IntStream.range(0, LABS / 2)
                                    .mapToObj(i -> "\"type-%d\":{\"total_events\":%s,\"unique_users\":%s,\"errors\":%s}"
                                            .formatted(i, whole(), whole(), whole()))
                                    .collect(Collectors.joining(","))
                            + "}}";
                default ->
                    path.startsWith("/performance/servers/")
                            ? "[]"
                            : ("{\"lab_type\":\"%s\",\"time_period_days\":7,\"unique_users\":%s,\"total_events\":%s,"
                                            + "\"event_distribution\":{\"start\":1},\"average_session_time_seconds\":%s,"
                                            + "\"total_users\":%s,\"avg_completion_time\":%s,\"success_rate\":%s,"
                                            + "\"common_errors\":[]}")
                                    .formatted(
                                            path.replaceFirst(".*/", ""),
                                            whole(),
                                            whole(),
                                            number(),
                                            whole(),
                                            number(),
                                            number());
            };
        }

        private static String rows(int count, IntFunction<String> row) {
            return IntStream.range(0, count)
                    .mapToObj(i -> "{" + row.apply(i) + "}")
                    .collect(Collectors.joining(",", "[", "]"));
        }

        private String number() {
            return NUMBERS.get(random.nextInt(NUMBERS.size()));
        }

        private String whole() {
            return WHOLE_NUMBERS.get(random.nextInt(WHOLE_NUMBERS.size()));
        }
    }

    @Property(tries = 150)
    void everyFigureIsANumberOrNull(@ForAll long seed) throws IOException {
        try (IntegrationClient client = IntegrationClient.builder()
                .config(Services.config())
                .clock(() -> NOW)
                .transport(new Services(new Random(seed)))
                .build()) {
            LabUtilizationReport utilization = client.labUtilization().report();
            ServerAllocationReport allocation = client.serverAllocation().report();

            assertThat(List.of(utilization.integrationStatus(), allocation.integrationStatus()))
                    .containsOnly(IntegrationStatus.SUCCESS);
            assertFigures(JSON.readTree(ReportJson.write(utilization)));
            assertFigures(JSON.readTree(ReportJson.write(allocation)));
            for (byte[] csv : List.of(ReportCsv.write(utilization), ReportCsv.write(allocation))) {
                assertThat(new String(csv, StandardCharsets.UTF_8))
                        .doesNotContain("NaN")
                        .doesNotContain("Infinity");
            }
            for (JsonNode server : JSON.readTree(ReportJson.write(allocation)).at("/infrastructure/servers")) {
                assertJudgement(server);
            }
        }
    }

    private static void assertFigures(JsonNode node) {
        if (node.isNumber()) {
            assertThat(Double.isFinite(node.doubleValue())).isTrue();
        } else if (node.isTextual()) {
            assertThat(node.textValue()).isNotIn("NaN", "Infinity", "-Infinity");
        }
        node.forEach(HostileNumbersTest::assertFigures);
    }

    /** A maximum that is not above 0 is no maximum. */
    private static void assertJudgement(JsonNode server) {
        for (String resource : List.of("cpu", "memory", "disk")) {
            JsonNode maximum = server.at("/specs/max_" + resource);
            JsonNode headroom = server.at("/headroom/" + resource);
            JsonNode used = server.at("/utilization/" + resource);
            if (maximum.isNull() || maximum.doubleValue() <= 0) {
                assertThat(used.isNull()).isTrue();
                assertThat(headroom.isNull()).isTrue();
            }
            if (!used.isNull()) {
                assertThat(new BigDecimal(used.asText()).scale()).isLessThanOrEqualTo(4);
            }
        }
    }
}
