package org.ar1.integration.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.ar1.integration.report.AllocatedInfrastructure;
import org.ar1.integration.report.Correlation;
import org.ar1.integration.report.InfrastructureInsights;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.report.JoinCoverage;
import org.ar1.integration.report.LabAllocation;
import org.ar1.integration.report.LabAllocation.Placement;
import org.ar1.integration.report.LabTypeUsage;
import org.ar1.integration.report.LabTypeUtilization;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.PerformanceCorrelation;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.report.ServerInsight;
import org.ar1.integration.report.ServerReporting;
import org.ar1.integration.report.ServerState;
import org.ar1.integration.upstream.LabPerformance;
import org.ar1.integration.upstream.LabUsage;
import org.ar1.integration.upstream.ResourceAmounts;
import org.ar1.integration.upstream.ServerResource;
import org.ar1.integration.upstream.UtilizationStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportCsvTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    @Test
    void aLabTypeIsOneRowOfBothSides() {
        byte[] csv = ReportCsv.write(utilization(
                Map.of(
                        "docker",
                        new LabTypeUsage(7L, 2L, 0L, 30, new LabUsage("docker", 7, 1L, 3L, Map.of(), 12.5)),
                        "bash",
                        new LabTypeUsage(null, null, null, null, null)),
                Map.of(
                        "docker",
                        new LabTypeUtilization(UtilizationStatus.NORMAL, 2.0, 10L, 1.05, 30.25, 600.0, List.of()),
                        "cuda",
                        new LabTypeUtilization(UtilizationStatus.UNKNOWN, null, null, null, null, null, List.of()))));

        assertThat(lines(csv))
                .containsExactly(
                        "lab_type,total_events,unique_users,errors,time_period_days,detail_time_period_days,"
                                + "detail_unique_users,detail_total_events,detail_average_session_time_seconds,"
                                + "utilization_status,avg_users,estimated_users,ratio,avg_time,normalized_usage,labs",
                        "bash,,,,,,,,,,,,,,,",
                        "cuda,,,,,,,,,unknown,,,,,,0",
                        "docker,7,2,0,30,7,1,3,12.5,normal,2,10,1.05,30.25,600,0");
    }

    @Test
    void aLabTypeAndAServerAreOneRowAndNoneIsLeftOut() {
        LabPerformance performance = new LabPerformance("docker", 5L, 90.5, 0.25, List.of(), null);
        ResourceAmounts usage = new ResourceAmounts(4.0, -1.5, null);
        ResourceAmounts most = new ResourceAmounts(8.0, 3.0, null);
        byte[] csv = ReportCsv.write(new ServerAllocationReport(
                NOW,
                IntegrationStatus.SUCCESS,
                Map.of(
                        "docker",
                        new LabAllocation(
                                "Docker, \"basics\"",
                                performance,
                                List.of(
                                        new Placement(2, usage, List.of(), null),
                                        new Placement(9, null, List.of(), null))),
                        "bash",
                        new LabAllocation("=cmd()", null, List.of())),
                new AllocatedInfrastructure(
                        Map.of(
                                2L,
                                new ServerInsight(
                                        "Server-2",
                                        most,
                                        usage,
                                        new ResourceAmounts(0.5, -0.5, null),
                                        new ResourceAmounts(0.5, 1.5, null),
                                        ServerResource.CPU,
                                        ServerState.OK,
                                        ServerReporting.CLOCK_SKEW,
                                        NOW,
                                        null),
                                1L,
                                new ServerInsight(
                                        "Server-1",
                                        most,
                                        usage,
                                        new ResourceAmounts(null, null, null),
                                        new ResourceAmounts(null, null, null),
                                        null,
                                        ServerState.EMPTY,
                                        ServerReporting.CURRENT,
                                        null,
                                        null)),
                        Map.of()),
                new PerformanceCorrelation(Correlation.ALL_TIME, null, List.of()),
                new JoinCoverage(1, List.of(), 1.0),
                List.of(),
                null));

        assertThat(lines(csv))
                .containsExactly(
                        "lab_type,lab_name,total_users,avg_completion_time,success_rate,server_id,server_name,state,"
                                + "binding_resource,last_checked,cpu,memory,disk,max_cpu,max_memory,max_disk,"
                                + "utilization_cpu,utilization_memory,utilization_disk,"
                                + "headroom_cpu,headroom_memory,headroom_disk,reporting",
                        "bash,'=cmd(),,,,,,,,,,,,,,,,,,,,,",
                        "docker,\"Docker, \"\"basics\"\"\",5,90.5,0.25,2,Server-2,ok,cpu,2026-11-23T08:00:00Z,"
                                + "4,-1.5,,8,3,,0.5,-0.5,,0.5,1.5,,clock_skew",
                        "docker,\"Docker, \"\"basics\"\"\",5,90.5,0.25,9,Server-9,,,,,,,,,,,,,,,,",
                        ",,,,,1,Server-1,empty,,,4,-1.5,,8,3,,,,,,,,current");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t1", "\r1", "\n1", "＝1"})
    void textThatMayBeAFormulaIsMadeHarmless(String labType) {
        assertThat(text(ReportCsv.write(
                        utilization(Map.of(labType, new LabTypeUsage(-1L, null, null, null, null)), Map.of()))))
                .containsPattern("\r\n\"?'" + Pattern.quote(labType) + "\"?,-1,");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "a;=1|\"a;'=1\"",
                "a;@b;-c|\"a;'@b;'-c\"",
                "~a\t=1~|~\"a\t'=1\"~",
                "~\t=1~|~\"'\t'=1\"~",
                "~a\n=1~|~\"a\n'=1\"~",
                "~\r=1~|~\"'\r'=1\"~",
                "a, =1|\"a, '=1\"",
                "~a; \u00a0+1~|~\"a; \u00a0'+1\"~",
                "a;\"=1\"|\"a;\"\"'=1\"\"\"",
                " =1|\" '=1\"",
                "~\ufeff＝1~|~\ufeff'＝1~",
                "~\u00a0@1~|~\"\u00a0'@1\"~",
                "a;'=1|\"a;'=1\"",
                "a;b-c|\"a;b-c\"",
                "a - b|a - b",
                "a-b@c=d|a-b@c=d"
            })
    void whatWouldBeAFormulaBehindASeparatorOrSpacesIsMadeHarmless(String labType, String field) {
        assertThat(text(ReportCsv.write(
                        utilization(Map.of(labType, new LabTypeUsage(-1L, null, null, null, null)), Map.of()))))
                .contains("\r\n" + field + ",-1,");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "docker|docker",
                "a,b|\"a,b\"",
                "a\"b|\"a\"\"b\"",
                "~ a~|\" a\"",
                "~a ~|\"a \"",
                "~a\nb~|~\"a\nb\"~",
                "~a\rb~|~\"a\rb\"~",
                "a=b|a=b",
                "~=\"x\",y~|\"'=\"\"x\"\",y\"",
                "a;b|\"a;b\"",
                "~a\tb~|~\"a\tb\"~",
                "~a\u000bb~|~\"a\u000bb\"~",
                "~a\u2028b~|~\"a\u2028b\"~",
                "ä€😀|ä€😀"
            })
    void textIsQuotedWhereItHasTo(String labType, String field) {
        assertThat(text(ReportCsv.write(
                        utilization(Map.of(labType, new LabTypeUsage(1L, null, null, null, null)), Map.of()))))
                .contains("\r\n" + field + ",1,");
    }

    @Test
    void withoutLabTypesThereIsTheHeaderRow() {
        assertThat(lines(ReportCsv.write(utilization(Map.of(), Map.of())))).hasSize(1);
    }

    private static LabUtilizationReport utilization(
            Map<String, LabTypeUsage> usage, Map<String, LabTypeUtilization> utilization) {
        return new LabUtilizationReport(
                NOW,
                IntegrationStatus.SUCCESS,
                usage,
                new InfrastructureInsights(List.of(), utilization),
                new Correlation(30, Correlation.ALL_TIME, List.of()),
                List.of(),
                new JoinCoverage(1, List.of(), 1.0),
                List.of(),
                null);
    }

    private static List<String> lines(byte[] csv) {
        String text = text(csv);
        assertThat(text).endsWith("\r\n");
        return List.of(text.substring(0, text.length() - 2).split("\r\n", -1));
    }

    private static String text(byte[] csv) {
        return new String(csv, StandardCharsets.UTF_8);
    }
}
