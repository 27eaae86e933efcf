package org.ar1.integration.internal.join;

import org.ar1.integration.report.ServerInsight;
import org.ar1.integration.report.ServerReporting;
import org.ar1.integration.report.ServerState;
import org.ar1.integration.upstream.ResourceAmounts;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.ServerResource;
import org.ar1.integration.upstream.SlotSeries;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.ar1.integration.internal.join.ServerJudgement.Labs;
import org.ar1.integration.upstream.ServerStatistics.ResourceHistory;
import org.ar1.integration.upstream.ServerStatistics.ServerHistory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ServerJudgementTest {

    private static final Instant NOW = Instant.parse("2026-05-04T12:05:00Z");
    private static final ResourceAmounts HUNDREDS = amounts(100.0, 100.0, 100.0);

    private static ResourceAmounts amounts(Double cpu, Double memory, Double disk) {
        return new ResourceAmounts(cpu, memory, disk);
    }

    private static ServerInsight insight(ResourceAmounts usage, ResourceAmounts maximum) {
        return insight(usage, maximum, Labs.SOME);
    }

    private static ServerInsight insight(ResourceAmounts usage, ResourceAmounts maximum, Labs labs) {
        return ServerJudgement.of(new Server(7, "10.0.0.7", usage, maximum, NOW), null, labs, NOW);
    }

    private static ServerInsight checked(Instant lastChecked, Labs labs) {
        return ServerJudgement.of(new Server(7, null, HUNDREDS, HUNDREDS, lastChecked), null, labs, NOW);
    }

    /** Two slots, of which the newest is that of a time; NaN stands for none. */
    private static ServerHistory history(Instant newest, float cpu, float memory) {
        long last = SlotSeries.slotOf(newest);
        SlotSeries slots = SlotSeries.of(last - 1, 2, (resource, slot) -> switch (resource) {
            case CPU -> slot == last ? cpu : 99;
            case MEMORY -> slot == last ? memory : 99;
            case DISK -> Float.NaN;
        });
        return new ServerHistory(slots, 0, newest, figures(cpu), figures(memory), null);
    }

    private static ResourceHistory figures(float latest) {
        return Float.isNaN(latest) ? new ResourceHistory(99, 99, 99, 99) : new ResourceHistory(latest, 99, 99, 99);
    }

    private static ServerInsight insight(Instant lastChecked, ServerHistory history) {
        Server server = new Server(7, null, amounts(19.0, 40.0, null), HUNDREDS, lastChecked);
        return ServerJudgement.of(server, history, Labs.SOME, NOW);
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
        assertThat(insight.reporting()).isEqualTo(ServerReporting.CURRENT);
        assertThat(insight.lastChecked()).isEqualTo(NOW);
    }

    @Test
    void fractionsHaveFourDecimals() {
        ServerInsight insight = insight(amounts(1.0, 87.1325, 121.39), amounts(3.0, 100.0, 128.0));

        assertThat(insight.utilization()).isEqualTo(amounts(0.3333, 0.8713, 0.9484));
        assertThat(insight.headroom()).isEqualTo(amounts(0.6667, 0.1287, 0.0516));
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
            value = {"null", "0", "-0.0", "-50", "NaN"},
            nullValues = "null")
    void aResourceWithoutAMaximumAboveZeroHasNoUtilizationAndDoesNotBind(Double maximum) {
        ServerInsight insight = insight(amounts(100.0, 1.0, 1.0), amounts(maximum, 4.0, 2.0));

        assertThat(insight.utilization()).isEqualTo(amounts(null, 0.25, 0.5));
        assertThat(insight.headroom()).isEqualTo(amounts(null, 0.75, 0.5));
        assertThat(insight.bindingResource()).isEqualTo(ServerResource.DISK);
    }

    @Test
    void aFractionThatIsNotFiniteIsNone() {
        ServerInsight insight = insight(amounts(1.7e308, 1.0, 1.0), amounts(Double.MIN_VALUE, 4.0, 2.0));

        assertThat(insight.utilization()).isEqualTo(amounts(null, 0.25, 0.5));
        assertThat(insight.headroom()).isEqualTo(amounts(null, 0.75, 0.5));
    }

    @Test
    void aResourceWithoutUsageHasNoUtilization() {
        assertThat(insight(amounts(null, 1.0, 1.0), amounts(4.0, 4.0, 4.0)).utilization())
                .isEqualTo(amounts(null, 0.25, 0.25));
    }

    @Test
    void ofEqualResourcesTheFirstBinds() {
        assertThat(insight(amounts(1.0, 1.0, 1.0), amounts(2.0, 2.0, 2.0)).bindingResource())
                .isEqualTo(ServerResource.CPU);
        assertThat(insight(amounts(0.0, 1.0, 1.00001), amounts(2.0, 2.0, 2.0)).bindingResource())
                .as("equal as they are shown")
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
        "79.994, OK",
        "79.995, HOT", // shown as 0.8
        "80, HOT",
        "99.994, HOT",
        "99.9951, SATURATED", // shown as 1
        "100, SATURATED",
        "250, SATURATED",
    })
    void theStateFollowsFromTheHighestUtilizationAsItIsShown(double used, ServerState state) {
        assertThat(insight(amounts(used, 0.0, 0.0), HUNDREDS).state()).isEqualTo(state);
        assertThat(insight(amounts(0.0, used, null), HUNDREDS).state()).isEqualTo(state);
        assertThat(insight(amounts(null, 0.0, used), HUNDREDS).state()).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({
        "10, SOME, OK",
        "10, NOT_KNOWN, OK",
        "10, NONE, EMPTY",
        "80, NONE, HOT",
        "100, NONE, SATURATED",
        ", SOME, UNKNOWN",
        ", NOT_KNOWN, UNKNOWN",
        ", NONE, EMPTY"
    })
    void aServerWithoutLabsIsEmptyUnlessItIsHot(Double used, Labs labs, ServerState state) {
        assertThat(insight(amounts(used, null, null), HUNDREDS, labs).state()).isEqualTo(state);
    }

    @Test
    void aServerWithLabsIsSilentAfterTwentyMinutesAndKeepsItsState() {
        Instant limit = NOW.minus(Duration.ofMinutes(20));

        assertThat(checked(limit, Labs.SOME).reporting()).isEqualTo(ServerReporting.CURRENT);
        ServerInsight silent = checked(limit.minusMillis(1), Labs.SOME);
        assertThat(silent.reporting()).isEqualTo(ServerReporting.SILENT);
        assertThat(silent.state()).isEqualTo(ServerState.SATURATED);
        assertThat(checked(null, Labs.SOME).reporting()).isEqualTo(ServerReporting.SILENT);
    }

    @ParameterizedTest
    @EnumSource(
            value = Labs.class,
            names = {"NONE", "NOT_KNOWN"})
    void aServerOfWhichNoLabIsKnownIsNeverSilent(Labs labs) {
        assertThat(checked(NOW.minus(Duration.ofDays(40)), labs).reporting()).isEqualTo(ServerReporting.CURRENT);
        assertThat(checked(null, labs).reporting()).isEqualTo(ServerReporting.CURRENT);
    }

    @ParameterizedTest
    @EnumSource(Labs.class)
    void aTimeOfMoreThanAMinuteToComeShowsThatTheClocksDiffer(Labs labs) {
        assertThat(checked(NOW.plusSeconds(60), labs).reporting()).isEqualTo(ServerReporting.CURRENT);
        assertThat(checked(NOW.plusSeconds(60).plusMillis(1), labs).reporting()).isEqualTo(ServerReporting.CLOCK_SKEW);
        assertThat(checked(NOW.plus(Duration.ofMinutes(330)), labs).reporting()).isEqualTo(ServerReporting.CLOCK_SKEW);
    }

    @Test
    void soDoesANewestRowToComeHoweverOldTheCheck() {
        for (Instant checked : new Instant[] {NOW, NOW.minus(Duration.ofDays(1))}) {
            assertThat(insight(checked, history(NOW.plusSeconds(60), 1, 1)).reporting())
                    .isNotEqualTo(ServerReporting.CLOCK_SKEW);
            assertThat(insight(checked, history(NOW.plusSeconds(61), 1, 1)).reporting())
                    .isEqualTo(ServerReporting.CLOCK_SKEW);
        }
    }

    @Test
    void theNewestSlotCountsWhereItIsLargerAndOfTheSameTenMinutes() {
        ServerInsight insight = insight(Instant.parse("2026-05-04T12:09:59Z"), history(NOW, 44.7f, 12.5f));

        assertThat(insight.usage()).as("as the service says").isEqualTo(amounts(19.0, 40.0, null));
        assertThat(insight.utilization()).isEqualTo(amounts(0.447, 0.4, null));
        assertThat(insight.headroom()).isEqualTo(amounts(0.553, 0.6, null));
        assertThat(insight.bindingResource()).isEqualTo(ServerResource.CPU);
    }

    @Test
    void aSlotOfOtherTenMinutesDoesNotCount() {
        for (String checked : new String[] {"2026-05-04T11:59:59Z", "2026-05-04T12:10:00Z"}) {
            assertThat(insight(Instant.parse(checked), history(NOW, 100, 100)).utilization())
                    .isEqualTo(amounts(0.19, 0.4, null));
        }
        assertThat(insight(null, history(NOW, 100, 100)).utilization()).isEqualTo(amounts(0.19, 0.4, null));
    }

    @Test
    void aSlotWithoutAValueOfTheResourceLeavesTheUsage() {
        assertThat(insight(NOW, history(NOW, Float.NaN, 41)).utilization()).isEqualTo(amounts(0.19, 0.41, null));
    }

    @Test
    void aSlotCountsWhereTheServiceStatesNoUsage() {
        Server server = new Server(7, null, amounts(null, null, null), HUNDREDS, NOW);

        assertThat(ServerJudgement.of(server, history(NOW, 85, 1), Labs.SOME, NOW)
                        .state())
                .isEqualTo(ServerState.HOT);
    }

    @Test
    void theHistoryIsPassedOn() {
        ServerHistory history = history(NOW, 1, 1);

        assertThat(insight(NOW, history).history()).isEqualTo(history);
    }
}
