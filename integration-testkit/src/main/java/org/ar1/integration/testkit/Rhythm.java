package org.ar1.integration.testkit;

import java.time.Instant;

/** How busy the campus is at a time (UTC): full on Monday mornings, next to nothing at night. */
final class Rhythm {

    private static final long HOUR = 3600;
    private static final long DAY = 24 * HOUR;

    /** Thursday first, as the epoch was one. */
    private static final double[] DAYS = {0.7, 0.45, 0.12, 0.1, 1.0, 0.75, 0.8};

    private static final double[] HOURS = {
        0.04, 0.04, 0.04, 0.04, 0.04, 0.04, 0.08, 0.3, 0.7, 0.95, 1.0, 0.9, 0.5, 0.8, 0.9, 0.75, 0.6, 0.4, 0.35, 0.3,
        0.2, 0.12, 0.06, 0.04
    };

    private Rhythm() {}

    /** From 0.03 to 1. */
    static double level(Instant time) {
        long second = time.getEpochSecond();
        double day = DAYS[(int) Math.floorMod(Math.floorDiv(second, DAY), 7L)];
        double hour = HOURS[(int) (Math.floorMod(second, DAY) / HOUR)];
        return Math.max(0.03, day * hour);
    }

    /** The share of its Monday CPU a server uses. */
    static double cpu(Instant time) {
        return 0.15 + 0.85 * level(time);
    }

    /** The share of its Monday memory a server uses: memory is rarely given back. */
    static double memory(Instant time) {
        return 0.9 + 0.1 * level(time);
    }

    /** A number from -1 to 1 that is always the same for the same seed. */
    static double noise(long seed) {
        long z = seed * 0x9E3779B97F4A7C15L + 0x632BE59BD9B4E019L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return (double) (z ^ (z >>> 31)) / Long.MAX_VALUE;
    }

    /** Like the database's FLOAT columns: four decimals at most. */
    static double rounded(double value) {
        return Math.rint(value * 1e4) / 1e4;
    }
}
