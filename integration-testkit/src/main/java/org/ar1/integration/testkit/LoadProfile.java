package org.ar1.integration.testkit;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How busy a server is at a time (UTC), by its load pattern. */
final class LoadProfile {

    private static final long HOUR = 3600;
    private static final long DAY = 24 * HOUR;

    /** Thursday first, as the epoch was one. */
    private static final double[] DAYS = {0.7, 0.45, 0.12, 0.1, 1.0, 0.75, 0.8};

    private static final double[] HOURS = {
        0.04, 0.04, 0.04, 0.04, 0.04, 0.04, 0.08, 0.3, 0.7, 0.95, 1.0, 0.9, 0.5, 0.8, 0.9, 0.75, 0.6, 0.4, 0.35, 0.3,
        0.2, 0.12, 0.06, 0.04
    };

    private static final int MONDAY = 4;
    private static final int CLASS_HOUR = 14;
    private static final double NO_CLASS = 0.08;
    private static final double DISK_GROWTH_A_DAY = 0.005;
    private static final double BUSIER_BY = 0.2;
    private static final long BUSIER_SINCE = 7 * DAY;

    private LoadProfile() {}

    /** From 0.03 to 1. */
    static double level(LoadPattern pattern, Instant time) {
        long second = time.getEpochSecond();
        int day = (int) Math.floorMod(Math.floorDiv(second, DAY), 7L);
        int hour = (int) (Math.floorMod(second, DAY) / HOUR);
        if (pattern == LoadPattern.MONDAY_CLASS) {
            return day == MONDAY && hour == CLASS_HOUR ? 1 : NO_CLASS;
        }
        return Math.max(0.03, DAYS[day] * HOURS[hour]);
    }

    /** The share of its full CPU a server uses. */
    static double cpu(LoadPattern pattern, Instant time) {
        return 0.15 + 0.85 * level(pattern, time);
    }

    /** The share of its full memory a server uses: memory is rarely given back. */
    static double memory(LoadPattern pattern, Instant time) {
        return 0.9 + 0.1 * level(pattern, time);
    }

    /** The CPU a server uses on top of its rhythm at some time before its usage was last checked. */
    static double extraCpu(LoadPattern pattern, @Nullable Double maxCpu, Duration before) {
        boolean busier = pattern == LoadPattern.BUSIER_LATELY && before.toSeconds() < BUSIER_SINCE;
        return busier && maxCpu != null ? BUSIER_BY * maxCpu : 0;
    }

    /** How much a disk has grown since then. */
    static double diskGrowth(LoadPattern pattern, @Nullable Double maxDisk, Duration since) {
        return pattern == LoadPattern.FILLING_DISK && maxDisk != null
                ? DISK_GROWTH_A_DAY * maxDisk * since.toSeconds() / DAY
                : 0;
    }

    /** A number from -1 to 1 that is always the same for the same seed. */
    static double noise(long seed) {
        return (double) mixed(seed) / Long.MAX_VALUE;
    }

    /** An index below a bound that is always the same for the same seed. */
    static int index(long seed, int bound) {
        return (int) Math.floorMod(mixed(seed), (long) bound);
    }

    private static long mixed(long seed) {
        long z = seed * 0x9E3779B97F4A7C15L + 0x632BE59BD9B4E019L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Like the database's FLOAT columns: four decimals at most. */
    static double rounded(double value) {
        return Math.rint(value * 1e4) / 1e4;
    }
}
