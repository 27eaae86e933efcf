package org.ar1.integration.testkit;

import java.time.Instant;

/**
 * The campus at its latest ten-minute mark: what it answers changes when the next mark comes, not before.
 *
 * @param time the mark
 */
record Moment(Instant time, Campus campus) {

    /** The mark at or before a time. */
    static Instant mark(Instant time) {
        long step = History.STEP.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), step) * step);
    }
}
