package org.ar1.integration.internal.stats;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ar1.integration.upstream.SlotSeries;

/**
 * The local hours and days of a window of slots. A slot belongs to the local hour in which it starts, in zones of half
 * and quarter hours too. At the end of summer time the doubled hour is one hour of twelve slots; the hour that is
 * skipped at its beginning does not exist. Hours and days that the window cuts do not count. Hours are numbered from 0
 * in the order in which they start. Immutable; shared by all servers.
 */
public final class LocalCalendar {

    /** The hours of a week. */
    public static final int CELLS = 168;

    /** What stands for no hour and no day. */
    public static final int NONE = -1;

    private static final int SECONDS_PER_HOUR = 3600;
    private static final int HOURS_PER_DAY = 24;
    /** The first of January 1970 was a Thursday. */
    private static final int DAYS_FROM_MONDAY_TO_EPOCH = 3;
    /** So far the slots around the window are looked at: an hour comes twice within a few hours. */
    private static final int SLOTS_AROUND = 144;

    private final ZoneRules rules;
    private final long start;
    private final int[] hourOfSlot;
    /** Local hours, counted from 1970 as if the local time were UTC. */
    private final long[] hours;

    private final long[] firstSlots;
    private final Map<Long, Integer> indexes;
    private final List<LocalDate> days;
    private final int[] dayOfHour;

    private LocalCalendar(long start, int length, ZoneId zone) {
        this.rules = zone.getRules();
        this.start = start;
        Set<Long> cutHours = new HashSet<>();
        for (int i = 1; i <= SLOTS_AROUND; i++) {
            cutHours.add(localHour(start - i));
            cutHours.add(localHour(start + length - 1 + i));
        }
        this.hourOfSlot = new int[length];
        this.indexes = new HashMap<>();
        long[] found = new long[length];
        long[] firsts = new long[length];
        for (int i = 0; i < length; i++) {
            long hour = localHour(start + i);
            Integer index = cutHours.contains(hour) ? Integer.valueOf(NONE) : indexes.get(hour);
            if (index == null) {
                index = indexes.size();
                found[index] = hour;
                firsts[index] = start + i;
                indexes.put(hour, index);
            }
            hourOfSlot[i] = index;
        }
        this.hours = Arrays.copyOf(found, indexes.size());
        this.firstSlots = Arrays.copyOf(firsts, indexes.size());
        Set<Long> cutDays = new HashSet<>();
        cutHours.forEach(hour -> cutDays.add(Math.floorDiv(hour, HOURS_PER_DAY)));
        Map<Long, Integer> wholeDays = new HashMap<>();
        this.days = new ArrayList<>();
        this.dayOfHour = new int[hours.length];
        for (int i = 0; i < hours.length; i++) {
            long day = Math.floorDiv(hours[i], HOURS_PER_DAY);
            Integer index = cutDays.contains(day) ? Integer.valueOf(NONE) : wholeDays.get(day);
            if (index == null) {
                index = days.size();
                days.add(LocalDate.ofEpochDay(day));
                wholeDays.put(day, index);
            }
            dayOfHour[i] = index;
        }
    }

    /**
     * The calendar of a window.
     *
     * @param start the first slot
     * @param length the number of slots, 0 or more
     * @param zone the zone of hours and days
     */
    public static LocalCalendar of(long start, int length, ZoneId zone) {
        return new LocalCalendar(start, length, zone);
    }

    private long localHour(long slot) {
        Instant time = SlotSeries.startOf(slot);
        return Math.floorDiv(time.getEpochSecond() + rules.getOffset(time).getTotalSeconds(), SECONDS_PER_HOUR);
    }

    /** The number of hours that lie wholly in the window. */
    public int hours() {
        return hours.length;
    }

    /** The first slot of the window. */
    public long start() {
        return start;
    }

    /** The number of slots in the window. */
    public int length() {
        return hourOfSlot.length;
    }

    /**
     * The hour to which a slot belongs.
     *
     * @param slot a slot of the window
     * @return the number of the hour, or {@link #NONE} when the window cuts it
     */
    public int hourOf(long slot) {
        return hourOfSlot[(int) (slot - start)];
    }

    /** The hour of a local time; {@link #NONE} when it does not lie wholly in the window, or does not exist. */
    public int indexOf(LocalDateTime time) {
        return indexes.getOrDefault(Math.floorDiv(time.toEpochSecond(ZoneOffset.UTC), SECONDS_PER_HOUR), NONE);
    }

    /** The hour whose local time is so many days before that of another; {@link #NONE} when there is none. */
    public int daysBefore(int hour, int number) {
        return indexes.getOrDefault(hours[hour] - (long) HOURS_PER_DAY * number, NONE);
    }

    /** The local time of an hour, a whole hour. */
    public LocalDateTime time(int hour) {
        return LocalDateTime.ofEpochSecond(hours[hour] * SECONDS_PER_HOUR, 0, ZoneOffset.UTC);
    }

    /** The time at which the first slot of an hour starts. */
    public Instant start(int hour) {
        return SlotSeries.startOf(firstSlots[hour]);
    }

    /** The hour of the week, from 0 for Monday 00:00 to 167. */
    public int cell(int hour) {
        return Math.floorMod(hours[hour] + DAYS_FROM_MONDAY_TO_EPOCH * HOURS_PER_DAY, CELLS);
    }

    /** The local week from Monday, counted from 1970. */
    public long week(int hour) {
        return Math.floorDiv(hours[hour] + DAYS_FROM_MONDAY_TO_EPOCH * HOURS_PER_DAY, CELLS);
    }

    /** The Monday with which a {@linkplain #week local week} begins. */
    public static LocalDate mondayOf(long week) {
        return LocalDate.ofEpochDay(week * (CELLS / HOURS_PER_DAY) - DAYS_FROM_MONDAY_TO_EPOCH);
    }

    /** The dates all of whose hours lie in the window, in order; some may be missing where a zone skips a day. */
    public List<LocalDate> days() {
        return List.copyOf(days);
    }

    /** The day to which an hour belongs, as an index of {@link #days}; {@link #NONE} when the window cuts the day. */
    public int dayOf(int hour) {
        return dayOfHour[hour];
    }
}
