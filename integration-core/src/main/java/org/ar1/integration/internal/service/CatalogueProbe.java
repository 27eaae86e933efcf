package org.ar1.integration.internal.service;

import static org.ar1.integration.source.UpstreamService.USER_PROGRESS;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.ar1.integration.internal.call.CallChains;
import org.ar1.integration.internal.call.CallContext;
import org.ar1.integration.internal.call.Channel;
import org.ar1.integration.internal.call.Deadline;
import org.ar1.integration.spi.Delay;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether User Progress answers, by a call for one entry of the catalogue. All callers that ask before a call
 * is made shares it; there is one at a time. Thread-safe.
 */
final class CatalogueProbe {

    /** Denials come in bursts, as a service denies every lab type while it cannot ask: one call serves a burst. */
    private static final Duration GATHERING = Duration.ofMillis(50);

    /**
     * How long the result of a failed call is shared by callers that ask after it, so that a dead service is not called
     * once a lab type.
     */
    private static final Duration FAILURE_HOLDS = Duration.ofSeconds(1);

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Channel channel;
    private final Delay delay;
    private @Nullable CompletableFuture<Boolean> next;
    private boolean inFlight;
    private @Nullable Deadline failureHolds;

    CatalogueProbe(CallChains chains) {
        this.channel = chains.onceTo(USER_PROGRESS);
        this.delay = chains.delay();
    }

    /** True when a call made from now on succeeds; false when it fails, or one has failed a moment ago. */
    CompletableFuture<Boolean> answers() {
        CompletableFuture<Boolean> asked;
        synchronized (this) {
            if (failureHolds != null && !failureHolds.hasPassed()) {
                return CompletableFuture.completedFuture(false);
            }
            if (next != null) {
                return next;
            }
            asked = new CompletableFuture<>();
            next = asked;
            if (inFlight) {
                return asked;
            }
            inFlight = true;
        }
        try {
            delay.run(this::call, GATHERING);
        } catch (RuntimeException | Error e) {
            call();
        }
        return asked;
    }

    private void call() {
        CompletableFuture<Boolean> asked;
        synchronized (this) {
            asked = next;
            next = null;
            inFlight = asked != null;
        }
        if (asked == null) {
            return;
        }
        CompletableFuture<Boolean> answers;
        try {
            answers = channel.call(UserProgressClient.page(0, 1), new CallContext(Deadline.in(LONGEST)))
                    .handle((reply, thrown) -> thrown == null);
        } catch (RuntimeException | Error e) {
            answers = CompletableFuture.completedFuture(false);
        }
        answers.thenAccept(answered -> {
            CompletableFuture<Boolean> waiting = null;
            synchronized (this) {
                failureHolds = answered ? null : Deadline.in(FAILURE_HOLDS);
                if (!answered) {
                    waiting = next;
                    next = null;
                }
            }
            asked.complete(answered);
            if (waiting != null) {
                waiting.complete(false);
            }
            call();
        });
    }
}
