package org.ar1.integration.internal.assemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ar1.integration.report.Correlation;
import org.ar1.integration.report.Correlation.Reason;
import org.ar1.integration.report.LabAllocation;
import org.ar1.integration.report.LabAllocation.Placement;
import org.ar1.integration.report.PerformanceCorrelation;
import org.ar1.integration.report.PerformanceCorrelation.ApplicationMeasure;
import org.ar1.integration.report.PerformanceCorrelation.InfrastructureMeasure;
import org.ar1.integration.report.PerformanceCorrelation.Pair;
import org.ar1.integration.upstream.LabPerformance;
import org.ar1.integration.upstream.ResourceAmounts;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.ServerResource;
import org.ar1.integration.upstream.ServerStatistics;
import org.ar1.integration.upstream.ServerStatistics.ServerHistory;
import org.ar1.integration.upstream.SlotSeries;
import org.junit.jupiter.api.Test;

class PerformanceCorrelationsTest {

    private static final int WEEKS = 2;
    private static final int LENGTH = WEEKS * SlotSeries.SLOTS_PER_WEEK;
    private static final long START = SlotSeries.slotOf(Instant.parse("2026-11-09T00:00:00Z"));

    private final PerformanceCorrelations correlations = new PerformanceCorrelations(ZoneOffset.UTC);
    private final Map<String, LabAllocation> labs = new LinkedHashMap<>();
    private final List<Server> servers = new ArrayList<>();
    private final Map<Long, ServerHistory> histories = new HashMap<>();

    /** A server with one busy hour a week, Mondays at 10. */
    private void server(long id, double busiest) {
        serverWithoutHistory(id);
        SlotSeries slots = SlotSeries.of(START, LENGTH, (resource, slot) -> {
            boolean isClass = Math.floorMod(slot - START, (long) SlotSeries.SLOTS_PER_WEEK) / 6 == 10;
            return resource == ServerResource.CPU && isClass ? (float) busiest : 10;
        });
        histories.put(id, new ServerHistory(slots, 0, null, null, null, null));
    }

    private void alwaysAt(long id, float usage) {
        serverWithoutHistory(id);
        SlotSeries slots = SlotSeries.of(START, LENGTH, (resource, slot) -> usage);
        histories.put(id, new ServerHistory(slots, 0, null, null, null, null));
    }

    private void serverWithoutHistory(long id) {
        servers.add(new Server(
                id, null, new ResourceAmounts(1.0, 1.0, 1.0), new ResourceAmounts(100.0, 100.0, 100.0), Given.NOW));
    }

    private void lab(String labType, Double successRate, Double completionTime, long... places) {
        List<Placement> placements = new ArrayList<>();
        for (long id : places) {
            placements.add(new Placement(id, null, List.of(), null));
        }
        labs.put(
                labType,
                new LabAllocation(
                        labType,
                        new LabPerformance(labType, 9L, completionTime, successRate, List.of(), Given.NOW),
                        placements));
    }

    /** Five types, each alone on a server, that do the worse the hotter it is. */
    private void fiveTypes() {
        for (int i = 1; i <= 5; i++) {
            server(i, 10 + 10 * i);
            lab("type " + i, 1 - i / 10.0, 60.0 * i, i);
        }
    }

    private ServerStatistics statistics() {
        return new ServerStatistics(1, 0, null, START + LENGTH - 1, WEEKS, histories);
    }

    private PerformanceCorrelation correlation() {
        return correlations.of(labs, servers, statistics());
    }

    private Pair successRate() {
        return correlation().pairs().get(0);
    }

    @Test
    void bothMeasuresOfPerformanceArePairedWithTheLoad() {
        fiveTypes();

        PerformanceCorrelation correlation = correlation();

        assertThat(correlation.applicationWindow()).isEqualTo(Correlation.ALL_TIME);
        assertThat(correlation.infrastructureWindowWeeks()).isEqualTo(WEEKS);
        assertThat(correlation.pairs())
                .containsExactly(
                        new Pair(
                                ApplicationMeasure.SUCCESS_RATE,
                                InfrastructureMeasure.BUSIEST_HOUR_LOAD,
                                -1.0,
                                0.01667,
                                5,
                                null),
                        new Pair(
                                ApplicationMeasure.AVG_COMPLETION_TIME,
                                InfrastructureMeasure.BUSIEST_HOUR_LOAD,
                                1.0,
                                0.01667,
                                5,
                                null));
    }

    @Test
    void theBusiestHourCountsAndNotTheMean() {
        fiveTypes();
        alwaysAt(6, 15); // the highest mean and the coolest busiest hour, and the type does worst
        lab("type 6", 0.1, null, 6);

        // Success ranks 6 5 4 3 2 1 by loads 2 3 4 5 6 1: the sum of squared differences is 40, 1 - 6 * 40 / 210.
        assertThat(successRate().rho()).isEqualTo(-0.1429);
        assertThat(successRate().n()).isEqualTo(6);
    }

    @Test
    void ofSeveralServersTheMostLoadedCounts() {
        fiveTypes();
        server(6, 95);
        lab("type 1", 0.1, 900.0, 1, 6);

        // Type 1 does worst now and has the highest load.
        assertThat(successRate().rho()).isEqualTo(-1.0);
    }

    @Test
    void aTypeOfWhichOneServerHasNoLoadIsLeftOut() {
        fiveTypes();
        serverWithoutHistory(7);
        lab("type 5", 0.5, 300.0, 5, 7);

        assertThat(successRate())
                .extracting(Pair::rho, Pair::p, Pair::n, Pair::reason)
                .containsExactly(null, null, 4, Reason.FEWER_THAN_FIVE_PAIRS);
    }

    @Test
    void aTypeOnAnUnknownServerOrOnNoneIsLeftOut() {
        fiveTypes();
        lab("type 4", 0.5, 300.0, 99);
        lab("type 5", 0.5, 300.0);

        assertThat(successRate().n()).isEqualTo(3);
    }

    @Test
    void eachMeasureHasTheTypesThatStateIt() {
        fiveTypes();
        server(6, 90);
        lab("type 6", null, 400.0, 6);
        labs.put("type 7", new LabAllocation("type 7", null, List.of(new Placement(6, null, List.of(), null))));

        assertThat(correlation().pairs()).extracting(Pair::n, Pair::rho).containsExactly(tuple(5, -1.0), tuple(6, 1.0));
    }

    @Test
    void equalLoadsHaveNoOrder() {
        server(1, 50);
        for (int i = 1; i <= 6; i++) {
            lab("type " + i, i / 10.0, null, 1);
        }

        assertThat(successRate())
                .extracting(Pair::rho, Pair::p, Pair::n, Pair::reason)
                .containsExactly(null, null, 6, Reason.CONSTANT_INPUT);
    }

    @Test
    void withoutTheHistoryThereAreNoWeeksAndNoPairs() {
        fiveTypes();

        PerformanceCorrelation correlation = correlations.of(labs, servers, null);

        assertThat(correlation.infrastructureWindowWeeks()).isNull();
        assertThat(correlation.pairs())
                .extracting(Pair::n, Pair::reason)
                .containsOnly(tuple(0, Reason.FEWER_THAN_FIVE_PAIRS));
    }

    @Test
    void withoutTheServersThereAreNoPairs() {
        fiveTypes();

        PerformanceCorrelation correlation = correlations.of(labs, null, statistics());

        assertThat(correlation.infrastructureWindowWeeks()).isEqualTo(WEEKS);
        assertThat(correlation.pairs()).extracting(Pair::n).containsOnly(0);
    }

    @Test
    void equalMeasuresAreCorrelatedOnce() {
        fiveTypes();
        PerformanceCorrelation before = correlation();

        assertThat(correlation()).isSameAs(before);

        lab("type 3", 0.01, 180.0, 3);
        assertThat(successRate().rho()).isNotEqualTo(-1.0);
    }

    @Test
    void anotherHistoryIsTakenIntoAccount() {
        fiveTypes();
        correlation();
        servers.clear();
        for (int i = 1; i <= 5; i++) {
            server(i, 90 - 10 * i);
        }

        assertThat(successRate().rho()).isEqualTo(1.0);
    }
}
