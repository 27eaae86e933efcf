package org.ar1.integration.internal.call;

import java.util.concurrent.CompletableFuture;

/** Something that is made once, which no single call's time should pay for. */
@FunctionalInterface
interface Preparable {

    /**
     * Makes it, unless it is made.
     *
     * @return done when it can be used; fails when it cannot be made, which is tried again when this is called again
     */
    CompletableFuture<Void> ready();
}
