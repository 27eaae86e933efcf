package org.ar1.integration.spi;

import java.time.Duration;

/**
 * Runs tasks later: the next attempt of a call, and the check that one takes no longer than it may.
 *
 * <p>Called from several threads at once, and must not block. The tasks do not block either. One that throws when it is
 * asked refuses the task, which then fails the call that needed it. It is never closed by this library. The deadlines
 * of reports do not depend on it.
 */
@FunctionalInterface
public interface Delay {

    /**
     * Runs a task once, after a while.
     *
     * @param task what to run, on any thread
     * @param wait how long to wait first, in nanoseconds as far as possible; never negative
     * @return withdraws the task
     */
    Pending run(Runnable task, Duration wait);

    /** A task that waits for its time. */
    @FunctionalInterface
    interface Pending {

        /** Withdraws the task; does nothing when it has run already, and does not interrupt it. */
        void cancel();
    }
}
