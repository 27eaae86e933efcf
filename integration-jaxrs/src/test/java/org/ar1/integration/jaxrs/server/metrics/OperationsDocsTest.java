package org.ar1.integration.jaxrs.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.jaxrs.Http;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.ar1.integration.jaxrs.server.ServerConfig;
import org.ar1.integration.testkit.Fault;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Dashboard, alert rules and their README speak of metrics that there are. */
class OperationsDocsTest {

    private static final Path DOCS = Path.of("..", "docs", "operations");
    private static final Pattern METRIC =
            Pattern.compile("(?<![a-z0-9_#/])(?:http_server|integration|jvm|process|system)_[a-z0-9_]*[a-z0-9](?!\\*)");
    private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");

    /** A metric of ours with one value of a label that stands for a state or a report. */
    private static final Pattern STATE =
            Pattern.compile("(integration_[a-z_]+)\\{[^}]*?(state|reporting|report)(?:=|!=)\\\\?\"([a-z_-]+)");

    private static Scrape scrape;

    /** The names of samples and families of a server that has seen some trouble. */
    private static Set<String> known;

    private static Set<String> families;

    @BeforeAll
    static void scrape() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
        try (SampleCampus campus = SampleCampus.builder().historyDays(1).start()) {
            IntegrationConfig config = IntegrationConfig.fromEnvironment(campus.environment()).toBuilder()
                    .maxRetries(1)
                    .retryDelay(Duration.ZERO)
                    .build();
            campus.fault(SampleService.PERFORMANCE, Fault.status(500));
            try (IntegrationServer server = IntegrationServer.builder()
                    .config(config)
                    .server(ServerConfig.builder()
                            .port(0)
                            .droppedLogLines(() -> 0)
                            .build())
                    .client(IntegrationClient.builder().clock(now::get))
                    .start()) {
                Http.get(server, "/integration/lab-utilization");
                Http.get(server, "/integration/server-allocation");
                campus.healAll();
                now.set(now.get().plus(Duration.ofMinutes(10)));
                Http.get(server, "/integration/server-allocation");
                System.gc();
                scrape = until(
                        server,
                        names -> names.contains("integration_source_recoveries_total")
                                && names.contains("integration_insights_data_age_seconds")
                                && names.contains("jvm_gc_pause_seconds_sum"));
                families = scrape.families().keySet();
                known = new TreeSet<>(scrape.names());
                known.addAll(families);
            }
        }
    }

    private static Scrape until(IntegrationServer server, Predicate<Set<String>> there) {
        Scrape now = Scrape.of(server);
        for (int i = 0; i < 1000 && !there.test(now.names()); i++) {
            now = Scrape.of(server);
        }
        return now;
    }

    private static Set<String> metrics(String text) {
        return METRIC.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(String file) throws IOException {
        return Files.readString(DOCS.resolve(file));
    }

    private static List<JsonNode> panels() throws IOException {
        List<JsonNode> panels = new ArrayList<>();
        Http.json(read("grafana-dashboard.json")).path("panels").forEach(panels::add);
        panels.removeIf(panel -> panel.path("type").asText().equals("row"));
        return panels;
    }

    @Test
    void everyMetricOfTheDashboardExists() throws Exception {
        assertThat(metrics(read("grafana-dashboard.json")))
                .hasSizeGreaterThan(20)
                .isSubsetOf(known);
    }

    @Test
    void everyPanelSaysHowToReadIt() throws Exception {
        assertThat(panels()).hasSizeGreaterThan(15).allSatisfy(panel -> {
            assertThat(panel.path("description").asText()).endsWith(".");
            assertThat(panel.path("targets")).isNotEmpty();
            panel.path("targets")
                    .forEach(target ->
                            assertThat(metrics(target.path("expr").asText())).isNotEmpty());
        });
        assertThat(panels()).extracting(panel -> panel.path("title").asText()).doesNotHaveDuplicates();
    }

    @Test
    void everyMetricOfTheInsightsIsOnTheDashboard() throws Exception {
        Set<String> shown = metrics(read("grafana-dashboard.json"));

        assertThat(families)
                .filteredOn(name -> name.startsWith("integration_insights") || name.startsWith("integration_history"))
                .hasSizeGreaterThan(3)
                .isSubsetOf(shown);
    }

    @Test
    void noPanelOfTheDashboardLiesOnAnother() throws Exception {
        Set<String> taken = new TreeSet<>();
        for (JsonNode panel : Http.json(read("grafana-dashboard.json")).path("panels")) {
            JsonNode at = panel.path("gridPos");
            for (int x = at.path("x").asInt();
                    x < at.path("x").asInt() + at.path("w").asInt();
                    x++) {
                for (int y = at.path("y").asInt();
                        y < at.path("y").asInt() + at.path("h").asInt();
                        y++) {
                    assertThat(x).isLessThan(24);
                    assertThat(taken.add(x + "," + y))
                            .as("%s", panel.path("title"))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void everyMetricOfTheAlertsExists() throws Exception {
        assertThat(metrics(read("alerts.yml"))).hasSizeGreaterThan(10).isSubsetOf(known);
    }

    @Test
    void everyStateOfTheAlertsAndTheDashboardExists() throws Exception {
        List<MatchResult> states = STATE.matcher(read("alerts.yml") + read("grafana-dashboard.json"))
                .results()
                .toList();

        assertThat(states)
                .hasSizeGreaterThan(3)
                .allSatisfy(found -> assertThat(scrape.values(found.group(1), found.group(2)))
                        .contains(found.group(3)));
    }

    @Test
    void everyAlertHasItsPartOfTheRunbook() throws Exception {
        String readme = read("README.md");
        String rules = read("alerts.yml");
        List<String> alerts =
                ALERT.matcher(rules).results().map(found -> found.group(1)).toList();

        assertThat(alerts).hasSizeGreaterThan(10).doesNotHaveDuplicates();
        assertThat(alerts).allSatisfy(alert -> {
            assertThat(readme).contains("\n### " + alert + "\n");
            assertThat(rules).contains("docs/operations/README.md#" + alert.toLowerCase(Locale.ROOT) + "\"");
        });
    }

    @Test
    void theReadmeExplainsEachMetricOfOurs() throws Exception {
        Set<String> explained = metrics(read("README.md"));

        assertThat(explained).isSubsetOf(known);
        assertThat(families)
                .filteredOn(name -> name.startsWith("http_") || name.startsWith("integration_"))
                .isSubsetOf(explained);
    }
}
