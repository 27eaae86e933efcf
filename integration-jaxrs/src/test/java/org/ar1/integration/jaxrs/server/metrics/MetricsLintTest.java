package org.ar1.integration.jaxrs.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.jaxrs.FakeClient;
import org.ar1.integration.jaxrs.Http;
import org.ar1.integration.jaxrs.Reports;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.ar1.integration.report.AllocatedInfrastructure;
import org.ar1.integration.report.InfrastructureInsights;
import org.ar1.integration.report.LabTypeUtilization;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.report.ServerInsight;
import org.ar1.integration.report.ServerReporting;
import org.ar1.integration.report.ServerState;
import org.ar1.integration.testkit.Fault;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;
import org.ar1.integration.upstream.ResourceAmounts;
import org.ar1.integration.upstream.ServerResource;
import org.ar1.integration.upstream.UtilizationStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsLintTest {

    private static final int MANY = 10_000;

    private static LabUtilizationReport labs(Stream<String> labTypes) {
        LabUtilizationReport small = Reports.labUtilization("none");
        Map<String, LabTypeUtilization> types = new TreeMap<>();
        labTypes.forEach(labType -> types.put(
                labType, new LabTypeUtilization(UtilizationStatus.NORMAL, null, 1L, 1.0, null, 1.0, List.of())));
        return new LabUtilizationReport(
                small.timestamp(),
                small.integrationStatus(),
                small.labUsage(),
                new InfrastructureInsights(List.of(), types),
                small.correlation(),
                List.of(),
                small.coverage(),
                List.of(),
                null);
    }

    private static ServerAllocationReport servers(int many) {
        ServerAllocationReport small = Reports.serverAllocation("none");
        Map<Long, ServerInsight> servers = new TreeMap<>();
        ResourceAmounts amounts = new ResourceAmounts(1.0, 2.0, 4.0);
        for (long id = 0; id < many; id++) {
            servers.put(
                    id,
                    new ServerInsight(
                            "Server-" + id,
                            amounts,
                            amounts,
                            amounts,
                            amounts,
                            ServerResource.CPU,
                            ServerState.SATURATED,
                            ServerReporting.CURRENT,
                            null,
                            null));
        }
        return new ServerAllocationReport(
                small.timestamp(),
                small.integrationStatus(),
                small.labs(),
                new AllocatedInfrastructure(servers, Map.of()),
                small.correlation(),
                small.coverage(),
                List.of(),
                null);
    }

    private static Stream<String> names(int many, IntFunction<String> name) {
        return Stream.iterate(0, i -> i + 1).limit(many).map(name::apply);
    }

    @Test
    void aCampusWithTroublesIsClean() throws Exception {
        try (SampleCampus campus = SampleCampus.builder().historyDays(1).start()) {
            campus.fault(SampleService.PERFORMANCE, Fault.status(500));
            IntegrationConfig config = IntegrationConfig.fromEnvironment(campus.environment()).toBuilder()
                    .build();
            try (IntegrationServer server = IntegrationServer.builder()
                    .config(config)
                    .server(Http.anyPort())
                    .start()) {
                for (String path : List.of("lab-utilization", "server-allocation", "lab-utilization/docker", "none")) {
                    Http.get(server, "/integration/" + path);
                }
                Http.send(server, "POST", "/");
                Scrape.of(server);

                Scrape scrape = Scrape.of(server);

                assertThat(MetricsLint.faults(scrape.text())).isEmpty();
                assertThat(scrape.families()).hasSizeGreaterThan(40);
            }
        }
    }

    @Test
    void namesThatAreAwkwardAreClean() throws Exception {
        List<String> awkward = List.of(
                "",
                "quote\" and \\ and {brace}",
                "two\nlines\rof text\u2028",
                "lone \uD800",
                "lone \uDBFF",
                "x".repeat(10_000),
                "x".repeat(10_001),
                "\uD83D\uDE00",
                "# HELP a b");
        FakeClient client = new FakeClient(labType -> labs(awkward.stream()), Reports::serverAllocation);
        try (IntegrationServer server = Http.start(client)) {
            Http.get(server, "/integration/lab-utilization");

            Scrape scrape = Scrape.of(server);

            assertThat(MetricsLint.faults(scrape.text())).isEmpty();
            assertThat(scrape.value("integration_report_labels_dropped", "label", "lab_type"))
                    .as("two pairs look the same")
                    .isEqualTo(2);
            assertThat(scrape.value("integration_lab_types", "status", "normal"))
                    .isEqualTo(awkward.size());
        }
    }

    @Test
    void seriesStayBoundedWhateverIsAskedForAndReported() throws Exception {
        LabUtilizationReport labs = labs(names(MANY, i -> "type-" + i));
        ServerAllocationReport servers = servers(MANY);
        FakeClient client = new FakeClient(
                labType -> labType.equals(FakeClient.EVERY) ? labs : Reports.labUtilization(labType),
                labType -> labType.equals(FakeClient.EVERY) ? servers : Reports.serverAllocation(labType));
        try (IntegrationServer server = Http.start(client)) {
            Http.get(server, "/integration/lab-utilization");
            Http.get(server, "/integration/server-allocation");
            long before = oneRound(server, 0, 4);

            long after = oneRound(server, 4, MANY);
            Scrape scrape = Scrape.of(server);

            assertThat(after).isEqualTo(before).isLessThan(25_000);
            assertThat(scrape.values("integration_lab_type_status", "lab_type")).hasSize(1000);
            assertThat(scrape.values("integration_server_state", "server_id")).hasSize(1000);
            assertThat(scrape.value("integration_report_labels_dropped", "label", "lab_type"))
                    .isEqualTo(MANY - 1000);
            assertThat(scrape.value("integration_report_labels_dropped", "label", "server_id"))
                    .isEqualTo(MANY - 1000);
            assertThat(scrape.value("integration_lab_types", "status", "normal"))
                    .isEqualTo(MANY);
            assertThat(MetricsLint.faults(scrape.text())).isEmpty();
        }
    }

    /** The series of ours, after requests each of which has a path and a lab type or method of its own. */
    private static long oneRound(IntegrationServer server, int from, int to) {
        for (int i = from; i < to; i++) {
            switch (i % 4) {
                case 0 -> Http.get(server, "/integration/server-allocation/type-" + i);
                case 1 -> Http.get(server, "/path-" + i);
                case 2 -> Http.get(server, "/integration/lab-utilization/a/b-" + i);
                default -> Http.send(server, "M" + i, "/health/live");
            }
        }
        Http.get(server, "/metrics");
        Scrape scrape = Scrape.of(server);
        for (int i = 0; i < 1000 && !scrape.text().contains("method=\"other\""); i++) {
            scrape = Scrape.of(server); // a request is counted a little after its answer
        }
        return scrape.samples().stream()
                .filter(line -> line.startsWith("integration_") || line.startsWith("http_"))
                .count();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "# HELP a_total x~# TYPE a_total gauge~a_total 1 | _total is for counters",
                "# HELP a x~# TYPE a counter~a 1 | _total is for counters",
                "# HELP a_ms x~# TYPE a_ms gauge~a_ms 1 | not a base unit",
                "# HELP a_count x~# TYPE a_count gauge~a_count 1 | suffix of a histogram",
                "# HELP a_gauge x~# TYPE a_gauge gauge~a_gauge 1 | type in the name",
                "# TYPE a gauge~a 1 | HELP and TYPE",
                "# HELP a x~# TYPE a gauge~a 1~a 2 | duplicate",
                "# HELP a x~# TYPE a gauge~a{user_id=\"7\"} 2 | unknown label",
                "# HELP a x~# TYPE a gauge~a{id=\"7} 2 | unreadable labels",
                "# HELP a x~# TYPE a gauge~a one | no number"
            })
    void theLintFindsFaults(String text, String fault) {
        assertThat(MetricsLint.faults(text.replace("~", "\n") + "\n"))
                .anySatisfy(found -> assertThat(found).startsWith(fault));
    }
}
