package org.ar1.integration.internal.event;

import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.ar1.integration.event.EventsDropped;
import org.ar1.integration.event.IntegrationListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes events from their sources to the listeners, by one queue and one thread, which the first event starts. */
final class EventDispatcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventDispatcher.class);
    private static final long LONGEST_CLOSE_SECONDS = 1;

    private final List<IntegrationListener> listeners;
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicBoolean warned = new AtomicBoolean();
    private final ThreadPoolExecutor executor;
    private volatile @Nullable Thread thread;
    private volatile boolean over;

    EventDispatcher(List<IntegrationListener> listeners, int mostQueued) {
        this.listeners = List.copyOf(listeners);
        // Its only thread never times out: while one is replaced, a later event could overtake an earlier one.
        executor = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(mostQueued), this::newThread, (event, full) -> {
                    if (!full.isShutdown()) {
                        dropped.incrementAndGet();
                    }
                });
    }

    private Thread newThread(Runnable task) {
        Thread started = new Thread(task, "integration-events");
        started.setDaemon(true);
        thread = started;
        return started;
    }

    void handOver(Consumer<IntegrationListener> event) {
        executor.execute(() -> {
            deliver(event);
            long lost = dropped.getAndSet(0);
            if (lost > 0) {
                EventsDropped loss = new EventsDropped(lost);
                deliver(listener -> listener.eventsDropped(loss));
            }
        });
    }

    private void deliver(Consumer<IntegrationListener> event) {
        for (IntegrationListener listener : listeners) {
            if (over) {
                return;
            }
            try {
                event.accept(listener);
            } catch (Throwable e) { // an Error too: the thread goes on for the other listeners
                if (warned.compareAndSet(false, true)) {
                    LOG.warn("A listener failed: {}; further failures are logged as DEBUG", nameOf(e));
                } else {
                    LOG.debug("A listener failed: {}", nameOf(e));
                }
            }
        }
    }

    private static String nameOf(Throwable e) {
        return e.getClass().getName();
    }

    /** A listener that closes the client does not wait for itself: what is queued then is lost. */
    @Override
    public void close() {
        executor.shutdown();
        if (Thread.currentThread() == thread) {
            over = true;
            return;
        }
        try {
            executor.awaitTermination(LONGEST_CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        over = true;
        executor.shutdownNow();
    }
}
