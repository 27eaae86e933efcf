package org.ar1.integration.internal.service;

import java.util.Arrays;
import java.util.OptionalLong;
import org.ar1.integration.upstream.ServerResource;
import org.ar1.integration.upstream.SlotSeries;
import org.jspecify.annotations.Nullable;

/**
 * The slots of one server in its newest weeks: a ring of blocks, one more than the weeks to keep, each holding a week
 * counted from the epoch. The place of a week is its number modulo the number of blocks; a newer week takes the place
 * of an older one. Within a slot the largest value stays. All of this is a maximum, so that neither the order of the
 * values nor their repetition matters. Not thread-safe.
 */
final class SlotRing {

    private static final int RESOURCES = 3;
    private static final int VALUES = RESOURCES * SlotSeries.SLOTS_PER_WEEK;

    /** The memory of a week. */
    static final int BLOCK_BYTES = VALUES * Float.BYTES;

    /** A block is made when the first value of a week for its place comes. */
    private @Nullable Block[] blocks;

    private static final class Block {
        private long week;
        /** Those of a slot together, because a row has them together. */
        private final float[] values = new float[VALUES];

        void begin(long newWeek) {
            week = newWeek;
            Arrays.fill(values, Float.NaN);
        }

        /** Keeps the larger value, and any value rather than none. */
        void add(int index, float value) {
            if (!(values[index] >= value) && !Float.isNaN(value)) {
                values[index] = value;
            }
        }
    }

    SlotRing(int weeksKept) {
        blocks = new Block[weeksKept + 1];
    }

    /** The memory of the slots from the first to the last with a value. */
    static long bytes(SlotSeries slots) {
        OptionalLong first = slots.first();
        OptionalLong last = slots.last();
        return first.isEmpty() || last.isEmpty()
                ? 0
                : (last.getAsLong() - first.getAsLong() + 1) * RESOURCES * Float.BYTES;
    }

    /** NaN stands for none. */
    void add(long slot, float cpu, float memory, float disk) {
        long week = week(slot);
        Block block = block(week);
        if (block != null) {
            int index = index(slot, week);
            block.add(index, cpu);
            block.add(index + 1, memory);
            block.add(index + 2, disk);
        }
    }

    /** Null for a week that is older than the one in its place, by as many weeks as there are blocks or more. */
    private @Nullable Block block(long week) {
        int place = place(week);
        Block block = blocks[place];
        if (block == null) {
            block = new Block();
            block.begin(week);
            blocks[place] = block;
        } else if (block.week < week) {
            block.begin(week);
        }
        return block.week == week ? block : null;
    }

    private static long week(long slot) {
        return Math.floorDiv(slot, SlotSeries.SLOTS_PER_WEEK);
    }

    private int place(long week) {
        return Math.floorMod(week, blocks.length);
    }

    private static int index(long slot, long week) {
        return RESOURCES * (int) (slot - week * SlotSeries.SLOTS_PER_WEEK);
    }

    /** Keeps fewer weeks. What this forgets is older than they are. */
    void shrinkTo(int weeksKept) {
        @Nullable Block[] all = blocks;
        blocks = new Block[weeksKept + 1];
        for (Block block : all) {
            if (block != null) {
                Block other = blocks[place(block.week)];
                if (other == null || other.week < block.week) {
                    blocks[place(block.week)] = block;
                }
            }
        }
    }

    /** NaN when there is none. */
    float value(ServerResource resource, long slot) {
        long week = week(slot);
        Block block = blocks[place(week)];
        if (block == null || block.week != week) {
            return Float.NaN;
        }
        int offset = switch (resource) {
            case CPU -> 0;
            case MEMORY -> 1;
            case DISK -> 2;
        };
        return block.values[index(slot, week) + offset];
    }
}
