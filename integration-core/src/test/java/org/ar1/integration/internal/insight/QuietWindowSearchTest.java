package org.ar1.integration.internal.insight;

import org.ar1.integration.insight.Caveat;
import org.ar1.integration.insight.InsightState;
import org.ar1.integration.insight.QuietWindows;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.upstream.SessionStarts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ar1.integration.insight.QuietWindows.QuietWindow;
import org.ar1.integration.internal.insight.SampleInputs.Usage;
import org.junit.jupiter.api.Test;

class QuietWindowSearchTest {

    private static final String MONDAY = "2026-11-23T00:00:00Z";

    private static QuietWindows search(SampleInputs given, int hours) {
        Basis basis = given.basis();
        return QuietWindowSearch.of(basis, basis.loads().servers().iterator().next(), hours);
    }

    private static SessionStarts starts(Object... timesAndUsers) {
        SortedMap<Integer, Long> quarters = new TreeMap<>();
        for (int i = 0; i < timesAndUsers.length; i += 2) {
            quarters.put(
                    SessionStarts.quarterOf(LocalDateTime.parse((String) timesAndUsers[i])),
                    ((Integer) timesAndUsers[i + 1]).longValue());
        }
        return SessionStarts.of(quarters);
    }

    /** Every hour of the week has its own load, the later the higher, but for the first hours of it. */
    private static SampleInputs rising() {
        SampleInputs given = SampleInputs.until(MONDAY, 2);
        return given.server(1, slot -> {
            long cell = Math.floorMod(slot - given.start(), 1008L) / 6;
            return Usage.cpu(20 + cell / 10.0);
        });
    }

    /** The example by hand of the definition: 3 and 1 starts in 2 weeks at cell 20. */
    @Test
    void whoeverBeganWithinTheLeadIsStillThere() {
        SampleInputs given = SampleInputs.until(MONDAY, 2);
        // All but cells 20 to 22 have starts, so that the windows of these come first.
        SortedMap<Integer, Long> quarters = new TreeMap<>();
        for (int hour = 0; hour < 336; hour++) {
            int cell = hour % 168;
            long users = cell == 20 ? (hour < 168 ? 3 : 1) : cell >= 20 && cell <= 22 ? 0 : 50;
            if (users > 0) {
                quarters.put(
                        SessionStarts.quarterOf(
                                LocalDateTime.parse("2026-11-09T00:15").plusHours(hour)),
                        users);
            }
        }
        given.server(1, slot -> Usage.cpu(20)).starts(1, SessionStarts.of(quarters));

        QuietWindows windows = search(given, 1);

        assertThat(windows.leadHours()).isEqualTo(1);
        assertThat(windows.windows())
                .extracting(QuietWindow::weekday, QuietWindow::hour, QuietWindow::users)
                .startsWith(tuple(DayOfWeek.MONDAY, 22, 0.0), tuple(DayOfWeek.MONDAY, 21, 2.0));
    }

    @Test
    void theThreeQuietestThatDoNotOverlapAreGiven() {
        QuietWindows windows = search(rising(), 2);

        assertThat(windows.windows())
                .extracting(QuietWindow::weekday, QuietWindow::hour, QuietWindow::load)
                .containsExactly(
                        tuple(DayOfWeek.MONDAY, 0, 0.2),
                        tuple(DayOfWeek.MONDAY, 2, 0.2),
                        tuple(DayOfWeek.MONDAY, 4, 0.2));
        assertThat(windows.state()).isEqualTo(InsightState.OK);
    }

    @Test
    void equallyQuietWindowsComeInTheOrderOfTheirNextStart() {
        SampleInputs given = SampleInputs.until(MONDAY, 2)
                .now(Instant.parse("2026-11-25T10:30:00Z"))
                .server(1, slot -> Usage.cpu(20));

        assertThat(search(given, 12).windows())
                .extracting(QuietWindow::next)
                .containsExactly(
                        Instant.parse("2026-11-25T11:00:00Z"),
                        Instant.parse("2026-11-25T23:00:00Z"),
                        Instant.parse("2026-11-26T11:00:00Z"));
    }

    @Test
    void aStartThatIsNowIsTheNext() {
        SampleInputs given = SampleInputs.until(MONDAY, 2)
                .now(Instant.parse("2026-11-25T10:00:00Z"))
                .server(1, slot -> Usage.cpu(20));

        assertThat(search(given, 1).windows().get(0).next()).isEqualTo(Instant.parse("2026-11-25T10:00:00Z"));
    }

    @Test
    void aTimeThatDoesNotExistMovesOnByTheGap() {
        SampleInputs given = SampleInputs.until("2026-03-25T00:00:00Z", 2).zone("Europe/Berlin");
        given.server(1, slot -> {
            // Quiet on Sundays at 02:00 only; they are at 01:00 in UTC.
            long hours = slot / 6;
            return Usage.cpu(Math.floorMod(hours + 3 * 24 + 1, 168L) == 6 * 24 + 2 ? 10 : 20);
        });

        QuietWindow first = search(given, 1).windows().get(0);

        assertThat(first.weekday()).isEqualTo(DayOfWeek.SUNDAY);
        assertThat(first.hour()).isEqualTo(2);
        assertThat(first.next()).isEqualTo(Instant.parse("2026-03-29T01:00:00Z"));
    }

    @Test
    void theLeadIsTheLongestSessionOfTheLabsOnTheServer() {
        SampleInputs given = rising().lab("A", 1)
                .lab("B", 1)
                .lab("C", 2)
                .minutes("A", 61)
                .minutes("B", 60)
                .minutes("C", 999)
                .starts(1, SessionStarts.none());

        assertThat(search(given, 1).leadHours()).isEqualTo(2);
        assertThat(search(rising().lab("C", 1).minutes("C", 999).starts(1, SessionStarts.none()), 1)
                        .leadHours())
                .isEqualTo(4);
    }

    @Test
    void startsAreStatedInTheirOwnZone() {
        SampleInputs given =
                rising().peaksZone(java.time.ZoneId.of("Europe/Berlin")).starts(1, starts("2026-11-16T01:15", 5));

        // 01:15 in Berlin is 00:15 in UTC: cell 0, and with the lead the windows from 0 and 1.
        assertThat(search(given, 1).windows().get(0).hour()).isEqualTo(2);
    }

    @Test
    void withoutStartsTheLoadAloneDecides() {
        QuietWindows windows =
                search(rising().source(InsightSource.PEAKS, Outcome.FAILED).starts(1, starts()), 1);

        assertThat(windows.windows().get(0).users()).isNull();
        assertThat(windows.windows().get(0).hour()).isZero();
        assertThat(windows.state()).isEqualTo(InsightState.WIDENED);
        assertThat(windows.caveats()).containsExactly(Caveat.USERS_UNKNOWN);
    }

    @Test
    void whatIsAssumedIsSaid() {
        SampleInputs given = rising().peaksZone(null)
                .source(InsightSource.UTILIZATION, Outcome.FAILED)
                .starts(1, starts());

        assertThat(search(given, 1).caveats())
                .containsExactly(Caveat.SESSION_LENGTH_UNKNOWN, Caveat.PEAKS_ZONE_ASSUMED);
    }

    @Test
    void twoWeeksAreNeeded() {
        SampleInputs given = SampleInputs.until(MONDAY, 2);
        given.server(1, slot -> slot < given.start() + 1008 ? Usage.NONE : Usage.cpu(20));

        QuietWindows windows = search(given, 1);

        assertThat(windows.windows()).isEmpty();
        assertThat(windows.state()).isEqualTo(InsightState.WITHHELD);
        assertThat(windows.reasonCodes()).containsExactly(ReasonCode.TOO_FEW_WEEKS);
    }

    @Test
    void aWindowIsOneToTwelveHours() {
        assertThatIllegalArgumentException().isThrownBy(() -> search(rising(), 0));
        assertThatIllegalArgumentException().isThrownBy(() -> search(rising(), 13));
    }
}
