package org.ar1.integration.internal.insight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ar1.integration.document.InsightCsv;
import org.ar1.integration.document.InsightJson;
import org.ar1.integration.insight.Insight;
import org.ar1.integration.insight.InsightKind;
import org.ar1.integration.insight.InsightReport;
import org.ar1.integration.insight.InsightView;
import org.ar1.integration.insight.Withheld;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceStatus;
import org.ar1.integration.source.UpstreamService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InsightJsonTest {

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
    private static final Insights INSIGHTS = Insights.of(PlantedCampus.inputs().inputs());
    private static final InsightReport REPORT = INSIGHTS.report(
            IntegrationStatus.SUCCESS,
            List.of(new SourceStatus(
                    UpstreamService.PERFORMANCE,
                    "stats",
                    Outcome.LIVE,
                    Instant.parse("2026-11-23T09:00:00Z"),
                    null,
                    Duration.ofMillis(1500),
                    1,
                    null,
                    null)),
            null);

    private static JsonNode parse(byte[] json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode ofKind(InsightKind kind) {
        for (JsonNode insight : parse(InsightJson.write(REPORT)).get("insights")) {
            if (insight.get("kind").asText().equals(kind.id())) {
                return insight;
            }
        }
        throw new AssertionError("no " + kind.id());
    }

    @Test
    void theReportHasTheMembersOfTheDefinitionInTheirOrder() {
        JsonNode report = parse(InsightJson.write(REPORT));

        assertThat(names(report))
                .containsExactly(
                        "timestamp",
                        "integration_status",
                        "zone",
                        "window",
                        "counts",
                        "total",
                        "insights",
                        "withheld",
                        "join",
                        "sources");
        assertThat(names(report.get("window"))).containsExactly("from", "to", "weeks", "future_rows");
        assertThat(names(report.get("counts"))).containsExactly("critical", "warning", "info");
        assertThat(report.get("total").asInt()).isEqualTo(INSIGHTS.listed().size());
        assertThat(report.get("counts").get("critical").asInt()
                        + report.get("counts").get("warning").asInt()
                        + report.get("counts").get("info").asInt())
                .isEqualTo(INSIGHTS.listed().size());
        assertThat(names(report.get("insights").get(0)))
                .containsExactly(
                        "id",
                        "kind",
                        "severity",
                        "subject",
                        "resource",
                        "claim",
                        "figure",
                        "reason_codes",
                        "state",
                        "caveats",
                        "confidence",
                        "evidence",
                        "flips",
                        "sources");
        assertThat(names(report.get("withheld").get(0)))
                .containsExactly("id", "kind", "subject", "resource", "reason_codes", "needs", "evidence");
    }

    /** The names of section 3's evidence. */
    @ParameterizedTest
    @CsvSource({
        "BUSIEST_HOUR, weekday hour p95 mean headroom samples weeks weeks_hot window_p95 window_mean rhythm needed"
                + " needed_low needed_high",
        "SUSTAINED_LOAD, ongoing since hours peak resource hot_hours_7d hot_hours observed_hours",
        "SATURATION_FORECAST, days level slope_per_day slope_low slope_high p horizon_days last_day mase mase_naive"
                + " tested status date days_left earliest latest",
        "RIGHT_SIZING, finding resources",
        "IMBALANCE, servers hours mean sd cv gini diversity highest lowest",
        "PLACEMENT, lab_type to share_needed share_estimated share_safe margin",
        "CHANGE, shift same_direction hours ks",
        "DEMAND_AT_RISK, starts starts_hot share starts_saturated learner_minutes_estimate",
        "IDLE_LAB, lab lab_type servers alone_on days sessions",
        "DEMAND_MISMATCH, z factor of minutes_per_event median_minutes_per_event",
        "SATURATION_ERRORS, types rate_hot rate_cool difference low high design_effects",
        "DATA_HEALTH, ''",
        "DEMAND_CHANGE, weeks usual factor"
    })
    void theEvidenceHasTheNamesOfTheDefinition(InsightKind kind, String names) {
        assertThat(String.join(" ", names(ofKind(kind).get("evidence")))).isEqualTo(names);
    }

    @Test
    void theNumberOfAServerIsANumber() {
        assertThat(ofKind(InsightKind.BUSIEST_HOUR).get("subject").get("key").isNumber())
                .isTrue();
        assertThat(ofKind(InsightKind.IDLE_LAB).get("subject").get("key").asText())
                .isEqualTo("Idle");
        assertThat(ofKind(InsightKind.SATURATION_ERRORS)
                        .get("subject")
                        .get("key")
                        .isNull())
                .isTrue();
    }

    @Test
    void explanationsHoldTheInsightItsDefinitionAndTheSteps() {
        for (Insight insight : INSIGHTS.listed()) {
            JsonNode json = parse(InsightJson.write(InsightView.of(
                    REPORT, INSIGHTS.explain(insight.heading().id()).orElseThrow())));

            assertThat(json.get("id").asText()).isEqualTo(insight.heading().id());
            assertThat(json.get("definition").asText()).startsWith("docs/insights.md#");
            assertThat(json.get("steps"))
                    .isNotEmpty()
                    .allSatisfy(step -> assertThat(names(step)).containsExactly("name", "says", "inputs", "value"));
        }
        Withheld none = INSIGHTS.withheld().get(0);
        JsonNode withheld = parse(InsightJson.write(
                InsightView.of(REPORT, INSIGHTS.explain(none.id()).orElseThrow())));
        assertThat(withheld.get("state").asText()).isEqualTo("withheld");
        assertThat(withheld.get("reason_codes").get(0).asText()).isEqualTo("NO_CAPACITY");
    }

    @Test
    void theViewsOfServersHaveTheMembersOfTheDefinition() {
        JsonNode servers = parse(InsightJson.servers(InsightView.of(REPORT, INSIGHTS.servers())));
        JsonNode profile = parse(
                InsightJson.profile(InsightView.of(REPORT, INSIGHTS.profile(1).orElseThrow())));
        JsonNode forecast = parse(
                InsightJson.forecast(InsightView.of(REPORT, INSIGHTS.forecast(3).orElseThrow()), 3));
        JsonNode quiet = parse(InsightJson.quietWindows(
                InsightView.of(REPORT, INSIGHTS.quietWindows(1, 2).orElseThrow())));
        JsonNode move = parse(InsightJson.move(
                InsightView.of(REPORT, INSIGHTS.placement("type-a", 2, 4).orElseThrow())));

        assertThat(servers.get("total").asInt()).isEqualTo(6);
        assertThat(names(servers.get("servers").get(0)))
                .containsExactly(
                        "server_id",
                        "name",
                        "state",
                        "labs",
                        "busiest_hour",
                        "finding",
                        "saturation",
                        "failover",
                        "hot_hours_7d",
                        "coverage",
                        "weeks",
                        "confidence",
                        "insights",
                        "withheld");
        JsonNode cpu = profile.get("resources").get("cpu");
        assertThat(names(cpu)).containsExactly("maximum", "rhythm", "busiest", "cells_skipped", "cells");
        assertThat(cpu.get("cells")).hasSize(168);
        assertThat(names(cpu.get("cells").get(0)))
                .containsExactly("weekday", "hour", "samples", "weeks", "mean", "p95", "max", "weeks_hot");
        JsonNode disk = forecast.get("resources").get("disk");
        assertThat(disk.get("status").asText()).isEqualTo("crosses");
        assertThat(names(disk.get("peaks").get(0))).containsExactly("date", "peak");
        assertThat(names(disk.get("line").get(0))).containsExactly("date", "level", "low", "high");
        assertThat(quiet.get("windows")).hasSize(3);
        assertThat(names(quiet.get("windows").get(0))).containsExactly("weekday", "hour", "next", "users", "load");
        assertThat(move.get("verdict").asText()).isNotEmpty();
    }

    @Test
    void aPartOfTheReportSaysHowManyThereAre() {
        JsonNode page = parse(InsightJson.write(REPORT, REPORT.insights().subList(0, 2), 9));

        assertThat(page.get("insights")).hasSize(2);
        assertThat(page.get("total").asInt()).isEqualTo(9);
    }

    @Test
    void theBytesDoNotDependOnTheLocale() {
        byte[] before = InsightJson.write(REPORT);
        Locale usual = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            InsightReport again = Insights.of(PlantedCampus.inputs().inputs())
                    .report(IntegrationStatus.SUCCESS, REPORT.sources(), null);

            assertThat(InsightJson.write(again)).isEqualTo(before);
        } finally {
            Locale.setDefault(usual);
        }
    }

    @Test
    void theTableHasOneRowAnInsight() {
        List<String> rows = new String(InsightCsv.write(REPORT.insights()), StandardCharsets.UTF_8)
                .lines()
                .toList();

        assertThat(rows).hasSize(1 + REPORT.insights().size());
        assertThat(rows.get(0))
                .isEqualTo(
                        "id,kind,severity,state,confidence,subject_type,subject_key,subject_name,resource,claim,figure,"
                                + "value,unit,threshold,reason_codes,caveats");
        assertThat(rows)
                .anySatisfy(row -> assertThat(row)
                        .isEqualTo("busiest_hour-229ff2520cc114a2,busiest_hour,warning,ok,high,server,1,Server-1,cpu,"
                                + "\"CPU of Server-1 reaches 92 % on Mondays at 10:00, in 5 of 5 weeks; 8 % is left.\","
                                + "p95,0.92,fraction,0.8,BUSIEST_HOUR_HOT MISSED_BY_PERCENTILES,"));
    }

    @Test
    void theTablesOfServersAndHoursHaveOneRowEach() {
        assertThat(new String(InsightCsv.servers(INSIGHTS.servers()), StandardCharsets.UTF_8)
                        .lines()
                        .toList())
                .hasSize(7)
                .anySatisfy(row -> assertThat(row).startsWith("1,Server-1,ok,1,cpu,1,10,0.92,0.08,141.54,100,5,5,"));
        assertThat(new String(InsightCsv.profile(INSIGHTS.profile(1).orElseThrow()), StandardCharsets.UTF_8)
                        .lines()
                        .toList())
                .hasSize(1 + 2 * 168);
    }

    @Test
    void linesAreTheElementsOfTheDocument() {
        JsonNode whole = parse(InsightJson.write(REPORT)).get("insights");
        String[] lines = new String(InsightJson.lines(REPORT.insights()), StandardCharsets.UTF_8).split("\n", -1);

        assertThat(lines).hasSize(whole.size() + 1).endsWith("");
        for (int i = 0; i < whole.size(); i++) {
            assertThat(lines[i]).isEqualTo(whole.get(i).toString());
        }
        assertThat(new String(InsightJson.serverLines(INSIGHTS.servers()), StandardCharsets.UTF_8).lines())
                .hasSize(INSIGHTS.servers().size());
    }
}
