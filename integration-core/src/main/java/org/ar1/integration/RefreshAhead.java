package org.ar1.integration;

import org.ar1.integration.spi.Delay;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the sources of the reports again and again, each round a while after the one before has ended. */
final class RefreshAhead implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RefreshAhead.class);

    private final Supplier<CompletableFuture<?>> sources;
    private final Delay delay;
    private final Duration pause;
    private Delay.@Nullable Pending next;
    private boolean closed;

    private RefreshAhead(Supplier<CompletableFuture<?>> sources, Delay delay, Duration pause) {
        this.sources = sources;
        this.delay = delay;
        this.pause = pause;
    }

    static RefreshAhead start(Supplier<CompletableFuture<?>> sources, Delay delay, Duration pause) {
        RefreshAhead refreshAhead = new RefreshAhead(sources, delay, pause);
        refreshAhead.run();
        return refreshAhead;
    }

    private void run() {
        CompletableFuture<?> round;
        try {
            round = sources.get();
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
