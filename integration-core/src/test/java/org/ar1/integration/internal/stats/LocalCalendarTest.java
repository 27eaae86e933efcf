package org.ar1.integration.internal.stats;

import org.ar1.integration.upstream.SlotSeries;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalCalendarTest {

    private static LocalCalendar calendar(String from, String to, String zone) {
        long start = SlotSeries.slotOf(Instant.parse(from));
        return LocalCalendar.of(start, (int) (SlotSeries.slotOf(Instant.parse(to)) - start), ZoneId.of(zone));
    }

    private static int slots(LocalCalendar calendar, LocalDateTime hour) {
        int index = calendar.indexOf(hour);
        return (int) IntStream.range(0, calendar.length())
                .filter(i -> calendar.hourOf(calendar.start() + i) == index)
                .count();
    }

    @Test
    void hoursThatTheWindowCutsDoNotCount() {
        LocalCalendar calendar = calendar("2026-11-20T09:30:00Z", "2026-11-23T09:30:00Z", "UTC");

        assertThat(calendar.hours()).isEqualTo(71);
        assertThat(calendar.start(0)).isEqualTo("2026-11-20T10:00:00Z");
        assertThat(calendar.start(70)).isEqualTo("2026-11-23T08:00:00Z");
        assertThat(calendar.days()).containsExactly(LocalDate.parse("2026-11-21"), LocalDate.parse("2026-11-22"));
        assertThat(calendar.indexOf(LocalDateTime.parse("2026-11-23T09:00"))).isEqualTo(LocalCalendar.NONE);
    }

    @Test
    void theDoubledHourIsOneOfTwelveSlots() {
        LocalCalendar calendar = calendar("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", "Europe/Berlin");

        assertThat(calendar.hours()).isEqualTo(24);
        assertThat(slots(calendar, LocalDateTime.parse("2026-10-25T02:00"))).isEqualTo(12);
        assertThat(calendar.days()).containsExactly(LocalDate.parse("2026-10-25"));
    }

    @Test
    void aWindowThatEndsWithinTheDoubledHourCutsIt() {
        LocalCalendar calendar = calendar("2026-10-24T22:00:00Z", "2026-10-25T01:00:00Z", "Europe/Berlin");

        assertThat(calendar.hours()).isEqualTo(2);
    }

    @Test
    void theSkippedHourDoesNotExist() {
        LocalCalendar calendar = calendar("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", "Europe/Berlin");

        assertThat(calendar.hours()).isEqualTo(23);
        assertThat(calendar.indexOf(LocalDateTime.parse("2026-03-29T02:00"))).isEqualTo(LocalCalendar.NONE);
        assertThat(calendar.indexOf(LocalDateTime.parse("2026-03-29T03:00")))
                .isEqualTo(calendar.indexOf(LocalDateTime.parse("2026-03-29T01:00")) + 1);
        assertThat(calendar.days()).containsExactly(LocalDate.parse("2026-03-29"));
    }

    /** India and Nepal; Lord Howe changes by half an hour, Troll by two. */
    @ParameterizedTest
    @CsvSource({
        "Asia/Kolkata, 2026-11-22T18:30:00Z, 24",
        "Asia/Kathmandu, 2026-11-22T18:20:00Z, 24",
        "Australia/Lord_Howe, 2026-04-04T13:00:00Z, 24",
        "Antarctica/Troll, 2026-10-24T22:00:00Z, 24"
    })
    void aDayHasAllOfItsHoursInEveryZone(String zone, String from, int hours) {
        Instant start = Instant.parse(from);
        LocalCalendar calendar = calendar(from, start.plusSeconds(3600 * 30).toString(), zone);

        assertThat(calendar.days()).hasSize(1);
        assertThat(IntStream.range(0, calendar.hours()).filter(hour -> calendar.dayOf(hour) == 0))
                .hasSize(hours);
    }

    @Test
    void anHourThatComesTwiceWithAnotherBetweenIsOne() {
        // At 03:00 it is 01:00 again.
        LocalCalendar calendar = calendar("2026-10-24T22:00:00Z", "2026-10-26T00:00:00Z", "Antarctica/Troll");

        assertThat(slots(calendar, LocalDateTime.parse("2026-10-25T01:00"))).isEqualTo(12);
        assertThat(slots(calendar, LocalDateTime.parse("2026-10-25T02:00"))).isEqualTo(12);
        assertThat(slots(calendar, LocalDateTime.parse("2026-10-25T03:00"))).isEqualTo(6);
    }

    @Test
    void slotsBelongToTheHourInWhichTheyStart() {
        LocalCalendar calendar = calendar("2026-11-22T18:00:00Z", "2026-11-23T18:00:00Z", "Asia/Kathmandu");

        // 00:00 in Nepal is 18:15 in UTC: the slot of 18:10 starts at 23:55, that of 18:20 at 00:05.
        assertThat(calendar.time(calendar.hourOf(SlotSeries.slotOf(Instant.parse("2026-11-22T18:20:00Z")))))
                .isEqualTo(LocalDateTime.parse("2026-11-23T00:00"));
        assertThat(calendar.hourOf(SlotSeries.slotOf(Instant.parse("2026-11-22T18:10:00Z"))))
                .isEqualTo(LocalCalendar.NONE);
    }

    @Test
    void cellsCountFromMondayMidnightAndWeeksFromMonday() {
        LocalCalendar calendar = calendar("2026-11-22T22:00:00Z", "2026-11-23T02:00:00Z", "UTC");

        assertThat(IntStream.range(0, 4).map(calendar::cell)).containsExactly(166, 167, 0, 1);
        assertThat(calendar.week(2)).isEqualTo(calendar.week(1) + 1);
        assertThat(LocalCalendar.mondayOf(calendar.week(2))).isEqualTo(LocalDate.parse("2026-11-23"));
        assertThat(LocalCalendar.mondayOf(calendar.week(1))).isEqualTo(LocalDate.parse("2026-11-16"));
    }

    @Test
    void theSameLocalHourOfAnotherDayIsFoundAcrossAChangeOfTime() {
        LocalCalendar calendar = calendar("2026-03-20T00:00:00Z", "2026-04-03T00:00:00Z", "Europe/Berlin");
        int hour = calendar.indexOf(LocalDateTime.parse("2026-04-01T10:00"));

        assertThat(calendar.time(calendar.daysBefore(hour, 7))).isEqualTo(LocalDateTime.parse("2026-03-25T10:00"));
        assertThat(calendar.daysBefore(calendar.indexOf(LocalDateTime.parse("2026-03-30T02:00")), 1))
                .isEqualTo(LocalCalendar.NONE);
    }
}
