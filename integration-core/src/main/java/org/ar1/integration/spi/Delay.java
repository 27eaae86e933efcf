package org.ar1.integration.spi;

import java.time.Duration;

/**
 * Runs tasks later: the next attempt of a call, and the end of an attempt at its time limit.
 *
 * <p>Called from several threads at once, and must not block. The tasks do not block either. An
 * implementation may refuse a task by an exception; the call that needs the task then fails. This library never closes
 * an implementation. The deadlines of reports do not depend on it.
 */
@FunctionalInterface
public interface Delay {

    /**
     * Runs a task once, after a while.
     *
     * @param task what to run, on any thread
     * @param wait how long to wait first, in nanoseconds as far as possible; never negative
     * @return a handle that withdraws the task
     */
    Pending run(Runnable task, Duration wait);

    /** A task that waits for its time. */
    @FunctionalInterface
    interface Pending {

        /** Withdraws the task; does nothing when it has run already, and does not interrupt it. */
        void cancel();
    }
}
