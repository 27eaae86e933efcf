package org.ar1.integration.jaxrs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.ar1.integration.testkit.Campus;
import org.ar1.integration.testkit.Fault;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;
import org.jspecify.annotations.Nullable;

/**
 * The standard campus with a short history of its own, so that it is read in no time: server 1 has a class, 2 is full, the
 * disk of 3 fills up, 4 is far too large, and 5 is busier this week. Cells run on it one after the other.
 */
final class InsightMatrixCampus implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-16T09:30:00Z");
    static final List<Long> SERVER_IDS = List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);

    /** Of server 1: its busiest hour, which needs the statistics and the servers alone. */
    private static final String INSIGHT = "busiest_hour-229ff2520cc114a2";

    /** The eight paths; the labs of the type stand on server 1. */
    static final List<String> PATHS = List.of(
            "/integration/insights?limit=500",
            "/integration/insights/" + INSIGHT,
            "/integration/servers",
            "/integration/servers/1/profile",
            "/integration/servers/3/forecast",
            "/integration/servers/1/quiet-windows",
            "/integration/placement?lab_type=linux-basics&from=1&to=4",
            "/integration/lab-types");

    private static final Duration MARK = Duration.ofMinutes(10);
    private static final int DAYS = 35;
    private static final int DAYS_OF_PEAKS = 7;

    private final SampleCampus campus;
    private final String history;

    private InsightMatrixCampus(SampleCampus campus, String history) {
        this.campus = campus;
        this.history = history;
    }

    static InsightMatrixCampus start() {
        return new InsightMatrixCampus(
                SampleCampus.builder().now(NOW).historyDays(DAYS_OF_PEAKS).start(), history());
    }

    /** Three rows an hour, as many as its mean needs. */
    private static String history() {
        StringBuilder rows = new StringBuilder("[");
        List<Campus.Server> servers = Campus.standard(NOW).servers();
        int id = 0;
        for (Instant time = NOW.minus(Duration.ofDays(DAYS));
                time.isBefore(NOW);
                time = time.plus(MARK.multipliedBy(2))) {
            for (Campus.Server server : servers) {
                double days = Duration.between(time, NOW).toHours() / 24.0;
                rows.append(String.format(
                        Locale.ROOT,
                        "%s{\"id\":%d,\"server_id\":%d,\"cpu_usage\":%.2f,\"memory_usage\":%.2f,\"disk_usage\":%.2f,"
                                + "\"recorded_at\":\"%s.000Z\"}",
                        id == 0 ? "" : ",",
                        ++id,
                        server.id(),
                        maximum(server.maxCpu()) * cpu(server.id(), time, days),
                        maximum(server.maxMemory()) * memory(server.id()),
                        maximum(server.maxDisk()) * (server.id() == 3 ? 0.9 - days / 100 : 0.3),
                        time.toString().substring(0, 19)));
            }
        }
        return rows.append(']').toString();
    }

    private static double maximum(@Nullable Double stated) {
        return stated == null ? 1 : stated;
    }

    private static double cpu(long server, Instant time, double daysAgo) {
        boolean monday = time.atOffset(ZoneOffset.UTC).getDayOfWeek().getValue() == 1;
        boolean lesson = monday && time.atOffset(ZoneOffset.UTC).getHour() == 10;
        return server == 1 && lesson ? 0.92 : server == 4 ? 0.05 : server == 5 && daysAgo <= 7 ? 0.55 : 0.3;
    }

    private static double memory(long server) {
        return server == 2 ? 0.88 : server == 4 ? 0.06 : 0.35;
    }

    /** What all paths answer, the first of them from an empty cache. */
    Map<String, HttpResponse<String>> answers(int first) {
        Map<String, HttpResponse<String>> answers = new LinkedHashMap<>();
        try (Service service = new Service()) {
            for (int i = 0; i < PATHS.size(); i++) {
                String path = PATHS.get((first + i) % PATHS.size());
                answers.put(path, Http.get(service.server, path));
            }
        }
        return answers;
    }

    void heal() {
        campus.healAll();
        for (SampleService service : SampleService.values()) {
            campus.clearAnswers(service);
        }
        campus.answer(SampleService.PERFORMANCE, "/performance/servers/stats", 200, "application/json", history);
    }

    /** Makes a source fail, and those beside it that fail in the same way; says which. */
    Set<InsightMatrixSource> fail(InsightMatrixSource source, InsightMatrixFault kind) {
        Fault fault = kind.fault();
        if (kind == InsightMatrixFault.REFUSED && fault != null) {
            campus.fault(source.service(), fault);
            List<InsightMatrixSource> all = new ArrayList<>(List.of(InsightMatrixSource.values()));
            all.removeIf(other -> other.service() != source.service());
            return Set.copyOf(all);
        }
        if (fault == null) {
            source.tooLarge()
                    .forEach((path, body) -> campus.answer(source.service(), path, 200, "application/json", body));
        } else {
            source.paths().forEach(path -> campus.fault(source.service(), path, fault));
        }
        return Set.of(source);
    }

    void failAll(Fault fault) {
        for (SampleService service : SampleService.values()) {
            campus.fault(service, fault);
        }
    }

    @Override
    public void close() {
        campus.close();
    }

    /** The service with nothing in its memory. */
    private final class Service implements AutoCloseable {

        private final IntegrationClient client;
        private final IntegrationServer server;

        Service() {
            IntegrationConfig config = IntegrationConfig.fromEnvironment(campus.environment()).toBuilder()
                    .requestTimeout(Duration.ofMillis(800))
                    .maxRetries(1)
                    .retryDelay(Duration.ZERO)
                    .reportDeadline(Duration.ofSeconds(5))
                    .peaksZone(ZoneOffset.UTC)
                    .build();
            client = IntegrationClient.builder().config(config).clock(() -> NOW).build();
            try {
                server = IntegrationServer.builder()
                        .config(config)
                        .server(Http.anyPort())
                        .client(client)
                        .start();
            } catch (IOException e) {
                client.close();
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            server.close();
            client.close();
        }
    }
}
