package org.ar1.integration.internal.insight;

import org.ar1.integration.insight.Caveat;
import org.ar1.integration.insight.ConfidenceLevel;
import org.ar1.integration.insight.Flip;
import org.ar1.integration.insight.InsightState;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.insight.SaturationErrors;
import org.ar1.integration.insight.Severity;
import org.ar1.integration.insight.Subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.ar1.integration.insight.Explanation.Step;
import org.ar1.integration.internal.insight.SmallCampus.Usage;
import org.junit.jupiter.api.Test;

class ErrorsOnHotServersTest {

    private static Verdicts<SaturationErrors> judge(SmallCampus campus) {
        return new ErrorsOnHotServers().judge(campus.basis());
    }

    private static SaturationErrors one(SmallCampus campus) {
        return judge(campus).all().findFirst().orElseThrow();
    }

    /** Server 1 is hot for eight hours of 720, server 2 never, server 3 for seven. */
    private static SmallCampus servers() {
        return new SmallCampus(8)
                .server(1, hour -> hour >= 1344 - 8 ? 90 : 10)
                .server(2, hour -> hour < 1344 - 720 ? 90 : 10)
                .server(3, hour -> hour >= 1344 - 7 ? 90 : 10);
    }

    private static SmallCampus type(SmallCampus campus, String labType, long server, long errors, long events) {
        return campus.lab(labType, labType, server).trend(labType, events, 1L, errors);
    }

    /** Five types of 100 events on either server. */
    private static SmallCampus campus(long[] hot, long[] cool) {
        SmallCampus campus = servers();
        for (int i = 0; i < hot.length; i++) {
            type(campus, "hot" + i, 1, hot[i], 100);
        }
        for (int i = 0; i < cool.length; i++) {
            type(campus, "cool" + i, 2, cool[i], 100);
        }
        return campus;
    }

    private static SmallCampus worse() {
        return campus(new long[] {12, 18, 14, 16, 10}, new long[] {4, 2, 6, 3, 5});
    }

    /** The expected figures are by SciPy's t and Python's own arithmetic, independently of this code. */
    @Test
    void labTypesOnHotServersHaveMoreErrors() {
        SaturationErrors errors = judge(worse()).listed().get(0);

        assertThat(errors.types()).isEqualTo(new SaturationErrors.Groups(5, 5));
        assertThat(errors.rateHot()).isEqualTo(0.14);
        assertThat(errors.rateCool()).isEqualTo(0.04);
        assertThat(errors.difference()).isEqualTo(0.1);
        assertThat(errors.low()).isEqualTo(0.0591);
        assertThat(errors.high()).isEqualTo(0.1426);
        assertThat(errors.designEffects()).containsExactly(1.0, 1.0);
        assertThat(errors.heading().subject()).isEqualTo(Subject.fleet());
        assertThat(errors.heading().severity()).isEqualTo(Severity.WARNING);
        assertThat(errors.heading().reasonCodes()).containsExactly(ReasonCode.MORE_ERRORS_ON_HOT_SERVERS);
        assertThat(errors.heading().caveats()).containsExactly(Caveat.ASSOCIATION_ONLY);
        assertThat(errors.heading().state()).isEqualTo(InsightState.OK);
        assertThat(errors.heading().confidence())
                .extracting(c -> c.level(), c -> c.weeks(), c -> c.coverage())
                .containsExactly(ConfidenceLevel.HIGH, 8, 1.0);
        assertThat(errors.heading().flips())
                .containsExactly(new Flip("low", errors.low(), 0, errors.low(), "not_explained_by_load"));
        assertThat(errors.heading().claim())
                .isEqualTo("Lab types on hot servers are associated with 10 points more errors (6 % to 14 %).");
    }

    @Test
    void typesThatDifferAmongThemselvesTellLess() {
        SmallCampus mixed = campus(new long[] {50, 5, 5, 5, 5}, new long[] {4, 2, 6, 3, 5});
        SaturationErrors errors = one(mixed);

        assertThat(errors.difference()).isEqualTo(0.1);
        assertThat(errors.designEffects()).containsExactly(33.64, 1.0);
        assertThat(errors.low()).isNegative();
        assertThat(judge(mixed).listed()).isEmpty();
        assertThat(errors.heading().flips().get(0).then()).isEqualTo("associated");
    }

    @Test
    void typesBetweenTheGroupsAreLeftOut() {
        SmallCampus campus = type(worse(), "between", 3, 90, 100);

        assertThat(ExposedTypes.of(campus.basis()).types())
                .filteredOn(type -> type.labType().equals("between"))
                .extracting(ExposedTypes.ExposedType::exposure)
                .as("7 of 720")
                .containsExactly(0.0097);
        assertThat(one(campus)).isEqualTo(one(worse()));
    }

    @Test
    void theExposureIsRoundedBeforeItIsJudged() {
        // 7 hot hours of 702 with a load: 0.00997, rounded 0.01.
        SmallCampus campus = worse().server(
                        4,
                        hour -> hour >= 1344 - 7 ? 90 : hour < 1344 - 702 ? Double.NaN : 10,
                        h -> Double.NaN,
                        Usage.of(1));

        assertThat(one(type(campus, "more", 4, 14, 100)).types().hot()).isEqualTo(6);
    }

    @Test
    void theHighestOfItsServersIsTheExposureOfAType() {
        SmallCampus campus = worse().lab("also hot", "cool0", 1);

        assertThat(judge(campus).withheld()).hasSize(1);
        assertThat(judge(campus).withheld().get(0).evidence())
                .containsEntry("hot", 6L)
                .containsEntry("cool", 4L);
    }

    @Test
    void typesThatCannotBeComparedAreLeftOut() {
        SmallCampus campus =
                worse().server(9, hour -> hour < 1344 - 167 ? Double.NaN : 10, h -> Double.NaN, Usage.of(1));
        type(campus, "few", 1, 20, 29);
        type(campus, "on a server of less than a week", 9, 20, 100);
        type(campus, "on an unknown server", 1, 20, 100).lab("x", "on an unknown server", 77);
        type(campus, "more errors than events", 1, 101, 100);
        campus.lab("u", "errors unknown", 1).trend("errors unknown", 100L, 1L, null);
        campus.lab("e", "events unknown", 1).trend("events unknown", null, 1L, 1L);
        campus.lab("n", "no trend", 1);
        campus.lab("s", "no server").trend("no server", 100L, 1L, 1L);

        assertThat(one(campus)).isEqualTo(one(worse()));
    }

    @Test
    void fourTypesAreTooFew() {
        long[] four = {1, 2, 3, 4};
        long[] five = {1, 2, 3, 4, 5};

        assertThat(List.of(judge(campus(four, five)), judge(campus(five, four))))
                .allSatisfy(verdicts -> assertThat(verdicts.withheld())
                        .extracting(
                                w -> w.reasonCodes().get(0), w -> w.evidence().get("types_needed"))
                        .containsExactly(tuple(ReasonCode.TOO_FEW_LAB_TYPES, 5L)));
    }

    @Test
    void withoutAnyErrorNothingIsMore() {
        SaturationErrors none = one(campus(new long[5], new long[5]));

        assertThat(none.difference()).isZero();
        assertThat(none.low()).isNegative();
        assertThat(none.designEffects()).containsExactly(1.0, 1.0);
    }

    @Test
    void theJoinAndTheHistoryDecideHowSureItIs() {
        SmallCampus unmatched = worse().lab("X", null, 1).lab("Y", null, 1);
        SmallCampus shorter =
                new SmallCampus(2).server(1, h -> h >= 331 ? 90 : 10).server(2, Usage.of(1));
        for (int i = 0; i < 5; i++) {
            type(shorter, "hot" + i, 1, 50, 100);
            type(shorter, "cool" + i, 2, 5, 100);
        }

        assertThat(one(unmatched).heading().confidence().level()).isEqualTo(ConfidenceLevel.MEDIUM);
        assertThat(one(shorter).heading().confidence().level()).isEqualTo(ConfidenceLevel.MEDIUM);
        assertThat(one(worse().stale(InsightSource.TRENDS))
                        .heading()
                        .confidence()
                        .level())
                .isEqualTo(ConfidenceLevel.MEDIUM);
    }

    @Test
    void theStepsNameTheTypes() {
        SmallCampus campus = worse();

        List<Step> steps = new ErrorsOnHotServers().explain(campus.basis(), one(campus));
        assertThat(steps)
                .extracting(Step::name)
                .containsExactly(
                        "types", "rate_hot", "rate_cool", "design_effects", "t", "bounds", "difference", "low", "high");
        assertThat(steps.get(0).value().toString()).contains("hot1={exposure=0.0111, errors=18, events=100}");
        assertThat(steps.get(4).value()).isEqualTo(2.306);
    }
}
