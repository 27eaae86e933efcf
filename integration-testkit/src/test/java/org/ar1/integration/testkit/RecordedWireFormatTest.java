package org.ar1.integration.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the samples with excerpts of what the real services answered. */
class RecordedWireFormatTest {

    private static final Set<String> KEYS_ARE_DATA = Set.of("lab_usage", "event_distribution", "performance_by_lab");

    private static SampleCampus campus;

    @BeforeAll
    static void start() {
        campus = SampleCampus.builder().historyDays(1).start();
    }

    @AfterAll
    static void close() {
        campus.close();
    }

    static Stream<Map<String, Object>> recorded() throws IOException {
        try (InputStream in = RecordedWireFormatTest.class.getResourceAsStream("/recorded.json")) {
            return JsonTree.rows(new String(in.readAllBytes(), StandardCharsets.UTF_8)).stream();
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void answersInTheRecordedShape(Map<String, Object> exchange) throws IOException {
        HttpResponse<String> answer = Web.get(campus, service(exchange), (String) exchange.get("path"));

        assertThat(BigDecimal.valueOf(answer.statusCode())).isEqualTo(exchange.get("status"));
        assertThat(answer.headers().firstValue("content-type")).contains((String) exchange.get("contentType"));
        assertThat(shape(JsonTree.parse(answer.body()))).isEqualTo(shape(exchange.get("body")));
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void namesItsHeadersAsRecorded(Map<String, Object> exchange) throws IOException {
        try (RawClient client = new RawClient(campus, service(exchange))) {
            client.get((String) exchange.get("path"));
            List<String> names =
                    client.head().lines().map(line -> line.split(":", 2)[0]).toList();

            assertThat(names)
                    .containsAll(((List<?>) exchange.get("headers"))
                            .stream().map(String.class::cast).toList());
            if (service(exchange).dialect() == Dialect.FAST_API) {
                assertThat(names).doesNotContain("etag", "keep-alive");
            }
        }
    }

    static Stream<Map<String, Object>> failuresAndStatusPages() throws IOException {
        return recorded()
                .filter(exchange -> JsonTree.number(exchange, "status") != 200
                        || exchange.get("path").equals("/"));
    }

    @ParameterizedTest
    @MethodSource("failuresAndStatusPages")
    void wordsFixedAnswersExactlyAsRecorded(Map<String, Object> exchange) {
        String body = Web.body(campus, service(exchange), (String) exchange.get("path"));

        assertThat(JsonTree.parse(body)).isEqualTo(exchange.get("body"));
    }

    @Test
    void answersTheRecordedBytesWhenGivenTheRecordedCampus() throws IOException {
        Campus data = Campus.empty()
                .withLabs(List.of(
                        new Campus.Lab(1, "Linux Basics", 2, 780, 15, 10, 37.5),
                        new Campus.Lab(2, "Docker", 1, 360, 10, 6, 60),
                        new Campus.Lab(3, "Kubernetes", 1, 450, 8, 5, 90),
                        new Campus.Lab(4, "Networking", 1, 450, 12, 10, 45),
                        new Campus.Lab(5, "Filesystem", 1, 420, 15, 14, 30)))
                .withAllocations(List.of(
                        new Campus.Allocation(1, "Linux Basics", 1),
                        new Campus.Allocation(2, "Docker", 1),
                        new Campus.Allocation(5, "Filesystem", 1),
                        new Campus.Allocation(3, "Kubernetes", 2),
                        new Campus.Allocation(4, "Networking", 2)))
                .withServers(List.of(
                        server(1, "192.168.0.101", 24.5853, 49.1705, 131.571),
                        server(2, "192.168.0.102", 29.3395, 58.679, 102.657)));
        try (SampleCampus recorded = SampleCampus.builder()
                .campus(data)
                .now(Instant.parse("2026-11-23T01:25:00Z"))
                .start()) {
            // The tags hash the bodies.
            assertThat(tag(recorded, SampleService.LAB_MONITORING, "/monitor/labs"))
                    .isEqualTo("W/\"90-cudEerxqL/SpQhYT7I/EAJDidQw\"");
            assertThat(tag(recorded, SampleService.LAB_MONITORING, "/monitor/labs/over-under-utilized"))
                    .isEqualTo("W/\"2c8-JlaK/1/6b0P1zamSllLTJBFn6bk\"");
            assertThat(tag(recorded, SampleService.RESOURCE_ALLOCATION, "/servers"))
                    .isEqualTo("W/\"17c-QjHvNXuRd15LpapyYYaDy5WWy0M\"");
            assertThat(tag(recorded, SampleService.RESOURCE_ALLOCATION, "/allocations"))
                    .isEqualTo("W/\"ea-ZvZo/eiPBPTxdXH3bIQi/T5IpjU\"");
            assertThat(tag(recorded, SampleService.PERFORMANCE, "/performance/servers/999999/peaks"))
                    .isEqualTo("W/\"2-l9Fw4VUO7kr8CvBlt4zaMCqXZ0w\"");
        }
    }

    private static Campus.Server server(long id, String ip, double cpu, double memory, double disk) {
        Duration checkedAfterTheMark = Duration.ofSeconds(-52);
        return new Campus.Server(id, ip, cpu, memory, disk, 100.0, 128.0, 500.0, checkedAfterTheMark);
    }

    private static String tag(SampleCampus campus, SampleService service, String path) throws IOException {
        return Web.get(campus, service, path).headers().firstValue("etag").orElseThrow();
    }

    private static SampleService service(Map<String, Object> exchange) {
        return Arrays.stream(SampleService.values())
                .filter(service -> service.id().equals(exchange.get("service")))
                .findFirst()
                .orElseThrow();
    }

    /** The names in order with the kinds of the values; of an array, the first element stands for all. */
    private static Object shape(Object value) {
        if (value instanceof Map<?, ?> object) {
            Map<String, Object> shape = new LinkedHashMap<>();
            object.forEach((name, member) -> shape.put(
                    (String) name,
                    KEYS_ARE_DATA.contains(name)
                            ? shape(List.copyOf(JsonTree.object(member).values()))
                            : shape(member)));
            return shape.entrySet().stream().map(Map.Entry::toString).toList();
        }
        if (value instanceof List<?> array) {
            return array.isEmpty() ? "[]" : List.of(shape(array.get(0)));
        }
        return value == null ? "null" : value.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
