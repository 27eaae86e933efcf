package org.ar1.integration.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ar1.integration.testkit.Fault;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class InsightsOnTheCommandLineTest {

    private static SampleCampus campus;

    @BeforeAll
    static void start() {
        campus = SampleCampus.start();
    }

    @AfterAll
    static void stop() {
        campus.close();
    }

    @AfterEach
    void beQuietAgain() {
        campus.healAll();
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.OFF);
        root.detachAndStopAllAppenders();
    }

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private String output(String... arguments) throws StartupException {
        Map<String, String> environment = new HashMap<>(campus.environment());
        environment.put("MAX_RETRIES", "0");
        printed.reset();
        assertThat(IntegrationService.run(
                        arguments, environment, new PrintStream(printed, true, StandardCharsets.UTF_8)))
                .isEmpty();
        return printed.toString(StandardCharsets.UTF_8);
    }

    private StartupException refusal(String... arguments) {
        StartupException refusal = catchThrowableOfType(StartupException.class, () -> output(arguments));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }

    @Test
    void theTableHasARowAnInsightMostSevereFirstAndFitsInAHundredColumns() throws Exception {
        List<String> lines = output("--insights").lines().toList();
        JsonNode report = json(output("--insights", "--format", "json"));
        List<String> ids = report.path("insights").findValuesAsText("id");

        assertThat(lines.get(0)).matches("SEVERITY +WHAT +CONFIDENCE +ID");
        assertThat(lines).allMatch(line -> line.length() <= 100).noneMatch(line -> line.contains("\u001b"));
        assertThat(lines.stream()
                        .filter(line -> line.matches("(critical|warning|info) .*"))
                        .map(line -> line.substring(line.lastIndexOf(' ') + 1)))
                .containsExactlyElementsOf(ids)
                .hasSizeGreaterThan(9);
        assertThat(lines.get(lines.size() - 1))
                .startsWith(ids.size() + " insights, " + report.path("withheld").size() + " withheld. Data of ")
                .contains(" UTC; ", "statistics fetched 0 min ago");
    }

    @Test
    void theFormatsAreThoseOfTheServer() throws Exception {
        assertThat(json(output("--insights", "--format", "json", "--zone", "Europe/Berlin"))
                        .path("zone")
                        .asText())
                .isEqualTo("Europe/Berlin");
        assertThat(output("--insights", "--format", "csv")).startsWith("id,kind,severity,state,");
        assertThat(output("--servers", "--format", "csv")).startsWith("server_id,name,state,");
        assertThat(json(output("--servers", "--format", "json")).path("servers"))
                .isNotEmpty();
        assertThat(output("--lab-types", "--format", "csv")).startsWith("lab_type,names,");
        assertThat(json(output("--lab-types", "--format", "json")).path("lab_types"))
                .isNotEmpty();
    }

    @Test
    void anInsightIsExplained() throws Exception {
        JsonNode first =
                json(output("--insights", "--format", "json")).path("insights").path(0);
        String id = first.path("id").asText();

        assertThat(output("--insights", "--explain", id))
                .startsWith(first.path("claim").asText())
                .contains(
                        id,
                        "\n1. ",
                        "   => ",
                        "Definition: docs/insights.md#" + first.path("kind").asText());
        assertThat(json(output("--insights", "--explain", id, "--format", "json"))
                        .path("steps"))
                .isNotEmpty();
    }

    @Test
    void whatIsWithheldIsExplainedToo() throws Exception {
        String id = json(output("--insights", "--format", "json"))
                .path("withheld")
                .path(0)
                .path("id")
                .asText();

        assertThat(output("--insights", "--explain", id))
                .startsWith("Withheld: ")
                .contains("Why: ");
    }

    @Test
    void serversAndLabTypesAreTables() throws Exception {
        assertThat(output("--servers"))
                .containsPattern("SERVER +STATE +BUSIEST HOUR +LEFT +NEEDS")
                .containsPattern("Server-3 +hot +Mon \\d\\d memory +\\d+ % +\\d+/128")
                .containsPattern("\\d+ servers\\. Data of ");
        assertThat(output("--lab-types"))
                .containsPattern("LAB TYPE +EVENTS +USERS +ERRORS +STATUS")
                .containsPattern("docker +\\d+ +\\d+ +\\d+ +over-utilized");
    }

    @Test
    void aSourceThatFailedIsNamedBelowTheTable() throws Exception {
        campus.fault(SampleService.USAGE_ANALYTICS, Fault.status(500));

        assertThat(output("--insights").lines().reduce((before, last) -> last).orElseThrow())
                .contains("trends FAILED");
    }

    @Test
    void nothingToSayIs1() {
        for (SampleService service : SampleService.values()) {
            campus.fault(service, Fault.status(503));
        }

        assertThat(refusal("--insights").exitCode()).isEqualTo(1);
        assertThat(refusal("--servers").exitCode()).isEqualTo(1);
        assertThat(refusal("--lab-types", "--format", "json").exitCode()).isEqualTo(1);
    }

    @Test
    void anUnknownIdentifierIs1AndIsNotPrintedAsItCame() {
        StartupException refusal = refusal("--insights", "--explain", "x\u001b[2J");

        assertThat(refusal.exitCode()).isEqualTo(1);
        assertThat(refusal.lines()).first().asString().contains("\"x?[2J\"").doesNotContain("\u001b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--insights --servers",
                "--lab-types --check",
                "--explain x",
                "--servers --explain x",
                "--format json",
                "--zone UTC",
                "--insights --format xml",
                "--insights --explain x --format csv",
                "--insights --zone Berlin"
            })
    void whatCannotBeUnderstoodIs2(String arguments) {
        assertThat(refusal(arguments.split(" ")).exitCode()).isEqualTo(2);
    }

    @Test
    void theDemoHasInsights() throws Exception {
        assertThat(IntegrationService.run(
                        new String[] {"--demo", "--insights"},
                        Map.of(),
                        new PrintStream(printed, true, StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("busiest_hour-");
    }

    @ParameterizedTest
    @CsvSource({"a bc def, 4, a bc|def", "abcdef g, 3, abcdef|g", "a, 5, a", "'', 5, ''"})
    void claimsAreBrokenAtSpaces(String text, int width, String lines) {
        assertThat(String.join("|", InsightText.broken(text, width))).isEqualTo(lines);
    }
}
