package org.ar1.integration.spi;

import org.ar1.integration.internal.call.CallChains;
import org.ar1.integration.internal.event.Events;
import org.ar1.integration.source.UpstreamService;

class CircuitBreakerTest extends CircuitBreakerContract {

    @Override
    protected CircuitBreaker newBreaker() {
        return CallChains.defaultBreaker(UpstreamService.PERFORMANCE, Events.none());
    }
}
