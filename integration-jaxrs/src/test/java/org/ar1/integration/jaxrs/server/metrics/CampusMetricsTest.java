package org.ar1.integration.jaxrs.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.jaxrs.Http;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.ar1.integration.report.ServerReporting;
import org.ar1.integration.report.ServerState;
import org.ar1.integration.testkit.Fault;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;
import org.ar1.integration.upstream.UtilizationStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The campus in the metrics of a server whose reports nobody reads. */
class CampusMetricsTest {

    private static final Instant START = Instant.parse("2026-11-23T09:23:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private SampleCampus campus;

    @BeforeEach
    void start() {
        campus = SampleCampus.builder().historyDays(1).now(START).start();
    }

    @AfterEach
    void stop() {
        campus.close();
    }

    private IntegrationServer server(boolean refreshAhead) throws Exception {
        IntegrationConfig config = IntegrationConfig.fromEnvironment(campus.environment()).toBuilder()
                .maxRetries(0)
                .refreshAhead(refreshAhead)
                .build();
        return IntegrationServer.builder()
                .config(config)
                .server(Http.anyPort())
                .client(IntegrationClient.builder().clock(now::get))
                .start();
    }

    private static Scrape until(IntegrationServer server, Predicate<Scrape> isThere) {
        Scrape scrape = Scrape.of(server);
        for (int i = 0; i < 1000 && !isThere.test(scrape); i++) {
            scrape = Scrape.of(server);
        }
        assertThat(isThere.test(scrape)).as(scrape.text()).isTrue();
        return scrape;
    }

    private static boolean showsBoth(Scrape scrape) {
        return scrape.families().containsKey("integration_servers")
                && scrape.families().containsKey("integration_lab_types");
    }

    private static List<Double> series(
            Scrape scrape, String family, String label, String value, String of, Enum<?>[] all) {
        return Stream.of(all)
                .map(one -> scrape.value(family, label, value, of, id(one)))
                .toList();
    }

    private static String id(Enum<?> one) {
        if (one instanceof ServerState state) {
            return state.id();
        }
        return one instanceof ServerReporting reporting ? reporting.id() : ((UtilizationStatus) one).id();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void scrapesAloneShowIt(boolean refreshAhead) throws Exception {
        try (IntegrationServer server = server(refreshAhead)) {
            Scrape scrape = until(server, CampusMetricsTest::showsBoth);

            assertThat(scrape.values("integration_server_state", "server_id")).isNotEmpty();
            assertThat(scrape.values("integration_lab_type_status", "lab_type")).isNotEmpty();
            assertThat(scrape.value("integration_join_coverage_ratio", "report", "server-allocation"))
                    .isBetween(0.0, 1.0);
            assertThat(scrape.value("integration_report_data_timestamp_seconds", "report", "server-allocation"))
                    .isEqualTo((double) START.getEpochSecond());
            assertThat(scrape.value("integration_reports_total", "report", "lab-utilization", "status", "success"))
                    .as("a scrape is a reader")
                    .isPositive();
            assertThat(MetricsLint.faults(scrape.text())).isEmpty();
        }
    }

    @Test
    void insightsAreCountedByKindAndSeverity() throws Exception {
        try (IntegrationServer server = server(false)) {
            Scrape scrape =
                    until(server, names -> names.families().containsKey("integration_insights_data_age_seconds"));

            assertThat(scrape.values("integration_insights", "kind"))
                    .hasSize(14)
                    .doesNotContain("quiet_window");
            assertThat(scrape.values("integration_insights", "severity"))
                    .containsExactlyInAnyOrder("critical", "warning", "info");
            assertThat(scrape.value("integration_insights", "kind", "data_health", "severity", "warning"))
                    .isPositive();
            assertThat(scrape.value("integration_insights_withheld", "kind", "busiest_hour"))
                    .as("a day of history is too little")
                    .isPositive();
            assertThat(scrape.value("integration_history_future_rows")).isZero();
            assertThat(scrape.value("integration_history_slots_bytes") % 12_096).isZero();
            assertThat(scrape.value("integration_lab_type_server_info", "lab_type", "ansible", "server_id", "8"))
                    .isEqualTo(1);
            assertThat(MetricsLint.faults(scrape.text())).isEmpty();
        }
    }

    @Test
    void whoeverReadsOneLabTypeLetsEveryServerBeKnown() throws Exception {
        try (IntegrationServer server = server(false)) {
            Http.get(server, "/integration/server-allocation/docker");

            until(
                    server,
                    scrape -> scrape.values("integration_server_state", "server_id")
                                    .size()
                            > 1);
        }
    }

    @Test
    void valuesDoNotFreeze() throws Exception {
        try (IntegrationServer server = server(false)) {
            Scrape first = until(server, CampusMetricsTest::showsBoth);
            String busy = first.values("integration_server_state", "server_id").stream()
                    .filter(id -> first.value("integration_server_state", "server_id", id, "state", "empty") == 0)
                    .findFirst()
                    .orElseThrow();
            assertThat(series(
                            first,
                            "integration_server_reporting",
                            "server_id",
                            busy,
                            "reporting",
                            ServerReporting.values()))
                    .containsExactly(1.0, 0.0, 0.0);

            now.set(START.plus(Duration.ofMinutes(30)));

            Scrape later = until(
                    server,
                    scrape -> scrape.value("integration_report_data_timestamp_seconds", "report", "server-allocation")
                            == now.get().getEpochSecond());
            assertThat(series(
                            later,
                            "integration_server_reporting",
                            "server_id",
                            busy,
                            "reporting",
                            ServerReporting.values()))
                    .as("the campus stands still: no check for 30 minutes")
                    .containsExactly(0.0, 1.0, 0.0);
        }
    }

    @Test
    void aReportOfOldValuesSaysHowOldTheyAre() throws Exception {
        try (IntegrationServer server = server(false)) {
            until(server, CampusMetricsTest::showsBoth);
            Arrays.stream(SampleService.values()).forEach(service -> campus.fault(service, Fault.status(500)));
            now.set(START.plus(Duration.ofHours(2)));

            Scrape later = until(
                    server,
                    scrape -> scrape.value("integration_report_timestamp_seconds", "report", "lab-utilization")
                            == now.get().getEpochSecond());

            assertThat(later.value("integration_report_data_timestamp_seconds", "report", "lab-utilization"))
                    .isEqualTo((double) START.getEpochSecond());
        }
    }

    @Test
    void everyStateIsASeriesAndOneOfThemIs1() throws Exception {
        try (IntegrationServer server = server(false)) {
            Scrape scrape = until(server, CampusMetricsTest::showsBoth);

            for (String id : scrape.values("integration_server_state", "server_id")) {
                assertSet(series(scrape, "integration_server_state", "server_id", id, "state", ServerState.values()));
                assertSet(series(
                        scrape,
                        "integration_server_reporting",
                        "server_id",
                        id,
                        "reporting",
                        ServerReporting.values()));
            }
            Set<String> labTypes = scrape.values("integration_lab_type_status", "lab_type");
            for (String labType : labTypes) {
                assertSet(series(
                        scrape,
                        "integration_lab_type_status",
                        "lab_type",
                        labType,
                        "status",
                        UtilizationStatus.values()));
            }
        }
    }

    private static void assertSet(List<Double> series) {
        assertThat(series).containsOnly(0.0, 1.0).containsOnlyOnce(1.0);
    }
}
