package org.ar1.integration.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.ar1.integration.upstream.ResourceAmounts;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.ServerResource;
import org.ar1.integration.upstream.ServerStatistics.ServerHistory;
import org.ar1.integration.upstream.SlotSeries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerInsightTest {

    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");

    private static ResourceAmounts amounts(Double cpu, Double memory, Double disk) {
        return new ResourceAmounts(cpu, memory, disk);
    }

    private static ServerInsight insight(ResourceAmounts usage, ResourceAmounts maximum) {
        return ServerInsight.of(new Server(7, "10.0.0.7", usage, maximum, NOW), null, NOW);
    }

    private static ServerInsight checked(Instant lastChecked) {
        return ServerInsight.of(
                new Server(7, null, amounts(9.0, 9.0, 9.0), amounts(9.0, 9.0, 9.0), lastChecked), null, NOW);
    }

    @Test
    void utilizationIsUsageByMaximumAndHeadroomTheRest() {
        ServerInsight insight = insight(amounts(2.0, 48.0, 250.0), amounts(8.0, 64.0, 1000.0));

        assertThat(insight.name()).isEqualTo("Server-7");
        assertThat(insight.usage()).isEqualTo(amounts(2.0, 48.0, 250.0));
        assertThat(insight.specs()).isEqualTo(amounts(8.0, 64.0, 1000.0));
        assertThat(insight.utilization()).isEqualTo(amounts(0.25, 0.75, 0.25));
        assertThat(insight.headroom()).isEqualTo(amounts(0.75, 0.25, 0.75));
        assertThat(insight.bindingResource()).isEqualTo(ServerResource.MEMORY);
        assertThat(insight.state()).isEqualTo(ServerState.OK);
        assertThat(insight.lastChecked()).isEqualTo(NOW);
    }

    @Test
    void usageMayExceedTheMaximum() {
        ServerInsight insight = insight(amounts(3.0, 1.0, 1.0), amounts(2.0, 2.0, 2.0));

        assertThat(insight.utilization().cpu()).isEqualTo(1.5);
        assertThat(insight.headroom().cpu()).isEqualTo(-0.5);
        assertThat(insight.state()).isEqualTo(ServerState.SATURATED);
    }

    @ParameterizedTest
    @CsvSource(
            value = {"null", "0", "-0.0"},
            nullValues = "null")
    void aResourceWithoutAMaximumHasNoUtilizationAndDoesNotBind(Double maximum) {
        ServerInsight insight = insight(amounts(100.0, 1.0, 1.0), amounts(maximum, 4.0, 2.0));

        assertThat(insight.utilization()).isEqualTo(amounts(null, 0.25, 0.5));
        assertThat(insight.headroom()).isEqualTo(amounts(null, 0.75, 0.5));
        assertThat(insight.bindingResource()).isEqualTo(ServerResource.DISK);
    }

    @Test
    void aResourceWithoutUsageHasNoUtilization() {
        assertThat(insight(amounts(null, 1.0, 1.0), amounts(4.0, 4.0, 4.0)).utilization())
                .isEqualTo(amounts(null, 0.25, 0.25));
    }

    @Test
    void aServerWithoutFiguresIsOkAndNothingBinds() {
        ServerInsight insight = insight(amounts(null, null, null), amounts(null, null, null));

        assertThat(insight.utilization()).isEqualTo(amounts(null, null, null));
        assertThat(insight.bindingResource()).isNull();
        assertThat(insight.state()).isEqualTo(ServerState.OK);
    }

    @Test
    void ofEqualResourcesTheFirstBinds() {
        assertThat(insight(amounts(1.0, 1.0, 1.0), amounts(2.0, 2.0, 2.0)).bindingResource())
                .isEqualTo(ServerResource.CPU);
        assertThat(insight(amounts(0.0, 1.0, 1.0), amounts(2.0, 2.0, 2.0)).bindingResource())
                .isEqualTo(ServerResource.MEMORY);
    }

    @Test
    void anIdleServerStillHasAResourceThatBinds() {
        assertThat(insight(amounts(0.0, 0.0, 0.0), amounts(2.0, 2.0, 2.0)).bindingResource())
                .isEqualTo(ServerResource.CPU);
    }

    @ParameterizedTest
    @CsvSource({
        "0, OK",
        "79.99, OK",
        "80, HOT",
        "99.99, HOT",
        "100, SATURATED",
        "250, SATURATED",
    })
    void theStateFollowsFromTheHighestUtilization(double used, ServerState state) {
        ResourceAmounts maximum = amounts(100.0, 100.0, 100.0);

        assertThat(insight(amounts(used, 0.0, 0.0), maximum).state()).isEqualTo(state);
        assertThat(insight(amounts(0.0, used, null), maximum).state()).isEqualTo(state);
        assertThat(insight(amounts(null, 0.0, used), maximum).state()).isEqualTo(state);
    }

    @Test
    void figuresOlderThanTwentyMinutesSayNothingOfNow() {
        Instant limit = NOW.minus(Duration.ofMinutes(20));

        assertThat(checked(limit).state()).isEqualTo(ServerState.SATURATED);
        assertThat(checked(limit.minusMillis(1)).state()).isEqualTo(ServerState.UNREPORTED);
        assertThat(checked(NOW.plusSeconds(60)).state()).isEqualTo(ServerState.SATURATED);
        assertThat(checked(null).state()).isEqualTo(ServerState.UNREPORTED);
    }

    @Test
    void theHistoryIsPassedOn() {
        ServerHistory history =
                new ServerHistory(SlotSeries.of(0, 2016, (resource, slot) -> 1), 0, NOW, null, null, null);
        Server server = new Server(7, null, amounts(1.0, 1.0, 1.0), amounts(2.0, 2.0, 2.0), NOW);

        assertThat(ServerInsight.of(server, history, NOW).history()).isEqualTo(history);
    }
}
