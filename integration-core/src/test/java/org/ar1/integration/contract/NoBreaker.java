package org.ar1.integration.contract;

import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.CircuitBreaker;

/** Lets every call through, for tests in which a service fails all the time. */
public final class NoBreaker implements CircuitBreaker {

    private NoBreaker() {}

    public static CircuitBreaker of(UpstreamService service) {
        return new NoBreaker();
    }

    @Override
    public boolean tryPass() {
        return true;
    }

    @Override
    public void succeeded() {}

    @Override
    public void failed() {}

    @Override
    public void ignored() {}
}
