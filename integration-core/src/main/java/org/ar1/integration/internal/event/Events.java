package org.ar1.integration.internal.event;

import java.util.List;
import java.util.function.BiConsumer;
import org.ar1.integration.event.IntegrationListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts events for the listeners. Without a listener it has neither a queue nor a thread. */
public final class Events implements AutoCloseable {

    private static final int MOST_QUEUED = 8192;
    private static final Logger LOG = LoggerFactory.getLogger(Events.class);
    private final @Nullable EventDispatcher delivery;
    private final HealthLog health = new HealthLog();

    private Events(@Nullable EventDispatcher delivery) {
        this.delivery = delivery;
    }

    public static Events to(List<IntegrationListener> listeners) {
        return to(listeners, MOST_QUEUED);
    }

    static Events to(List<IntegrationListener> listeners, int mostQueued) {
        return listeners.isEmpty() ? none() : new Events(new EventDispatcher(listeners, mostQueued));
    }

    public static Events none() {
        return new Events(null);
    }

    /** What the latest events were, kept whether or not there is a listener. */
    public HealthLog health() {
        return health;
    }

    /** Whether an event is worth being made. */
    public boolean areHeard() {
        return delivery != null;
    }

    /** Passes an event to the listeners, soon and on another thread; never blocks and never throws. */
    public <E> void tell(BiConsumer<IntegrationListener, E> method, E event) {
        if (delivery != null) {
            try {
                delivery.handOver(listener -> method.accept(listener, event));
            } catch (RuntimeException | Error e) { // for instance when no thread is available
                LOG.debug("An event was lost", e);
            }
        }
    }

    /** Tells what is queued, for a limited time. */
    @Override
    public void close() {
        if (delivery != null) {
            delivery.close();
        }
    }
}
