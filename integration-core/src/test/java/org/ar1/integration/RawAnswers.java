package org.ar1.integration;

import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;

/** What the services of a healthy campus answer, read without any of the code under test, each path once. */
final class RawAnswers {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final SampleCampus campus;
    private final Map<String, Optional<JsonNode>> read = new ConcurrentHashMap<>();
    private final Map<Long, List<Sample>> samples = new ConcurrentHashMap<>();

    /** A row of the statistics. */
    record Sample(Instant at, JsonNode row) {

        long slot() {
            return Math.floorDiv(at.getEpochSecond(), 600L);
        }
    }

    RawAnswers(SampleCampus campus) {
        this.campus = campus;
    }

    JsonNode popular() {
        return get(SampleService.LAB_MONITORING, "/monitor/labs/popular").orElseThrow();
    }

    JsonNode utilization() {
        return get(SampleService.LAB_MONITORING, "/monitor/labs/over-under-utilized")
                .orElseThrow();
    }

    JsonNode servers() {
        return get(SampleService.RESOURCE_ALLOCATION, "/servers").orElseThrow();
    }

    JsonNode allocations() {
        return get(SampleService.RESOURCE_ALLOCATION, "/allocations").orElseThrow();
    }

    JsonNode statistics() {
        return get(SampleService.PERFORMANCE, "/performance/servers/stats").orElseThrow();
    }

    /** The rows of one server, parsed once. */
    List<Sample> statistics(long server) {
        return samples.computeIfAbsent(
                server,
                id -> StreamSupport.stream(statistics().spliterator(), false)
                        .filter(row -> row.get("server_id").longValue() == id)
                        .map(row -> new Sample(
                                OffsetDateTime.parse(row.get("recorded_at").textValue())
                                        .toInstant(),
                                row))
                        .toList());
    }

    JsonNode peaks(long server) {
        return get(SampleService.PERFORMANCE, "/performance/servers/" + server + "/peaks")
                .orElseThrow();
    }

    List<JsonNode> catalogue() {
        List<JsonNode> labs = new ArrayList<>();
        for (int skip = 0; ; skip += 100) {
            JsonNode page = get(SampleService.USER_PROGRESS, "/labs/?skip=" + skip + "&limit=100")
                    .orElseThrow();
            page.forEach(labs::add);
            if (page.size() < 100) {
                return labs;
            }
        }
    }

    JsonNode trends() {
        return get(SampleService.USAGE_ANALYTICS, "/analytics/trends?days=30").orElseThrow();
    }

    JsonNode recentTrends() {
        return get(SampleService.USAGE_ANALYTICS, "/analytics/trends?days=7").orElseThrow();
    }

    Optional<JsonNode> usage(String labType) {
        return get(SampleService.USAGE_ANALYTICS, "/analytics/usage/lab/" + segment(labType) + "?days=7");
    }

    Optional<JsonNode> performance(String labType) {
        return get(SampleService.PERFORMANCE_REPORTING, "/performance/lab/" + segment(labType));
    }

    private static String segment(String text) {
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        return text.equals(".") || text.equals("..") ? encoded.replace(".", "%2E") : encoded;
    }

    private Optional<JsonNode> get(SampleService service, String path) {
        return read.computeIfAbsent(service.id() + path, key -> {
            try {
                HttpResponse<String> response = HTTP.send(
                        HttpRequest.newBuilder(URI.create(campus.url(service) + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() == 404) {
                    return Optional.empty();
                }
                if (response.statusCode() != 200) {
                    throw new IllegalStateException(path + " answered " + response.statusCode());
                }
                return Optional.of(MAPPER.readTree(response.body()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        });
    }
}
