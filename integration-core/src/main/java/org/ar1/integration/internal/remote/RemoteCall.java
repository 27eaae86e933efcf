package org.ar1.integration.internal.remote;

import java.util.concurrent.CompletableFuture;
import org.ar1.integration.report.IntegrationStatus;
import org.jspecify.annotations.Nullable;

/** A call for a document, in flight. */
final class RemoteCall<T> {

    /** Greater than that of each call that began before. */
    final long number;

    final boolean refresh;

    /** What the call is to confirm or replace; null for nothing. */
    final @Nullable LastGood<T> last;

    /** The tag of the value that the service may confirm; null when it must send the document. */
    final @Nullable String entityTag;

    final CompletableFuture<T> result = new CompletableFuture<>();

    /** Completes when callers with a last good value need not wait any longer. */
    final CompletableFuture<Void> late = new CompletableFuture<>();

    /**
     * A call that has not begun.
     *
     * <p>An entity tag covers neither the sources nor the timestamp. So only a value of which all sources are good can
     * be confirmed, and only to callers who do not ask for newer data.
     */
    RemoteCall(long number, boolean refresh, @Nullable LastGood<T> last, Kind<T> kind) {
        this.number = number;
        this.refresh = refresh;
        this.last = last;
        this.entityTag =
                refresh || last == null || kind.head().apply(last.value()).status() != IntegrationStatus.SUCCESS
                        ? null
                        : last.entityTag();
    }
}
