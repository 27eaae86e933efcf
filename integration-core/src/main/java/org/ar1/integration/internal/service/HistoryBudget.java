package org.ar1.integration.internal.service;

/**
 * How much of the statistics history is kept.
 *
 * @param weeks the weeks to keep when memory allows, {@link #FEWEST_WEEKS} or more
 * @param bytes the memory for the slots of all servers
 */
public record HistoryBudget(int weeks, long bytes) {

    /** Kept with any amount of memory: a shorter history cannot tell weekly patterns from chance. */
    public static final int FEWEST_WEEKS = 2;

    /** The servers whose fewest weeks have room; the history of more is too large. */
    public int mostServers() {
        return (int) Math.min(Integer.MAX_VALUE, bytes / ((FEWEST_WEEKS + 1L) * SlotRing.BLOCK_BYTES));
    }

    /** The weeks to keep for so many servers; a week more than these is held while rows are read. */
    int weeksFor(int servers) {
        long blocks = bytes / (Math.max(1L, servers) * SlotRing.BLOCK_BYTES);
        return (int) Math.max(FEWEST_WEEKS, Math.min(weeks, blocks - 1));
    }
}
