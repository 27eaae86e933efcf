package org.ar1.integration;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.ar1.integration.spi.Delay;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the reports gathered again and again, each round a while after the last has ended. */
final class RefreshAhead implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RefreshAhead.class);

    private final Supplier<CompletableFuture<?>> reports;
    private final Delay delay;
    private final Duration pause;
    private Delay.@Nullable Pending next;
    private boolean closed;

    private RefreshAhead(Supplier<CompletableFuture<?>> reports, Delay delay, Duration pause) {
        this.reports = reports;
        this.delay = delay;
        this.pause = pause;
    }

    static RefreshAhead start(Supplier<CompletableFuture<?>> reports, Delay delay, Duration pause) {
        RefreshAhead refreshAhead = new RefreshAhead(reports, delay, pause);
        refreshAhead.run();
        return refreshAhead;
    }

    private void run() {
        CompletableFuture<?> round;
        try {
            round = reports.get();
        } catch (RuntimeException | Error e) {
            round = CompletableFuture.failedFuture(e);
        }
        round.whenComplete((done, failure) -> runLater());
    }

    private synchronized void runLater() {
        if (!closed) {
            try {
                next = delay.run(this::run, pause);
            } catch (RuntimeException | Error e) {
                LOG.warn("The delay refuses to refresh ahead, which is timed without it now", e);
                CompletableFuture<Void> own = CompletableFuture.runAsync(
                        this::run, CompletableFuture.delayedExecutor(pause.toNanos(), TimeUnit.NANOSECONDS));
                next = () -> own.cancel(false);
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (next != null) {
            next.cancel();
        }
    }
}
