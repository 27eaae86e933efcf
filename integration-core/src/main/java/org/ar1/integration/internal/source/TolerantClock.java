package org.ar1.integration.internal.source;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A clock that an application set; the system's clock is read whenever it throws or gives null. */
public final class TolerantClock implements InstantSource {

    private static final Logger LOG = LoggerFactory.getLogger(TolerantClock.class);

    private final InstantSource clock;
    private final AtomicBoolean warned = new AtomicBoolean();

    public TolerantClock(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Instant instant() {
        try {
            return Objects.requireNonNull(clock.instant(), "the clock's instant");
        } catch (Throwable e) { // an Error too, which would otherwise leave a fetch in flight for ever
            warn(e);
            return Instant.now();
        }
    }

    @Override
    public long millis() {
        try {
            return clock.millis();
        } catch (Throwable e) {
            warn(e);
            return System.currentTimeMillis();
        }
    }

    private void warn(Throwable e) {
        if (warned.compareAndSet(false, true)) {
            LOG.warn("The clock failed, and the system's is read in its place", e);
        }
    }
}
