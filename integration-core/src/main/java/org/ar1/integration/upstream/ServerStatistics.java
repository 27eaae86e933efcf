package org.ar1.integration.upstream;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The statistics history that Performance keeps, reduced to {@linkplain SlotSeries slots of ten minutes} over a window
 * of weeks. Its size depends on the number of servers and weeks, not on the number of rows, and neither the order of
 * the rows nor rows that come twice change it.
 *
 * <p>The window is the {@code windowWeeks} x 1008 slots that end with the horizon. It has as many weeks as the settings
 * ask for, or fewer, at least two, when the servers would need more memory than the settings allow.
 *
 * @param rows the number of rows read
 * @param futureRows the number of rows left out because they state a time more than {@link #FUTURE} after the reading
 * @param newest the newest time stated by a row that was not in the future when it was read; null when there is none
 * @param horizon the newest slot with a value of any server; null when there is no value
 * @param windowWeeks the length of the window in weeks
 * @param servers the histories by server number
 */
public record ServerStatistics(
        long rows,
        long futureRows,
        @Nullable Instant newest,
        @Nullable Long horizon,
        int windowWeeks,
        Map<Long, ServerHistory> servers) {

    /** Rows that state a time farther in the future than this are left out: clocks differ, but not by so much. */
    public static final Duration FUTURE = Duration.ofHours(1);

    public ServerStatistics {
        servers = Map.copyOf(servers);
    }

    /**
     * The history of one server in the window.
     *
     * @param slots the server's usage in the window, from which the other figures are computed; null in a report that
     *     was read from a document, which has the figures only
     * @param windowWeeks the length of the window in weeks, 2 to 26
     * @param samples the number of slots with a value
     * @param first the start of the first slot with a value; null when no slot has one
     * @param last the start of the last slot with a value; null when no slot has one
     * @param futureRows the number of the server's rows left out because they state a time in the future
     * @param newestRow the newest time stated by a row that counts, at most {@link #FUTURE} after the reading; null
     *     when no row counts, and in a report that was read from a document
     * @param cpu the processor's figures; null when no slot has any
     * @param memory the memory's figures; null when no slot has any
     * @param disk the disk's figures; null when no slot has any
     */
    public record ServerHistory(
            @Nullable SlotSeries slots,
            int windowWeeks,
            int samples,
            @Nullable Instant first,
            @Nullable Instant last,
            long futureRows,
            @Nullable Instant newestRow,
            @Nullable ResourceHistory cpu,
            @Nullable ResourceHistory memory,
            @Nullable ResourceHistory disk) {

        /**
         * The history of these slots.
         *
         * @param slots the server's usage in the window
         * @param futureRows the number of the server's rows left out because they state a time in the future
         * @param newestRow the newest time stated by a row that counts; null when no row counts
         * @param cpu the processor's figures; null when no slot has any
         * @param memory the memory's figures; null when no slot has any
         * @param disk the disk's figures; null when no slot has any
         */
        public ServerHistory(
                SlotSeries slots,
                long futureRows,
                @Nullable Instant newestRow,
                @Nullable ResourceHistory cpu,
                @Nullable ResourceHistory memory,
                @Nullable ResourceHistory disk) {
            this(
                    slots,
                    slots.length() / SlotSeries.SLOTS_PER_WEEK,
                    slots.samples(),
                    start(slots.first()),
                    start(slots.last()),
                    futureRows,
                    newestRow,
                    cpu,
                    memory,
                    disk);
        }

        private static @Nullable Instant start(OptionalLong slot) {
            return slot.isEmpty() ? null : SlotSeries.startOf(slot.getAsLong());
        }

        /**
         * The figures of one resource.
         *
         * @param resource the resource
         * @return its figures; null when no slot has any
         */
        public @Nullable ResourceHistory figures(ServerResource resource) {
            return switch (resource) {
                case CPU -> cpu;
                case MEMORY -> memory;
                case DISK -> disk;
            };
        }
    }

    /**
     * The history of one resource over the slots of the window that have a value, in the unit of the usage.
     *
     * @param latest the value of the newest slot
     * @param mean the arithmetic mean, with four decimals
     * @param max the highest value
     * @param p95 the 95th percentile by nearest rank: the {@code ceil(0.95 n)}-th smallest of n values (Hyndman and
     *     Fan, "Sample Quantiles in Statistical Packages", The American Statistician 50(4), 1996, type 1)
     */
    public record ResourceHistory(double latest, double mean, double max, double p95) {}
}
