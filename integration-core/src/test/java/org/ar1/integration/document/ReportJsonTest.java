package org.ar1.integration.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.ar1.integration.report.AllocatedInfrastructure;
import org.ar1.integration.report.Correlation;
import org.ar1.integration.report.Correlation.ApplicationMeasure;
import org.ar1.integration.report.Correlation.InfrastructureMeasure;
import org.ar1.integration.report.Disagreement;
import org.ar1.integration.report.InfrastructureInsights;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.report.JoinCoverage;
import org.ar1.integration.report.LabAllocation;
import org.ar1.integration.report.LabAllocation.Placement;
import org.ar1.integration.report.LabTypeUsage;
import org.ar1.integration.report.LabTypeUtilization;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.LearnerReport;
import org.ar1.integration.report.PerformanceCorrelation;
import org.ar1.integration.report.PopularEntry;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.report.ServerInsight;
import org.ar1.integration.report.ServerReporting;
import org.ar1.integration.report.ServerState;
import org.ar1.integration.source.CallCounts;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceError;
import org.ar1.integration.source.SourceStatus;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.upstream.LabPerformance;
import org.ar1.integration.upstream.LabUsage;
import org.ar1.integration.upstream.LabUtilization;
import org.ar1.integration.upstream.PeakTime;
import org.ar1.integration.upstream.ResourceAmounts;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.ServerResource;
import org.ar1.integration.upstream.ServerStatistics.ResourceHistory;
import org.ar1.integration.upstream.ServerStatistics.ServerHistory;
import org.ar1.integration.upstream.SlotSeries;
import org.ar1.integration.upstream.UserPerformance.LabAttempts;
import org.ar1.integration.upstream.UtilizationStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportJsonTest {

    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00.250Z");
    private static final Correlation NONE = new Correlation(null, Correlation.ALL_TIME, List.of());
    private static final JoinCoverage UNKNOWN = new JoinCoverage(null, List.of(), null);

    private static String write(LabUtilizationReport report) {
        return new String(ReportJson.write(report), UTF_8);
    }

    private static String write(ServerAllocationReport report) {
        return new String(ReportJson.write(report), UTF_8);
    }

    /** The golden documents are written in lines, the reports in one. */
    private static String compact(String golden) {
        return golden.replaceAll("\\R *", "");
    }

    private static LabUtilizationReport utilization(Map<String, LabTypeUsage> usage, List<PopularEntry> popular) {
        return new LabUtilizationReport(
                NOW,
                IntegrationStatus.SUCCESS,
                usage,
                new InfrastructureInsights(popular, Map.of()),
                NONE,
                List.of(),
                UNKNOWN,
                List.of(),
                null);
    }

    private static LabUtilizationReport minutes(Double minutes) {
        return utilization(Map.of(), List.of(new PopularEntry("t", "n", null, minutes)));
    }

    @Test
    void aLabUtilizationReportWithEverything() {
        LabUtilization lab =
                new LabUtilization(5, "Docker \"I\"", 10L, 2.5, 60.0, 15.0, 1.5, UtilizationStatus.OVER_UTILIZED);
        LabUtilization unknown =
                new LabUtilization(6, "Docker II", null, null, null, null, null, UtilizationStatus.NORMAL);
        LabUtilizationReport report = new LabUtilizationReport(
                NOW,
                IntegrationStatus.PARTIAL,
                Map.of(
                        "git", new LabTypeUsage(null, null, null, null, null),
                        "docker",
                                new LabTypeUsage(
                                        100L,
                                        10L,
                                        0L,
                                        30,
                                        new LabUsage("docker", 7, 2L, 20L, Map.of("stop", 9L, "start", 11L), 61.5))),
                new InfrastructureInsights(
                        List.of(new PopularEntry("docker", "Docker \"I\"", 3L, 780.0)),
                        Map.of(
                                "docker",
                                new LabTypeUtilization(
                                        UtilizationStatus.OVER_UTILIZED,
                                        2.5,
                                        10L,
                                        1.5,
                                        60.0,
                                        15.0,
                                        List.of(lab, unknown)))),
                new Correlation(
                        30,
                        Correlation.ALL_TIME,
                        List.of(
                                new Correlation.Pair(
                                        ApplicationMeasure.TOTAL_EVENTS,
                                        InfrastructureMeasure.USER_MINUTES,
                                        -0.25,
                                        0.5,
                                        6,
                                        null),
                                new Correlation.Pair(
                                        ApplicationMeasure.UNIQUE_USERS,
                                        InfrastructureMeasure.NORMALIZED_USAGE,
                                        null,
                                        null,
                                        4,
                                        Correlation.Reason.FEWER_THAN_FIVE_PAIRS))),
                List.of(new Disagreement("docker", 1.5, 6, 6)),
                new JoinCoverage(1, List.of("Docker II"), 0.5),
                List.of(
                        new SourceStatus(
                                UpstreamService.USAGE_ANALYTICS,
                                "trends",
                                Outcome.STALE,
                                NOW.minusSeconds(90),
                                null,
                                Duration.ofMillis(90_250),
                                3,
                                new SourceError(ErrorCode.TIMEOUT, "It did not answer in time"),
                                null),
                        new SourceStatus(
                                UpstreamService.USAGE_ANALYTICS,
                                "usage/lab",
                                Outcome.SKIPPED,
                                null,
                                null,
                                null,
                                0,
                                null,
                                new CallCounts(1, 2, 3, 4, 5, List.of("docker"), 11))),
                Duration.ofSeconds(1));

        assertThat(write(report)).isEqualTo(compact("""
                                {"timestamp":"2026-05-04T12:00:00.250Z","integration_status":"partial",
                                "lab_usage":{
                                 "docker":{"total_events":100,"unique_users":10,"errors":0,"time_period_days":30,
                                  "detail":{"time_period_days":7,"unique_users":2,"total_events":20,
                                   "event_distribution":{"start":11,"stop":9},"average_session_time_seconds":61.5}},
                                 "git":{"total_events":null,"unique_users":null,"errors":null,"time_period_days":null,
                                  "detail":null}},
                                "infrastructure_insights":{
                                 "popular_labs":[
                                  {"lab_type":"docker","name":"Docker \\"I\\"","sessions":3,"user_minutes":780}],
                                 "utilization_status":{"docker":{"status":"over-utilized","avg_users":2.5,
                                  "estimated_users":10,"ratio":1.5,"avg_time":60,"normalized_usage":15,"labs":[
                                   {"lab_id":5,"name":"Docker \\"I\\"","status":"over-utilized","avg_users":2.5,
                                    "estimated_users":10,"ratio":1.5,"avg_time":60,"normalized_usage":15},
                                   {"lab_id":6,"name":"Docker II","status":"unknown","avg_users":null,
                                    "estimated_users":null,"ratio":null,"avg_time":null,"normalized_usage":null}]}}},
                                "correlation":{"application_window_days":30,"infrastructure_window":"all time","pairs":[
                                 {"application":"total_events","infrastructure":"user_minutes",
                                  "rho":-0.25,"p":0.5,"n":6,"reason":null},
                                 {"application":"unique_users","infrastructure":"normalized_usage",
                                  "rho":null,"p":null,"n":4,"reason":"fewer than five pairs"}]},
                                "disagreements":[
                                 {"lab_type":"docker","application_rank":1.5,"infrastructure_rank":6,"of":6}],
                                "join":{"matched":1,"unmatched":["Docker II"],"coverage":0.5},
                                "sources":[
                                 {"service":"usage-analytics","resource":"trends","outcome":"stale",
                                  "fetched_at":"2026-05-04T11:58:30.250Z","data_as_of":null,"age_seconds":90.25,
                                  "attempts":3,"error":{"code":"timeout","message":"It did not answer in time"}},
                                 {"service":"usage-analytics","resource":"usage/lab","outcome":"skipped",
                                  "fetched_at":null,"data_as_of":null,"age_seconds":null,"attempts":0,"error":null,
                                  "calls":{"live":1,"cached":2,"stale":3,"failed":4,"skipped":5,
                                   "failing":["docker"],"failing_more":11}}]}
                                """));
    }

    @Test
    void anEmptyLabUtilizationReport() {
        assertThat(write(utilization(Map.of(), List.of()))).isEqualTo(compact("""
                                {"timestamp":"2026-05-04T12:00:00.250Z","integration_status":"success","lab_usage":{},
                                "infrastructure_insights":{"popular_labs":[],"utilization_status":{}},
                                "correlation":{"application_window_days":null,"infrastructure_window":"all time",
                                 "pairs":[]},
                                "disagreements":[],"join":{"matched":null,"unmatched":[],"coverage":null},"sources":[]}
                                """));
    }

    @Test
    void aServerAllocationReportWithEverything() {
        Server server = new Server(
                20,
                "10.0.0.20",
                new ResourceAmounts(2.0, 48.5, null),
                new ResourceAmounts(8.0, 0.0, 100.0),
                NOW.minusSeconds(60));
        long slot = SlotSeries.slotOf(NOW);
        ServerHistory history = new ServerHistory(
                SlotSeries.of(slot - 2015, 2016, (resource, at) -> at >= slot - 1 ? 2 : Float.NaN),
                1,
                NOW,
                new ResourceHistory(2, 1.5, 2, 2),
                null,
                new ResourceHistory(0, 0, 0, 0));
        Placement placement = new Placement(
                20, server.usage(), List.of(new PeakTime("2026-05-01 10:00:00", 17L), new PeakTime("?", null)), 2L);
        ServerAllocationReport report = new ServerAllocationReport(
                NOW,
                IntegrationStatus.SUCCESS,
                Map.of(
                        "docker",
                                new LabAllocation(
                                        "Docker I",
                                        new LabPerformance("docker", 9L, 61.5, 0.75, List.of("b", "a"), NOW),
                                        List.of(placement, new Placement(3, null, List.of(), null))),
                        "git", new LabAllocation("Git", null, List.of())),
                new AllocatedInfrastructure(
                        Map.of(
                                20L,
                                new ServerInsight(
                                        "Server-20",
                                        server.maximum(),
                                        server.usage(),
                                        new ResourceAmounts(0.25, null, null),
                                        new ResourceAmounts(0.75, null, null),
                                        ServerResource.CPU,
                                        ServerState.OK,
                                        ServerReporting.SILENT,
                                        server.lastChecked(),
                                        history),
                                3L,
                                new ServerInsight(
                                        "Server-3",
                                        new ResourceAmounts(null, null, null),
                                        new ResourceAmounts(null, null, null),
                                        new ResourceAmounts(null, null, null),
                                        new ResourceAmounts(null, null, null),
                                        null,
                                        ServerState.UNKNOWN,
                                        ServerReporting.CURRENT,
                                        null,
                                        null)),
                        Map.of("docker", List.of(3L, 20L))),
                new PerformanceCorrelation(
                        Correlation.ALL_TIME,
                        8,
                        List.of(
                                new PerformanceCorrelation.Pair(
                                        PerformanceCorrelation.ApplicationMeasure.SUCCESS_RATE,
                                        PerformanceCorrelation.InfrastructureMeasure.BUSIEST_HOUR_LOAD,
                                        -0.75,
                                        0.0125,
                                        9,
                                        null),
                                new PerformanceCorrelation.Pair(
                                        PerformanceCorrelation.ApplicationMeasure.AVG_COMPLETION_TIME,
                                        PerformanceCorrelation.InfrastructureMeasure.BUSIEST_HOUR_LOAD,
                                        null,
                                        null,
                                        6,
                                        Correlation.Reason.CONSTANT_INPUT))),
                new JoinCoverage(2, List.of(), 1.0),
                List.of(),
                null);

        assertThat(write(report)).isEqualTo(compact("""
                                {"timestamp":"2026-05-04T12:00:00.250Z","integration_status":"success",
                                "labs":{
                                 "docker":{"name":"Docker I",
                                  "performance":{"total_users":9,"avg_completion_time":61.5,"success_rate":0.75,
                                   "common_errors":["b","a"]},
                                  "infrastructure":{"server_id":20,"server_name":"Server-20",
                                   "resource_allocation":{"cpu":2,"memory":48.5,"disk":null},
                                   "peak_times":[{"time":"2026-05-01 10:00:00","users":17},{"time":"?","users":null}],
                                   "peaks_total":2,
                                   "servers":[
                                    {"server_id":20,"server_name":"Server-20",
                                     "resource_allocation":{"cpu":2,"memory":48.5,"disk":null}},
                                    {"server_id":3,"server_name":"Server-3","resource_allocation":null,
                                     "peak_times":[],"peaks_total":null}]}},
                                 "git":{"name":"Git","performance":null,"infrastructure":null}},
                                "infrastructure":{"servers":{
                                 "3":{"name":"Server-3",
                                  "specs":{"max_cpu":null,"max_memory":null,"max_disk":null},
                                  "usage":{"cpu":null,"memory":null,"disk":null},
                                  "utilization":{"cpu":null,"memory":null,"disk":null},
                                  "headroom":{"cpu":null,"memory":null,"disk":null},
                                  "binding_resource":null,"state":"unknown","reporting":"current","last_checked":null,
                                  "history":null},
                                 "20":{"name":"Server-20",
                                  "specs":{"max_cpu":8,"max_memory":0,"max_disk":100},
                                  "usage":{"cpu":2,"memory":48.5,"disk":null},
                                  "utilization":{"cpu":0.25,"memory":null,"disk":null},
                                  "headroom":{"cpu":0.75,"memory":null,"disk":null},
                                  "binding_resource":"cpu","state":"ok","reporting":"silent",
                                  "last_checked":"2026-05-04T11:59:00.250Z",
                                  "history":{"window_weeks":2,"samples":2,"first":"2026-05-04T11:50:00Z",
                                   "last":"2026-05-04T12:00:00Z","future_rows":1,
                                   "cpu":{"latest":2,"mean":1.5,"max":2,"p95":2},"memory":null,
                                   "disk":{"latest":0,"mean":0,"max":0,"p95":0}}}},
                                 "allocation_map":{"docker":[3,20]}},
                                "correlation":{"application_window":"all time","infrastructure_window_weeks":8,"pairs":[
                                 {"application":"success_rate","infrastructure":"busiest_hour_load","rho":-0.75,
                                  "p":0.0125,"n":9,"reason":null},
                                 {"application":"avg_completion_time","infrastructure":"busiest_hour_load","rho":null,
                                  "p":null,"n":6,"reason":"constant input"}]},
                                "join":{"matched":2,"unmatched":[],"coverage":1},"sources":[]}
                                """));
    }

    @Test
    void aLearner() {
        ServerInsight load = new ServerInsight(
                "Server-20",
                new ResourceAmounts(8.0, 0.0, 100.0),
                new ResourceAmounts(2.0, 48.5, null),
                new ResourceAmounts(0.25, null, null),
                new ResourceAmounts(0.75, null, null),
                ServerResource.CPU,
                ServerState.OK,
                ServerReporting.CURRENT,
                NOW,
                null);
        LearnerReport report = new LearnerReport(
                NOW,
                IntegrationStatus.PARTIAL,
                "u_\"1\"",
                Map.of(
                        "docker",
                        new LearnerReport.LearnerLab(
                                "Docker I",
                                new LabAttempts(3L, 0.5, 61.5, 120.0, NOW),
                                List.of(
                                        new LearnerReport.LearnerServer(20, load),
                                        new LearnerReport.LearnerServer(3, null))),
                        "git",
                        new LearnerReport.LearnerLab("Git", new LabAttempts(null, null, null, null, null), null),
                        "rust",
                        new LearnerReport.LearnerLab("Rust", new LabAttempts(1L, 1.0, 2.0, 3.0, null), List.of())),
                new JoinCoverage(2, List.of(), 1.0),
                List.of(),
                null);

        assertThat(new String(ReportJson.write(report), UTF_8)).isEqualTo(compact("""
                                {"timestamp":"2026-05-04T12:00:00.250Z","integration_status":"partial","user_id":"u_\\"1\\"",
                                "labs":{
                                 "docker":{"name":"Docker I",
                                  "performance":{"attempts":3,"success_rate":0.5,"avg_completion_time":61.5,
                                   "total_time_spent":120,"last_attempt":"2026-05-04T12:00:00.250Z"},
                                  "servers":[
                                   {"server_id":20,"server_name":"Server-20","state":"ok","reporting":"current",
                                    "binding_resource":"cpu","utilization":{"cpu":0.25,"memory":null,"disk":null}},
                                   {"server_id":3,"server_name":"Server-3","state":null,"reporting":null,
                                    "binding_resource":null,"utilization":null}]},
                                 "git":{"name":"Git",
                                  "performance":{"attempts":null,"success_rate":null,"avg_completion_time":null,
                                   "total_time_spent":null,"last_attempt":null},
                                  "servers":null},
                                 "rust":{"name":"Rust",
                                  "performance":{"attempts":1,"success_rate":1,"avg_completion_time":2,
                                   "total_time_spent":3,"last_attempt":null},
                                  "servers":[]}},
                                "join":{"matched":2,"unmatched":[],"coverage":1},"sources":[]}
                                """));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "60.0, 60",
        "-3.0, -3",
        "0.1, 0.1",
        "1e15, 1000000000000000",
        "9007199254740992, 9007199254740992",
        "2e16, 2.0E16",
        "0.30000000000000004, 0.30000000000000004",
        "2e-3, 0.002",
        "2.2250738585072014E-308, 2.2250738585072014E-308",
        "4.9E-324, 4.9E-324",
        "2.0E-23, 2.0E-23"
    })
    void wholeNumbersHaveNoFractionAndOthersTheirShortestDigits(double number, String written) {
        assertThat(write(minutes(number))).contains("\"user_minutes\":" + written + "}");
    }

    @Test
    void whatIsNotStatedIsNullAndNeverZero() {
        assertThat(write(minutes(null))).contains("\"sessions\":null,\"user_minutes\":null");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0.001", "1500, 1.5", "60000, 60", "1200000, 1200", "86400000, 86400"})
    void agesAreSecondsToTheMillisecond(long millis, String written) {
        LabUtilizationReport report = new LabUtilizationReport(
                NOW,
                IntegrationStatus.SUCCESS,
                Map.of(),
                new InfrastructureInsights(List.of(), Map.of()),
                NONE,
                List.of(),
                UNKNOWN,
                List.of(new SourceStatus(
                        UpstreamService.PERFORMANCE,
                        "stats",
                        Outcome.CACHED,
                        NOW,
                        NOW,
                        Duration.ofMillis(millis),
                        0,
                        null,
                        null)),
                null);

        assertThat(write(report)).contains("\"age_seconds\":" + written + ",");
    }

    @Test
    void keysAreInTheOrderOfTheirCodePoints() {
        List<String> keys = new ArrayList<>(List.of("", "A", "a", "a b", "aa", "ß", "\ue000", "\uffff", "𐀀", "🐳"));
        List<Integer> places = keys.stream()
                .map(key -> write(utilization(reversed(keys), List.of())).indexOf(quoted(key) + ":{\"total_events\""))
                .toList();

        assertThat(places).doesNotContain(-1).isSorted();
    }

    /** As it stands in the document, which may escape what is beyond the basic plane. */
    private static String quoted(String key) {
        String document = write(utilization(Map.of(), List.of(new PopularEntry(key, "n", null, null))));
        int from = document.indexOf("{\"lab_type\":") + "{\"lab_type\":".length();
        return document.substring(from, document.indexOf(",\"name\"", from));
    }

    private static Map<String, LabTypeUsage> reversed(List<String> keys) {
        List<String> reversed = new ArrayList<>(keys);
        Collections.reverse(reversed);
        Map<String, LabTypeUsage> usage = new LinkedHashMap<>();
        reversed.forEach(key -> usage.put(key, new LabTypeUsage(1L, 1L, 1L, 30, null)));
        return usage;
    }

    @Test
    void equalReportsGiveEqualBytesWhateverTheOrderOfTheirMaps() {
        Map<String, Long> events = new HashMap<>();
        Map<String, LabTypeUsage> forwards = new LinkedHashMap<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            events.put("event " + i, (long) i);
            names.add("type " + i * 7919 % 101);
        }
        names.forEach(name ->
                forwards.put(name, new LabTypeUsage(1L, 1L, 1L, 30, new LabUsage(name, 7, 1L, 1L, events, 1.0))));
        Collections.reverse(names);
        Map<String, LabTypeUsage> backwards = new LinkedHashMap<>();
        names.forEach(name -> backwards.put(
                name,
                new LabTypeUsage(1L, 1L, 1L, 30, new LabUsage(name, 7, 1L, 1L, new LinkedHashMap<>(events), 1.0))));

        assertThat(utilization(backwards, List.of())).isEqualTo(utilization(forwards, List.of()));
        assertThat(write(utilization(backwards, List.of()))).isEqualTo(write(utilization(forwards, List.of())));
    }

    @Test
    void anyTextCanBeWritten() {
        String hostile = "\"\\/\b\f\n\r\t\u0000\u001f\u007f\u0085\u2028</script>\ud800x\udc00";

        assertThat(write(utilization(
                        Map.of(hostile, new LabTypeUsage(1L, 1L, 1L, 1, null)),
                        List.of(new PopularEntry(hostile, hostile, null, null)))))
                .startsWith("{\"timestamp\"")
                .endsWith("\"sources\":[]}")
                .doesNotContain("\n", "\r", "\u0000", "\u001f");
    }

    /** A report of one lab type on two servers with 150 peaks each. */
    private static ServerAllocationReport reportWithPeaks() {
        List<PeakTime> peaks =
                LongStream.range(0, 150).mapToObj(i -> new PeakTime("t" + i, i)).toList();
        return new ServerAllocationReport(
                NOW,
                IntegrationStatus.SUCCESS,
                Map.of(
                        "docker",
                        new LabAllocation(
                                "Docker",
                                null,
                                List.of(new Placement(1, null, peaks, 1_500L), new Placement(2, null, peaks, 150L)))),
                new AllocatedInfrastructure(Map.of(), Map.of()),
                new PerformanceCorrelation("all time", null, List.of()),
                new JoinCoverage(1, List.of(), 1.0),
                List.of(),
                null);
    }

    private static JsonNode placed(byte[] document) throws IOException {
        return new ObjectMapper().readTree(document).at("/labs/docker/infrastructure");
    }

    @Test
    void theLatestPeaksAreWrittenWithTheNumberOfAll() throws IOException {
        JsonNode placed = placed(ReportJson.write(reportWithPeaks(), 2));

        assertThat(placed.get("peak_times").findValuesAsText("time")).containsExactly("t148", "t149");
        assertThat(placed.get("peaks_total").longValue()).isEqualTo(1_500);
        assertThat(placed.at("/servers/1/peak_times").findValuesAsText("time")).containsExactly("t148", "t149");
        assertThat(placed.at("/servers/1/peaks_total").longValue()).isEqualTo(150);
    }

    @Test
    void thePeaksOfTheFirstServerAreWrittenOnce() throws IOException {
        assertThat(placed(ReportJson.write(reportWithPeaks())).at("/servers/0").fieldNames())
                .toIterable()
                .containsExactly("server_id", "server_name", "resource_allocation");
    }

    @Test
    void aHundredPeaksAreUsual() throws IOException {
        assertThat(placed(ReportJson.write(reportWithPeaks())).get("peak_times"))
                .hasSize(100);
        assertThat(placed(ReportJson.write(reportWithPeaks(), 0)).get("peak_times"))
                .isEmpty();
        assertThat(placed(ReportJson.write(reportWithPeaks(), 1_000)).get("peak_times"))
                .hasSize(150);
        assertThatIllegalArgumentException().isThrownBy(() -> ReportJson.write(reportWithPeaks(), -1));
    }
}
