package org.ar1.integration.internal.call;

import java.util.concurrent.CompletableFuture;

/** A way to one service. Each link of the chain is one; its {@code toString} shows the links behind it. */
public interface Channel {

    /** Asks once; the future fails with a {@link CallFailure} only. */
    <T> CompletableFuture<Reply<T>> call(Endpoint<T> endpoint, CallContext context);
}
