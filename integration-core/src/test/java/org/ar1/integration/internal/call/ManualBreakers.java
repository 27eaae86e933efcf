package org.ar1.integration.internal.call;

import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.CircuitBreaker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;

/** The default breakers by a clock of a test's own, which takes hours in moments. */
public final class ManualBreakers {

    private ManualBreakers() {}

    public static Function<UpstreamService, CircuitBreaker> by(InstantSource clock) {
        return service -> new ServiceBreaker(
                service.id(),
                service.displayName(),
                state -> {},
                () -> Duration.between(Instant.EPOCH, clock.instant()).toNanos(),
                Duration.ofSeconds(10));
    }
}
