package org.ar1.integration.internal.source;

import org.ar1.integration.event.IntegrationListener;
import org.ar1.integration.event.SharedCacheMissed;
import org.ar1.integration.internal.event.Events;

import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ar1.integration.event.SharedCacheMissed.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports the misses of the shared cache: each to the listeners, and in the log when it begins and ceases to fail. */
final class SharedCacheMisses {

    private static final Logger LOG = LoggerFactory.getLogger(SharedCacheMisses.class);

    private final Events events;
    private final AtomicBoolean failing = new AtomicBoolean();

    SharedCacheMisses(Events events) {
        this.events = events;
    }

    void failed(SecondLevel.Slot slot, Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        missed(slot, reason(cause));
    }

    private static Reason reason(Throwable cause) {
        if (cause instanceof TimeoutException) {
            return Reason.SLOW;
        }
        return cause instanceof GuardedCache.CircuitOpenException ? Reason.CIRCUIT_OPEN : Reason.FAILED;
    }

    void missed(SecondLevel.Slot slot, Reason reason) {
        if (reason == Reason.ABSENT) {
            answered();
        } else if (failing.compareAndSet(false, true)) {
            LOG.warn(
                    "The shared cache does not serve ({}): until it does, each replica fetches for itself",
                    reason.id());
        }
        if (events.areHeard()) {
            events.tell(
                    IntegrationListener::sharedCacheMissed,
                    new SharedCacheMissed(slot.service(), slot.resource(), reason));
        }
    }

    void answered() {
        if (failing.get() && failing.compareAndSet(true, false)) {
            LOG.info("The shared cache serves again");
        }
    }
}
