package org.ar1.integration.internal.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ar1.integration.insight.Caveat;
import org.ar1.integration.insight.ConfidenceLevel;
import org.ar1.integration.insight.DataHealth;
import org.ar1.integration.insight.Explanation.Step;
import org.ar1.integration.insight.InsightKind;
import org.ar1.integration.insight.InsightState;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.insight.Severity;
import org.ar1.integration.internal.insight.SmallCampus.Usage;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.upstream.InfrastructureLab;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataHealthsTest {

    private static List<DataHealth> listed(SmallCampus campus) {
        return new DataHealths().judge(campus.basis()).listed();
    }

    private static Map<String, List<ReasonCode>> reasons(SmallCampus campus) {
        Map<String, List<ReasonCode>> reasons = new TreeMap<>();
        listed(campus)
                .forEach(insight -> reasons.put(
                        insight.heading().subject().key(), insight.heading().reasonCodes()));
        return reasons;
    }

    private static SmallCampus healthy() {
        return new SmallCampus(2)
                .server(1, Usage.of(50))
                .server(2, Usage.of(50))
                .lab("A", "a", 1)
                .popular("A", 1L, 1.0);
    }

    private static SmallCampus checked(long secondsAgo) {
        return healthy().server(1, 100.0, 100.0, 100.0, SmallCampus.NOW.minusSeconds(secondsAgo));
    }

    @Test
    void nothingIsSaidOfAHealthyCampus() {
        assertThat(listed(healthy())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1200, ''", "1201, SERVER_UNREPORTED", "-60, ''", "-61, CLOCK_SKEW"})
    void aServerIsUnreportedAfterTwentyMinutesAndAheadByAMinute(long secondsAgo, String reason) {
        assertThat(reasons(checked(secondsAgo)))
                .isEqualTo(reason.isEmpty() ? Map.of() : Map.of("1", List.of(ReasonCode.valueOf(reason))));
    }

    @Test
    void aServerWithoutLabsIsNeverCheckedAndNotSilent() {
        assertThat(reasons(healthy().server(2, 100.0, 100.0, 100.0, null))).isEmpty();
        assertThat(reasons(healthy().server(1, 100.0, 100.0, 100.0, null)))
                .isEqualTo(Map.of("1", List.of(ReasonCode.SERVER_UNREPORTED)));
        assertThat(reasons(healthy().server(1, 100.0, 100.0, 100.0, null).failed(InsightSource.ALLOCATIONS)))
                .isEmpty();
    }

    @Test
    void aClaimStatesTheTimeOfTheLastCheck() {
        assertThat(claim(null)).isEqualTo("Server-1: it has labs, but was never checked.");
        assertThat(claim(SmallCampus.NOW.minusSeconds(1_860)))
                .isEqualTo("Server-1: it has labs, but was last checked on 22 Nov 2026 at 23:34.");
        assertThat(claim(SmallCampus.NOW.plusSeconds(120)))
                .isEqualTo("Server-1: it was last checked on 23 Nov 2026 at 00:07, which is in the future.");
    }

    private static String claim(Instant lastChecked) {
        return listed(healthy().server(1, 100.0, 100.0, 100.0, lastChecked))
                .get(0)
                .heading()
                .claim();
    }

    @Test
    void aSeriesEndsWithTwoHoursOfSilence() {
        int slots = 2 * 1008;
        assertThat(reasons(healthy().slots(2, slot -> slot < slots - 11 ? 1 : Double.NaN, true)))
                .isEmpty();
        DataHealth ended = listed(healthy().slots(2, slot -> slot < slots - 12 ? 1 : Double.NaN, true))
                .get(0);

        assertThat(ended.heading().reasonCodes()).containsExactly(ReasonCode.SERIES_ENDED);
        assertThat(ended.heading().severity()).isEqualTo(Severity.WARNING);
        assertThat(ended.heading().claim())
                .isEqualTo(
                        "Server-2: its history ended on 22 Nov 2026 at 21:50, more than two hours before that of the others.");
    }

    @Test
    void aServerWithoutAnySlotHasNoHistory() {
        assertThat(reasons(healthy().server(3, 1.0, 1.0, 1.0, SmallCampus.NOW)))
                .isEqualTo(Map.of("3", List.of(ReasonCode.NO_HISTORY)));
        assertThat(reasons(healthy().server(3, 1.0, 1.0, 1.0, SmallCampus.NOW).failed(InsightSource.STATISTICS)))
                .isEmpty();
    }

    @Test
    void aMaximumThatIsMissingOrZeroIsNoCapacity() {
        DataHealth missing =
                listed(healthy().server(2, 100.0, 100.0, null, SmallCampus.NOW)).get(0);

        assertThat(missing.heading().reasonCodes()).containsExactly(ReasonCode.NO_CAPACITY);
        assertThat(missing.heading().severity()).isEqualTo(Severity.INFO);
        assertThat(reasons(healthy().server(2, 0.0, 0.0, 1.0, SmallCampus.NOW)))
                .isEqualTo(Map.of("2", List.of(ReasonCode.NO_CAPACITY)));
    }

    @Test
    void oneInsightHasAllReasonsOfAServerAndTheWorstOfThemDecides() {
        DataHealth insight = listed(healthy().server(3, null, null, null, null).lab("B", "b", 3))
                .get(0);

        assertThat(insight.heading().reasonCodes())
                .containsExactly(ReasonCode.SERVER_UNREPORTED, ReasonCode.NO_HISTORY, ReasonCode.NO_CAPACITY);
        assertThat(insight.heading().severity()).isEqualTo(Severity.WARNING);
        assertThat(insight.heading().confidence().level()).isEqualTo(ConfidenceLevel.HIGH);
        assertThat(insight.heading().figure().value()).isEqualTo(3);
    }

    @Test
    void aServerThatOnlyAllocationsNameIsUnknown() {
        DataHealth unknown = listed(healthy().lab("B", "b", 77)).get(0);

        assertThat(unknown.heading().subject().name()).isEqualTo("Server-77");
        assertThat(unknown.heading().reasonCodes()).containsExactly(ReasonCode.UNKNOWN_SERVER);
        assertThat(unknown.heading().severity()).isEqualTo(Severity.WARNING);
        assertThat(reasons(healthy().lab("B", "b", 77).failed(InsightSource.SERVERS)))
                .isEmpty();
    }

    @Test
    void labsThatTheCatalogueDoesNotKnow() {
        SmallCampus campus = healthy().lab("X", null, 1).popular("Y", 0L, 0.0);

        assertThat(reasons(campus))
                .isEqualTo(Map.of(
                        "X", List.of(ReasonCode.LAB_NOT_IN_CATALOGUE), "Y", List.of(ReasonCode.LAB_NOT_IN_CATALOGUE)));
        assertThat(listed(campus)).allMatch(insight -> insight.heading().severity() == Severity.INFO);
        assertThat(reasons(campus.failed(InsightSource.CATALOGUE))).isEmpty();
    }

    @Test
    void labsWithSessionsButWithoutAServer() {
        SmallCampus campus = healthy()
                .lab("B", "b")
                .popular("B", 1L, 1.0)
                .lab("C", "c")
                .popular("C", 0L, 1.0)
                .lab("D", "d")
                .popular("D", null, 1.0);

        assertThat(reasons(campus)).isEqualTo(Map.of("B", List.of(ReasonCode.LAB_ON_NO_SERVER)));
        assertThat(reasons(campus.failed(InsightSource.ALLOCATIONS))).isEmpty();
    }

    @Test
    void deletedLabsThatAreAllocatedOrCounted() {
        SmallCampus campus = healthy()
                .deleted("A")
                .lab("B", "b")
                .popular("B", 2L, 1.0)
                .deleted("B")
                .lab("C", "c")
                .popular("C", 0L, 0.0)
                .deleted("C")
                .deleted("D")
                .infrastructureLab("E", InfrastructureLab.Status.INACTIVE);

        assertThat(reasons(campus))
                .isEqualTo(Map.of(
                        "A", List.of(ReasonCode.LAB_DELETED),
                        "B", List.of(ReasonCode.LAB_DELETED, ReasonCode.LAB_ON_NO_SERVER)));
        assertThat(listed(campus)).allMatch(insight -> insight.heading().severity() == Severity.INFO);
        assertThat(reasons(campus.infrastructureLab("A", InfrastructureLab.Status.ACTIVE)))
                .as("another lab has its name")
                .containsOnlyKeys("B");
    }

    @Test
    void anyOneSourceIsEnough() {
        SmallCampus campus = healthy().server(2, 0.0, 1.0, 1.0, SmallCampus.NOW);
        for (InsightSource source : List.of(
                InsightSource.STATISTICS, InsightSource.ALLOCATIONS, InsightSource.POPULAR, InsightSource.CATALOGUE)) {
            campus.failed(source);
        }

        assertThat(campus.basis().standing(InsightKind.DATA_HEALTH).failed()).isEmpty();
        assertThat(reasons(campus)).isEqualTo(Map.of("2", List.of(ReasonCode.NO_CAPACITY)));
        assertThat(campus.failed(InsightSource.SERVERS)
                        .basis()
                        .standing(InsightKind.DATA_HEALTH)
                        .failed())
                .hasSize(5);
    }

    @Test
    void aStaleSourceMakesItLessSure() {
        DataHealth stale = listed(checked(1201).outcome(InsightSource.SERVERS, Outcome.STALE))
                .get(0);

        assertThat(stale.heading().state()).isEqualTo(InsightState.WIDENED);
        assertThat(stale.heading().caveats()).containsExactly(Caveat.SOURCE_STALE);
        assertThat(stale.heading().confidence().level()).isEqualTo(ConfidenceLevel.MEDIUM);
    }

    @Test
    void eachReasonHasAStep() {
        SmallCampus campus = healthy()
                .server(3, null, null, null, null)
                .lab("B", "b", 3)
                .lab("C", "c", 77)
                .lab("D", null)
                .popular("D", 4L, 1.0)
                .deleted("D");

        assertThat(listed(campus))
                .hasSize(3)
                .allSatisfy(insight -> assertThat(new DataHealths().explain(campus.basis(), insight))
                        .extracting(Step::name)
                        .isEqualTo(insight.heading().reasonCodes().stream()
                                .map(ReasonCode::id)
                                .toList()));
    }
}
