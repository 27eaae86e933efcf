package org.ar1.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.ar1.integration.config.IntegrationConfigBuilder;
import org.ar1.integration.contract.DeafBreaker;
import org.ar1.integration.testkit.Campus;
import org.ar1.integration.testkit.Fault;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every way to fail, of each service and of all, with and without last good values: each report is what the contract
 * says. The services fail in several campuses at once, since most of the time is spent waiting for silent ones.
 */
class FailingServicesTest {

    private static final Instant WARM_UP = Instant.parse("2026-11-16T09:01:00Z");
    private static final Instant NOW = WARM_UP.plusSeconds(300);
    private static final int CAMPUSES = 6;

    /** Of a type that names itself, one that only the catalogue resolves, one on no server, and of none. */
    private static final List<ReportForm> FORMS =
            ReportForm.all("kubernetes", "web-development", "blockchain", "no-such-type");

    /** How a service fails, and what its sources then show. */
    record Failure(Fault fault, String code, boolean hangs) {

        /** The bodies without bounds may drip on as long as they like; the report does not wait for them. */
        String code(String resource) {
            boolean streamed = Set.of("stats", "server-stats", "peaks").contains(resource);
            return equals(DRIPPING) && streamed ? "deadline" : code;
        }

        /** A service that asks for a pause is not asked again by the reports that follow. */
        boolean asksForPause() {
            return equals(UNAVAILABLE);
        }

        boolean waitsForDeadline(Set<SampleService> down) {
            return equals(DRIPPING) && down.contains(SampleService.PERFORMANCE);
        }
    }

    private static final Failure DRIPPING = new Failure(Fault.drippingBody(Duration.ofMillis(80)), "timeout", true);

    private static final Failure UNAVAILABLE =
            new Failure(Fault.unavailable(Duration.ofSeconds(30)), "http_status", false);

    private static final List<Failure> FAILURES = List.of(
            new Failure(Fault.refused(), "connect", false),
            new Failure(Fault.reset(), "connect", false),
            new Failure(Fault.silent(), "timeout", true),
            new Failure(Fault.stalledBody(), "timeout", true),
            DRIPPING,
            new Failure(Fault.status(500), "http_status", false),
            UNAVAILABLE,
            new Failure(Fault.cutOffBody(), "decode", false),
            new Failure(Fault.wrongShape(), "decode", false),
            new Failure(Fault.wrongContent(), "decode", false),
            new Failure(Fault.emptyBody(), "decode", false));

    record Cell(Failure failure, Set<SampleService> down, boolean warm) {
        @Override
        public String toString() {
            return failure.fault() + " of " + (down.size() == 6 ? "all" : down)
                    + (warm ? ", last good values known" : "");
        }
    }

    private static final Map<Cell, Future<List<String>>> RESULTS = new LinkedHashMap<>();
    private static ExecutorService workers;
    private static SampleCampus healthy;

    static Stream<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (Failure failure : FAILURES) {
            for (boolean warm : List.of(false, true)) {
                for (SampleService service : SampleService.values()) {
                    cells.add(new Cell(failure, EnumSet.of(service), warm));
                }
                cells.add(new Cell(failure, EnumSet.allOf(SampleService.class), warm));
            }
        }
        return cells.stream();
    }

    @BeforeAll
    static void startAllCells() {
        healthy = start();
        RawAnswers raw = new RawAnswers(healthy);
        ReportForm.all().forEach(form -> form.expected(raw, Situation.healthy(NOW)));
        workers = Executors.newFixedThreadPool(CAMPUSES);
        cells().forEach(cell -> RESULTS.put(cell, workers.submit(() -> differences(cell, raw))));
    }

    @AfterAll
    static void stop() {
        workers.shutdownNow();
        healthy.close();
    }

    @ParameterizedTest
    @MethodSource("cells")
    void eachReportIsWhatTheContractSays(Cell cell) throws Exception {
        assertThat(RESULTS.get(cell).get(2, TimeUnit.MINUTES)).isEmpty();
    }

    private static SampleCampus start() {
        Campus campus = Campus.standard(NOW);
        return SampleCampus.builder()
                .now(NOW)
                .historyDays(1)
                .campus(campus.withCatalogue(campus.catalogue().stream()
                                .filter(lab -> kept(lab.labType()))
                                .toList())
                        .withActivities(campus.activities().stream()
                                .filter(activity -> kept(activity.labType()))
                                .toList())
                        .withPerformances(campus.performances().stream()
                                .filter(performance -> kept(performance.labType()))
                                .toList()))
                .start();
    }

    /** Few types, since a silent service is asked for eight of them at a time. */
    private static boolean kept(String labType) {
        return Set.of("linux-basics", "kubernetes", "docker", "web-development", "cobol", "blockchain", "git-workflow")
                .contains(labType);
    }

    private static List<String> differences(Cell cell, RawAnswers raw) throws Exception {
        AtomicReference<Instant> clock = new AtomicReference<>(WARM_UP);
        IntegrationConfigBuilder config;
        try (SampleCampus campus = start()) {
            config = TestClients.config(campus)
                    .cacheDuration(Duration.ofSeconds(30))
                    .historyCacheDuration(Duration.ofSeconds(30));
            if (cell.failure().hangs()) {
                config.requestTimeout(Duration.ofSeconds(1));
            }
            if (cell.failure().waitsForDeadline(cell.down())) {
                config.reportDeadline(Duration.ofSeconds(5));
            }
            try (IntegrationClient client = IntegrationClient.builder()
                    .config(config.build())
                    .circuitBreakers(DeafBreaker::closed)
                    .clock(clock::get)
                    .build()) {
                if (cell.warm()) {
                    for (ReportForm form : FORMS) {
                        form.ask(client).toCompletableFuture().join();
                    }
                }
                clock.set(NOW);
                cell.down()
                        .forEach(service -> campus.fault(service, cell.failure().fault()));
                return differences(cell, raw, client);
            }
        }
    }

    private static List<String> differences(Cell cell, RawAnswers raw, IntegrationClient client) throws Exception {
        Situation situation = new Situation(
                cell.down(),
                (service, resource) -> cell.failure().code(resource),
                cell.warm() ? WARM_UP : null,
                NOW,
                cell.warm() || !cell.down().contains(SampleService.PERFORMANCE));
        if (!cell.down().contains(SampleService.PERFORMANCE)) {
            client.serverAllocation().serverStatistics(); // whichever report comes first, all of them find it
        }
        Map<ReportForm, CompletionStage<ReportForm.Answer>> answers = new LinkedHashMap<>();
        for (ReportForm form : FORMS) {
            CompletionStage<ReportForm.Answer> answer = form.ask(client);
            answers.put(form, answer);
            if (!cell.failure().hangs()) {
                answer.toCompletableFuture().join();
            }
        }
        List<String> differences = new ArrayList<>();
        for (Map.Entry<ReportForm, CompletionStage<ReportForm.Answer>> entry : answers.entrySet()) {
            ReportForm.Answer answer = entry.getValue().toCompletableFuture().get(1, TimeUnit.MINUTES);
            JsonNode expected = entry.getKey().expected(raw, situation);
            JsonNode actual = answer.document();
            neglectCached(actual);
            if (cell.failure().waitsForDeadline(cell.down()) || cell.failure().asksForPause()) {
                // Of more calls than are let through at a time, some were not attempted by then.
                neglectAttempts(expected);
                neglectAttempts(actual);
            }
            answer.faults().forEach(fault -> differences.add(entry.getKey() + ": " + fault));
            JsonDifferences.between(expected, actual)
                    .forEach(difference -> differences.add(entry.getKey() + ": " + difference));
        }
        return differences;
    }

    /** What one report fetched is fresh for the next: as good as live. */
    private static void neglectCached(JsonNode document) {
        for (JsonNode source : document.path("sources")) {
            if (source.get("calls") instanceof ObjectNode calls) {
                int cached = calls.get("cached").intValue();
                calls.put("live", calls.get("live").intValue() + cached).put("cached", 0);
                ((ObjectNode) source).put("attempts", source.get("attempts").intValue() + cached);
            } else if (source.get("outcome").textValue().equals("cached")) {
                boolean paged = source.get("resource").textValue().equals("catalogue");
                ((ObjectNode) source).put("attempts", paged ? 2 : 1);
            }
            if (source.get("outcome").textValue().equals("cached")) {
                ((ObjectNode) source).put("outcome", "live");
            }
        }
    }

    private static void neglectAttempts(JsonNode document) {
        for (JsonNode source : document.path("sources")) {
            ((ObjectNode) source).remove("attempts");
        }
    }
}
