package org.ar1.integration.internal.source;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.ar1.integration.spi.Delay;

/** Notes the waits; runs the tasks at once, when it is told to, or never. */
public final class ManualDelay implements Delay {

    private enum Mode {
        BY_HAND,
        AT_ONCE,
        REFUSING
    }

    private final List<Duration> waits = new ArrayList<>();
    private final List<Runnable> tasks = new ArrayList<>();
    private final List<Runnable> withdrawn = new ArrayList<>();
    private Mode mode = Mode.BY_HAND;

    public ManualDelay atOnce() {
        mode = Mode.AT_ONCE;
        return this;
    }

    public ManualDelay byHand() {
        mode = Mode.BY_HAND;
        return this;
    }

    public ManualDelay refusing() {
        mode = Mode.REFUSING;
        return this;
    }

    @Override
    public Pending run(Runnable task, Duration wait) {
        synchronized (this) {
            if (mode == Mode.REFUSING) {
                throw new RejectedExecutionException("closed");
            }
            waits.add(wait);
            if (mode == Mode.BY_HAND) {
                tasks.add(task);
                return () -> cancel(task);
            }
        }
        task.run();
        return () -> {};
    }

    private synchronized void cancel(Runnable task) {
        if (tasks.remove(task)) {
            withdrawn.add(task);
        }
    }

    /** Runs the oldest task that waits. */
    public void runNext() {
        Runnable task;
        synchronized (this) {
            task = tasks.remove(0);
        }
        task.run();
    }

    /** Runs the newest task that waits. */
    public void runLast() {
        Runnable task;
        synchronized (this) {
            task = tasks.remove(tasks.size() - 1);
        }
        task.run();
    }

    /** Runs what was withdrawn all the same, as when its time came at that very moment. */
    public void runWithdrawn() {
        withdrawn.forEach(Runnable::run);
    }

    public synchronized int pending() {
        return tasks.size();
    }

    public synchronized List<Duration> waits() {
        return List.copyOf(waits);
    }
}
