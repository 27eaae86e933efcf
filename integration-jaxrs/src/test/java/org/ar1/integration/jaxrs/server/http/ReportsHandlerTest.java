package org.ar1.integration.jaxrs.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ar1.integration.document.ReportJson;
import org.ar1.integration.jaxrs.FakeClient;
import org.ar1.integration.jaxrs.Http;
import org.ar1.integration.jaxrs.Reports;
import org.ar1.integration.jaxrs.http.EntityTags;
import org.ar1.integration.jaxrs.http.Gzip;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.ar1.integration.jaxrs.server.ServerConfig;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.UndeterminedLabTypeException;
import org.ar1.integration.source.UnknownLabTypeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever asks in the plainest way, and so past the JAX-RS application, gets the answer that it would have given. */
class ReportsHandlerTest {

    /** Means what no field or {@code *}/{@code *} means, but not in the plainest words. */
    private static final String ROUNDABOUT = "application/json, */*;q=0.1";

    private static final Instant FETCHED = Instant.parse("2026-05-04T12:00:00Z");
    private static final String TAG = EntityTags.ofReport(ReportJson.write(labReport("many")));

    private static final AtomicInteger THROUGH_JERSEY = new AtomicInteger();
    private static final AtomicInteger REPORTS = new AtomicInteger();
    private static IntegrationServer server;

    @BeforeAll
    static void start() throws Exception {
        server = Http.start(
                ServerConfig.builder().corsOrigin("https://elsewhere.example").build(),
                new FakeClient(counted(ReportsHandlerTest::labReport), counted(labType -> {
                    fail(labType);
                    return Reports.serverAllocation(labType);
                })));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static <R> Function<String, R> counted(Function<String, R> reports) {
        return labType -> {
            REPORTS.incrementAndGet();
            if (StackWalker.getInstance()
                    .walk(frames ->
                            frames.anyMatch(frame -> frame.getClassName().startsWith("org.glassfish.jersey")))) {
                THROUGH_JERSEY.incrementAndGet();
            }
            return reports.apply(labType);
        };
    }

    private static LabUtilizationReport labReport(String labType) {
        fail(labType);
        return switch (labType) {
            case "failed" -> Reports.labUtilization(labType, IntegrationStatus.FAILED, Duration.ofMillis(4_200));
            case "sources" ->
                Reports.labUtilization(
                        labType,
                        IntegrationStatus.PARTIAL,
                        null,
                        List.of(
                                Reports.source(Outcome.CACHED, FETCHED, 0),
                                Reports.source(Outcome.STALE, FETCHED.minusSeconds(60), 2)));
            case "many" -> Reports.labUtilization("x".repeat(2 * Gzip.SMALLEST));
            default -> Reports.labUtilization(labType);
        };
    }

    private static void fail(String labType) {
        switch (labType) {
            case "unknown" -> throw new UnknownLabTypeException(labType);
            case "undetermined" -> throw new UndeterminedLabTypeException(labType, Duration.ofSeconds(7), List.of());
            case "refused" -> throw new IllegalArgumentException("no such name");
            case "broken" -> throw new IllegalStateException("secret");
            case "error" -> throw new StackOverflowError("secret");
            default -> {}
        }
    }

    static Stream<Arguments> requests() {
        List<String> ends = List.of(
                "",
                "/docker",
                "/many",
                "/sources",
                "/failed",
                "/unknown",
                "/undetermined",
                "/refused",
                "/broken",
                "/error",
                "/A-b_9");
        List<List<String>> headers = List.of(
                List.of(),
                List.of("If-None-Match", TAG),
                List.of("If-None-Match", "\"other\", " + TAG.substring(2)),
                List.of("If-None-Match", "*"),
                List.of("If-None-Match", "nonsense"),
                List.of("Accept-Encoding", "gzip"),
                List.of("Accept-Encoding", "br, gzip;q=0"),
                List.of("Accept-Encoding", "gzip", "If-None-Match", TAG),
                List.of("Origin", "https://elsewhere.example"));
        return Stream.of("lab-utilization", "server-allocation")
                .flatMap(report -> ends.stream()
                        .flatMap(end ->
                                headers.stream().map(fields -> Arguments.of("/integration/" + report + end, fields))));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void theAnswerIsThatOfTheResources(String path, List<String> fields) {
        HttpResponse<String> plain = get(path, fields);
        int before = THROUGH_JERSEY.get();
        HttpResponse<String> resource = get(
                path,
                Stream.concat(fields.stream(), Stream.of("Accept", ROUNDABOUT)).toList());

        assertThat(THROUGH_JERSEY.get()).isEqualTo(before + 1);
        assertThat(plain.statusCode()).isEqualTo(resource.statusCode());
        assertThat(comparable(plain)).isEqualTo(comparable(resource));
        assertThat(withoutId(plain)).isEqualTo(withoutId(resource));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/docker", "/unknown"})
    void plainRequestsGoPastJersey(String end) {
        int reports = REPORTS.get();
        int before = THROUGH_JERSEY.get();

        for (String report : List.of("lab-utilization", "server-allocation")) {
            get("/integration/" + report + end, List.of());
            get("/integration/" + report + end, List.of("Accept", "*/*"));
            get("/integration/" + report + end, List.of("Accept", "application/json"));
        }

        assertThat(REPORTS.get()).isEqualTo(reports + 6);
        assertThat(THROUGH_JERSEY.get()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?refresh=false", "?any=thing", "/", "/doc.ker", "/doc%20er", "/doc;ker", "/do,cker"})
    void whatIsNotPlainIsTheResources(String end) {
        int before = THROUGH_JERSEY.get();

        assertThat(get("/integration/lab-utilization" + end, List.of()).statusCode())
                .isEqualTo(200);

        assertThat(THROUGH_JERSEY.get()).isEqualTo(before + 1);
    }

    @Test
    void aPathThatOnlyBeginsLikeAReportIsNone() {
        assertThat(get("/integration/lab-utilizations", List.of()).statusCode()).isEqualTo(404);
        assertThat(get("/integration/lab-utilization/docker/more", List.of()).statusCode())
                .isEqualTo(404);
        assertThat(get("/integration/lab-utilization//", List.of()).statusCode())
                .isEqualTo(get("/integration/lab-utilization//", List.of("Accept", ROUNDABOUT))
                        .statusCode());
    }

    private static HttpResponse<String> get(String path, List<String> fields) {
        return Http.get(server, path, fields.toArray(String[]::new));
    }

    /** Without what is another for every answer; that names come in another order means nothing. */
    private static Map<String, List<String>> comparable(HttpResponse<String> answer) {
        Map<String, List<String>> fields = new TreeMap<>(answer.headers().map());
        fields.remove("date");
        fields.computeIfPresent("x-request-id", (name, values) -> List.of("one of " + values.size()));
        fields.computeIfPresent("age", (name, values) -> List.of("some of " + values.size()));
        return fields;
    }

    private static String withoutId(HttpResponse<String> answer) {
        return answer.body().replaceAll("\"request_id\":\"[^\"]*\"", "");
    }
}
