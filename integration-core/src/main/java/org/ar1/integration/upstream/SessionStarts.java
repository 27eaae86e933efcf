package org.ar1.integration.upstream;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.SortedMap;

/**
 * How many users started a session on a server, by quarter of an hour of Performance's local time. The offsets of all
 * time zones are whole quarters, so that the starts of an hour of any zone are those of its quarters. Immutable.
 */
public final class SessionStarts {

    /** The length of a quarter. */
    public static final Duration QUARTER = Duration.ofMinutes(15);

    private static final SessionStarts NONE = new SessionStarts(new int[0], new long[0]);

    /** Numbered as if the local time were UTC, ascending. */
    private final int[] quarters;

    private final long[] users;

    /** Receives one quarter. */
    @FunctionalInterface
    public interface Visitor {

        /**
         * One quarter.
         *
         * @param start the start of the quarter, in Performance's local time
         * @param users the users who started a session in it, above 0
         */
        void visit(LocalDateTime start, long users);
    }

    private SessionStarts(int[] quarters, long[] users) {
        this.quarters = quarters;
        this.users = users;
    }

    /**
     * No session.
     *
     * @return no starts
     */
    public static SessionStarts none() {
        return NONE;
    }

    /**
     * The starts by quarter.
     *
     * @param byQuarter users by the {@linkplain #quarterOf number of the quarter}
     * @return the starts
     */
    public static SessionStarts of(SortedMap<Integer, Long> byQuarter) {
        return byQuarter.isEmpty()
                ? NONE
                : new SessionStarts(
                        byQuarter.keySet().stream().mapToInt(Integer::intValue).toArray(),
                        byQuarter.values().stream().mapToLong(Long::longValue).toArray());
    }

    /**
     * The quarter to which a local time belongs.
     *
     * @param time the time, in Performance's zone
     * @return the number of the quarter
     * @throws ArithmeticException when the time is tens of thousands of years away
     */
    public static int quarterOf(LocalDateTime time) {
        return Math.toIntExact(Math.floorDiv(time.toEpochSecond(ZoneOffset.UTC), QUARTER.toSeconds()));
    }

    /**
     * Tells of each quarter in which a session started, in their order.
     *
     * @param visitor is told
     */
    public void forEach(Visitor visitor) {
        for (int i = 0; i < quarters.length; i++) {
            visitor.visit(LocalDateTime.ofEpochSecond(quarters[i] * QUARTER.toSeconds(), 0, ZoneOffset.UTC), users[i]);
        }
    }

    /**
     * The number of quarters in which a session started.
     *
     * @return 0 or more
     */
    public int size() {
        return quarters.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SessionStarts that
                && Arrays.equals(quarters, that.quarters)
                && Arrays.equals(users, that.users);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(quarters) + Arrays.hashCode(users);
    }

    @Override
    public String toString() {
        return "SessionStarts[quarters=" + quarters.length + "]";
    }
}
