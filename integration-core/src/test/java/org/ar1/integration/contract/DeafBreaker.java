package org.ar1.integration.contract;

import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.CircuitBreaker;

import java.util.function.BooleanSupplier;

/**
 * Does not care how calls end.
 *
 * @param passes whether the next call is let through
 */
public record DeafBreaker(BooleanSupplier passes) implements CircuitBreaker {

    /** One that is never open, for tests in which a service fails all the time. */
    public static CircuitBreaker closed(UpstreamService service) {
        return new DeafBreaker(() -> true);
    }

    @Override
    public boolean tryPass() {
        return passes.getAsBoolean();
    }

    @Override
    public void succeeded() {}

    @Override
    public void failed() {}

    @Override
    public void ignored() {}
}
