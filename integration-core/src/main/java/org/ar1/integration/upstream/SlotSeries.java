package org.ar1.integration.upstream;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * The usage of one server in slots of ten minutes, over a window of whole weeks.
 *
 * <p>Slots are numbered in UTC from 1970: a time belongs to the slot {@code floor(epoch seconds / 600)}. The value of a
 * slot is the largest usage of its rows, as an IEEE binary32. Performance writes one row for each lab of a server at
 * each ten-minute mark, a running total of the labs counted so far, in no reliable order, so that only the largest row
 * of a slot is the usage of the server. Immutable.
 */
public final class SlotSeries {

    /** The length of a slot. */
    public static final Duration SLOT = Duration.ofMinutes(10);

    /** The number of slots in a week. */
    public static final int SLOTS_PER_WEEK = 1008;

    private final long start;
    private final int length;
    private final int samples;
    /** The first slot with a value, from which on values are held, up to the last slot with one. */
    private final long first;

    private final float[] cpu;
    private final float[] memory;
    private final float[] disk;

    /** Gives the value of a slot. */
    @FunctionalInterface
    public interface Values {

        /**
         * The value of one slot; asked any number of times.
         *
         * @param resource the resource
         * @param slot a slot of the window
         * @return the value; anything that is not finite stands for none
         */
        float value(ServerResource resource, long slot);
    }

    private SlotSeries(long start, int length, Values source) {
        this.start = start;
        this.length = length;
        int from = 0;
        int to = length;
        while (from < to && !isSample(source, start + from)) {
            from++;
        }
        while (to > from && !isSample(source, start + to - 1)) {
            to--;
        }
        this.first = start + from;
        this.cpu = copy(source, ServerResource.CPU, first, to - from);
        this.memory = copy(source, ServerResource.MEMORY, first, to - from);
        this.disk = copy(source, ServerResource.DISK, first, to - from);
        int count = 0;
        for (int i = 0; i < to - from; i++) {
            count += Float.isNaN(cpu[i]) && Float.isNaN(memory[i]) && Float.isNaN(disk[i]) ? 0 : 1;
        }
        this.samples = count;
    }

    private static float[] copy(Values source, ServerResource resource, long first, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            float value = source.value(resource, first + i);
            values[i] = Float.isFinite(value) ? value : Float.NaN;
        }
        return values;
    }

    private static boolean isSample(Values source, long slot) {
        for (ServerResource resource : ServerResource.values()) {
            if (Float.isFinite(source.value(resource, slot))) {
                return true;
            }
        }
        return false;
    }

    /**
     * A series with a copy of the values.
     *
     * @param start the first slot of the window
     * @param length the number of slots in the window, 0 or more
     * @param values gives the value of each slot of the window
     * @return the series
     * @throws IllegalArgumentException when the length is negative
     */
    public static SlotSeries of(long start, int length, Values values) {
        if (length < 0) {
            throw new IllegalArgumentException("a length of " + length + " slots, but it must be 0 or more");
        }
        return new SlotSeries(start, length, values);
    }

    /**
     * The slot to which a time belongs.
     *
     * @param time the time
     * @return the number of the slot
     */
    public static long slotOf(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), SLOT.toSeconds());
    }

    /**
     * The time at which a slot starts.
     *
     * @param slot the number of the slot
     * @return its start
     */
    public static Instant startOf(long slot) {
        return Instant.ofEpochSecond(Math.multiplyExact(slot, SLOT.toSeconds()));
    }

    /**
     * The first slot of the window, whether it has a value or not.
     *
     * @return the number of the slot
     */
    public long start() {
        return start;
    }

    /**
     * The number of slots in the window, with and without a value.
     *
     * @return 0 or more
     */
    public int length() {
        return length;
    }

    /**
     * The number of slots that have a value of at least one resource.
     *
     * @return 0 to the {@linkplain #length() length}
     */
    public int samples() {
        return samples;
    }

    /**
     * The first slot that has a value of at least one resource.
     *
     * @return the number of the slot; empty when none has
     */
    public OptionalLong first() {
        return samples == 0 ? OptionalLong.empty() : OptionalLong.of(first);
    }

    /**
     * The last slot that has a value of at least one resource.
     *
     * @return the number of the slot; empty when none has
     */
    public OptionalLong last() {
        return samples == 0 ? OptionalLong.empty() : OptionalLong.of(first + cpu.length - 1);
    }

    /**
     * The value of one slot.
     *
     * @param resource the resource
     * @param slot any slot
     * @return the largest usage of the slot, in the unit of the usage; NaN when there is none or the slot is outside
     *     the window
     */
    public float value(ServerResource resource, long slot) {
        float[] values = switch (resource) {
            case CPU -> cpu;
            case MEMORY -> memory;
            case DISK -> disk;
        };
        long index = slot - first;
        return index < 0 || index >= values.length ? Float.NaN : values[(int) index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SlotSeries that
                && start == that.start
                && length == that.length
                && first == that.first
                && Arrays.equals(cpu, that.cpu)
                && Arrays.equals(memory, that.memory)
                && Arrays.equals(disk, that.disk);
    }

    @Override
    public int hashCode() {
        return Objects.hash(start, length, Arrays.hashCode(cpu), Arrays.hashCode(memory), Arrays.hashCode(disk));
    }

    @Override
    public String toString() {
        return "SlotSeries[start=" + start + ", length=" + length + ", samples=" + samples + "]";
    }
}
