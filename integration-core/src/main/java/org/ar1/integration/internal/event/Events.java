package org.ar1.integration.internal.event;

import java.util.List;
import java.util.function.BiConsumer;
import org.ar1.integration.event.IntegrationListener;
import org.jspecify.annotations.Nullable;

/** Where events are told; without a listener there is nothing behind it, neither a queue nor a thread. */
public final class Events implements AutoCloseable {

    private static final int MOST_QUEUED = 8192;
    private static final Events NONE = new Events(null);

    private final @Nullable Delivery delivery;

    private Events(@Nullable Delivery delivery) {
        this.delivery = delivery;
    }

    public static Events to(List<IntegrationListener> listeners) {
        return to(listeners, MOST_QUEUED);
    }

    static Events to(List<IntegrationListener> listeners, int mostQueued) {
        return listeners.isEmpty() ? NONE : new Events(new Delivery(listeners, mostQueued));
    }

    public static Events none() {
        return NONE;
    }

    /** Whether an event is worth being made. */
    public boolean areHeard() {
        return delivery != null;
    }

    /** Tells the listeners, soon and on another thread; never blocks. */
    public <E> void tell(BiConsumer<IntegrationListener, E> method, E event) {
        if (delivery != null) {
            delivery.handOver(listener -> method.accept(listener, event));
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
