package org.ar1.integration.internal.insight;

import org.ar1.integration.insight.Confidence;
import org.ar1.integration.insight.ConfidenceLevel;
import org.ar1.integration.insight.Flip;
import org.ar1.integration.insight.InsightKind;
import org.ar1.integration.insight.Subject;
import org.ar1.integration.insight.Withheld;
import org.ar1.integration.upstream.ServerResource;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ar1.integration.insight.Confidence.Stability;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsAndOrderTest {

    @ParameterizedTest
    @CsvSource({"0.9385, 94 %", "0.125, 12 %", "0.375, 38 %", "1.0437, 104 %", "0.0615, 6 %", "0, 0 %", "1e-4, 0 %"})
    void fractionsArePercentForPeople(double fraction, String words) {
        assertThat(Claims.percent(fraction)).isEqualTo(words);
    }

    @Test
    void numbersAgreeWithTheirNouns() {
        assertThat(Claims.count(1, "hour")).isEqualTo("1 hour");
        assertThat(Claims.count(2, "hour")).isEqualTo("2 hours");
        assertThat(Claims.points(-0.2)).isEqualTo("20 points");
        assertThat(Claims.points(0.01)).isEqualTo("1 point");
        assertThat(Claims.number(147.0)).isEqualTo("147");
        assertThat(Claims.number(0)).isEqualTo("0");
        assertThat(Claims.number(1e8)).isEqualTo("100000000");
    }

    @Test
    void timesAreEnglish() {
        assertThat(Claims.weekday(DayOfWeek.MONDAY)).isEqualTo("Mondays");
        assertThat(Claims.hour(9)).isEqualTo("09:00");
        assertThat(Claims.date(LocalDate.parse("2026-12-03"))).isEqualTo("3 Dec 2026");
    }

    @Test
    void aFlipTellsTheVerdictOnTheOtherSide() {
        assertThat(Flips.at("p95", 0.9385, 0.8, "not listed", "warning"))
                .isEqualTo(new Flip("p95", 0.9385, 0.8, 0.1385, "not listed"));
        assertThat(Flips.at("p95", 0.9385, 1.0, "warning", "critical"))
                .isEqualTo(new Flip("p95", 0.9385, 1.0, -0.0615, "critical"));
        assertThat(Flips.at("p95", 0.8, 0.8, "below", "above").then()).isEqualTo("below");
        assertThat(Flips.upTo("days_left", 14, 14, "below", "above").then()).isEqualTo("above");
        assertThat(Flips.upTo("days_left", 15, 14, "below", "above").then()).isEqualTo("below");
    }

    /** The table of the definition. */
    @ParameterizedTest
    @CsvSource({
        "4, 0.9, 9, 9, HIGH",
        "4, 0.9, 8, 9, MEDIUM",
        "3, 1, 9, 9, MEDIUM",
        "4, 0.8999, 9, 9, MEDIUM",
        "2, 0.5, 3, 4, MEDIUM",
        "2, 0.5, 2, 3, LOW",
        "1, 1, 9, 9, LOW",
        "8, 0.4999, 9, 9, LOW"
    })
    void confidenceFollowsFromWeeksCoverageAndStability(
            int weeks, double coverage, int same, int of, ConfidenceLevel level) {
        assertThat(Confidences.ofHistory(weeks, coverage, new Stability(same, of))
                        .level())
                .isEqualTo(level);
    }

    @Test
    void withoutStabilityWeeksAndCoverageDecide() {
        assertThat(Confidences.ofHistory(4, 0.9, null).level()).isEqualTo(ConfidenceLevel.HIGH);
    }

    @Test
    void severalServersAreAsSureAsTheLeastSure() {
        assertThat(Confidences.ofSeveral(
                        List.of(Confidences.ofHistory(8, 0.95, null), Confidences.ofHistory(3, 1, null))))
                .isEqualTo(new Confidence(ConfidenceLevel.MEDIUM, 3, 0.95, null));
        assertThat(Confidences.ofSeveral(List.of()).level()).isEqualTo(ConfidenceLevel.LOW);
    }

    @ParameterizedTest
    @CsvSource({"0.9, HIGH", "0.89, MEDIUM", "0.7, MEDIUM", "0.69, LOW", ", LOW"})
    void theJoinDecidesByTheNamesMatched(@Nullable Double coverage, ConfidenceLevel level) {
        assertThat(Confidences.ofJoin(coverage).level()).isEqualTo(level);
    }

    @Test
    void aCapLowersTheHighestLevelOnly() {
        assertThat(Confidences.atMostMedium(Confidences.ofHistory(8, 1, null)).level())
                .isEqualTo(ConfidenceLevel.MEDIUM);
        assertThat(Confidences.atMostMedium(Confidences.ofHistory(1, 1, null)).level())
                .isEqualTo(ConfidenceLevel.LOW);
    }

    private static Withheld none(InsightKind kind, Subject subject, @Nullable ServerResource resource) {
        return new Withheld(Ids.of(kind, subject, resource), kind, subject, resource, List.of(), null, Map.of());
    }

    @Test
    void whatIsWithheldIsInTheOrderOfItsTexts() {
        List<Withheld> order = List.of(
                none(InsightKind.BUSIEST_HOUR, Subject.server(1), ServerResource.CPU),
                none(InsightKind.BUSIEST_HOUR, Subject.server(1), ServerResource.DISK),
                none(InsightKind.BUSIEST_HOUR, Subject.server(1), ServerResource.MEMORY),
                none(InsightKind.BUSIEST_HOUR, Subject.server(10), ServerResource.CPU),
                none(InsightKind.BUSIEST_HOUR, Subject.server(2), ServerResource.CPU),
                none(InsightKind.CHANGE, Subject.fleet(), null),
                none(InsightKind.CHANGE, Subject.lab("\uffff"), null),
                none(InsightKind.CHANGE, Subject.lab("🐳"), null),
                none(InsightKind.CHANGE, Subject.labType("a"), null),
                none(InsightKind.DATA_HEALTH, Subject.server(1), null));
        List<Withheld> reversed = new ArrayList<>(order);
        java.util.Collections.reverse(reversed);
        reversed.sort(Listing.WITHHELD);

        assertThat(reversed).isEqualTo(order);
    }

    /** The identifiers of the definition's examples. */
    @Test
    void identifiersDependOnTheCauseAlone() {
        assertThat(Ids.of(InsightKind.BUSIEST_HOUR, Subject.server(1), ServerResource.CPU))
                .isEqualTo("busiest_hour-229ff2520cc114a2");
        assertThat(Ids.of(InsightKind.BUSIEST_HOUR, Subject.server(3), ServerResource.MEMORY))
                .isEqualTo("busiest_hour-8cfff466b5a2bd9d");
        assertThat(Ids.of(InsightKind.SUSTAINED_LOAD, Subject.server(3), null))
                .isEqualTo("sustained_load-cf5d4d75eef78ead");
    }
}
