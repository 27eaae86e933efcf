package org.ar1.integration.internal.remote;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.ar1.integration.internal.call.CallFailure;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.SourceError;
import org.ar1.integration.spi.Delay;
import org.jspecify.annotations.Nullable;

/**
 * One document of the Integration Service: its last good value, and what callers get while no call is made. Callers that
 * arrive while it is fetched share the call. Of calls that overlap, the one that began later counts. Thread-safe.
 *
 * @param <T> the type of the value
 */
final class RemoteDocument<T> {

    /** Ages are stated in seconds, so that a value which states them is made once a second. */
    private static final Duration SHOWN_FOR = Duration.ofSeconds(1);

    private final RemoteService service;
    private final Kind<T> kind;
    private final String path;
    private final Refusals refusals;
    private final boolean kept;

    private @Nullable LastGood<T> good;
    private @Nullable Pause<T> pause;
    private @Nullable Shown<T> shown;
    private @Nullable Call<T> inFlight;
    private long applied;
    private FailureRow failures = FailureRow.NONE;

    /**
     * A document that was not asked for yet.
     *
     * @param path the path and query below the URL of the service
     * @param kept whether the last good value is kept
     */
    RemoteDocument(RemoteService service, Kind<T> kind, String path, Refusals refusals, boolean kept) {
        this.service = service;
        this.kind = kind;
        this.path = path;
        this.refusals = refusals;
        this.kept = kept;
    }

    /** What callers get without a call until a time. */
    private record Pause<T>(Reply<T> reply, Instant until) {}

    /** A value that was made for callers of a second, and why. */
    private record Shown<T>(Object why, Instant at, T value) {}

    /** A call in flight. */
    private static final class Call<T> {

        /** Greater than that of each call that began before. */
        private final long number;

        private final boolean refresh;

        /** What the call is to confirm or replace; null for nothing. */
        private final @Nullable LastGood<T> last;

        private final CompletableFuture<T> result = new CompletableFuture<>();

        /** Completes when callers with a last good value need not wait any longer. */
        private final CompletableFuture<Void> late = new CompletableFuture<>();

        Call(long number, boolean refresh, @Nullable LastGood<T> last) {
            this.number = number;
            this.refresh = refresh;
            this.last = last;
        }
    }

    /**
     * The value now.
     *
     * @param refresh whether the service is to fetch its sources again
     * @param traceparent the trace of the caller; null for none
     * @return completes at the limit of a call at the latest
     */
    CompletableFuture<T> get(boolean refresh, @Nullable String traceparent) {
        Call<T> call;
        boolean begins = false;
        Instant now = service.now();
        synchronized (this) {
            CompletableFuture<T> known = withoutCall(refresh, now);
            if (known != null) {
                return known;
            }
            Call<T> running = inFlight;
            if (running != null && (running.refresh || !refresh)) {
                call = running;
            } else {
                call = new Call<>(service.nextNumber(), refresh, good);
                inFlight = call;
                begins = true;
            }
        }
        CompletableFuture<T> waiting = call.result.copy();
        if (!refresh) {
            call.late.thenRun(() -> showLastGood(call, waiting));
        }
        if (begins) {
            begin(call, traceparent);
        }
        return waiting;
    }

    private void begin(Call<T> call, @Nullable String traceparent) {
        LastGood<T> last = call.last;
        try {
            service.call(path, last == null ? null : last.entityTag(), call.refresh, traceparent)
                    .whenComplete((answer, thrown) -> ended(call, answer, thrown));
        } catch (RuntimeException | Error e) { // there would be no end otherwise
            ended(call, null, e);
        }
        if (last != null && !call.result.isDone()) {
            Delay.Pending patience = service.afterPatience(() -> call.late.complete(null));
            call.result.whenComplete((value, failure) -> patience.cancel());
        }
    }

    /** What callers get although no call is made; null when one is needed. */
    private @Nullable CompletableFuture<T> withoutCall(boolean refresh, Instant now) {
        Pause<T> paused = pause;
        LastGood<T> last = good;
        RemoteService.Away away = service.away(now);
        try {
            if (paused != null && now.isBefore(paused.until())) {
                return CompletableFuture.completedFuture(shown(paused, paused.reply(), now, paused.until()));
            }
            if (away != null) {
                return CompletableFuture.completedFuture(
                        shown(away, new Reply.Failed<>(away.failure()), now, away.until()));
            }
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
        return !refresh && last != null && now.isBefore(last.freshUntil())
                ? CompletableFuture.completedFuture(last.value())
                : null;
    }

    private void showLastGood(Call<T> call, CompletableFuture<T> waiting) {
        Instant now = service.now();
        T value;
        synchronized (this) {
            value = waiting.isDone() || usable(now) == null ? null : shown(call, silent(), now, now);
        }
        if (value != null) {
            waiting.complete(value);
        }
    }

    private static <T> Reply<T> silent() {
        return new Reply.Failed<>(new CallFailure(
                ErrorCode.UNRESPONSIVE,
                RemoteService.NAME + " is being asked, but has not answered for a while",
                true));
    }

    private void ended(Call<T> call, @Nullable RemoteAnswer answer, @Nullable Throwable thrown) {
        try {
            Instant now = service.now();
            Reply<T> reply = answer == null
                    ? new Reply.Failed<>(CallFailure.of(Objects.requireNonNull(thrown)))
                    : Reply.of(answer, kind, refusals, () -> now);
            if (reply instanceof Reply.Unchanged<T> && call.last == null && answer != null) {
                reply = Reply.unexpected(answer, () -> now);
            }
            apply(call, reply, now);
            call.result.complete(value(call, reply, now));
        } catch (RuntimeException | Error e) {
            synchronized (this) {
                forget(call);
            }
            call.result.completeExceptionally(e);
        }
    }

    private void forget(Call<T> call) {
        if (inFlight == call) {
            inFlight = null;
        }
    }

    /** Keeps what a reply says, unless a call that began later has been answered. */
    private void apply(Call<T> call, Reply<T> reply, Instant now) {
        CallFailure failure = reply instanceof Reply.Failed<T> failed ? failed.failure() : null;
        FailureRow before;
        Instant until;
        synchronized (this) {
            forget(call);
            if (call.number < applied) {
                return;
            }
            applied = call.number;
            before = failures;
            failures = before.after(failure, now);
            LastGood<T> newer = good(call, reply, now);
            if (newer != null) {
                good = newer;
                shown = null;
            }
            until = now.plus(wait(reply));
            pause = until.isAfter(now) ? new Pause<>(reply, until) : null;
        }
        if (failure == null) {
            service.answered(call.number);
            before.recovered(kept ? path : RemoteService.NAME);
        } else {
            service.failed(call.number, failure, until);
            if (!service.isClosed()) {
                before.failed(kept ? path : "personal", failure, until, !kept);
            }
        }
    }

    private Duration wait(Reply<T> reply) {
        if (reply instanceof Reply.Failed<T> failed) {
            return service.backoff(failed.failure(), failures.count());
        }
        return reply instanceof Reply.Denied<T> ? service.backoff(1) : reply.retryAfter();
    }

    /** The last good value that a reply brings; null when it brings none, or none that may be kept. */
    private @Nullable LastGood<T> good(Call<T> call, Reply<T> reply, Instant now) {
        LastGood<T> last = call.last;
        if (reply instanceof Reply.Unchanged<T> unchanged && last != null) {
            return LastGood.of(last.value(), last.entityTag(), kind, unchanged.answer(), now);
        }
        return reply instanceof Reply.Value<T> value && kept && value.answer().mayBeKept()
                ? LastGood.of(value.value(), value.answer().entityTag().orElse(null), kind, value.answer(), now)
                : null;
    }

    /** What the callers of a call get; when a later one was answered before, what that one found. */
    private synchronized T value(Call<T> call, Reply<T> reply, Instant now) {
        LastGood<T> last = good;
        Pause<T> paused = pause;
        if (paused != null) {
            return shown(paused, paused.reply(), now, paused.until());
        }
        if (call.number < applied && last != null) {
            return last.value();
        }
        if (reply instanceof Reply.Value<T> value) {
            service.built(value.value(), refusals);
            return value.value();
        }
        LastGood<T> confirmed = call.last;
        return reply instanceof Reply.Unchanged<T> && confirmed != null
                ? confirmed.value()
                : shown(reply, reply, now, now);
    }

    /** The value of a reply that brings none, the same object for a second. */
    private T shown(Object why, Reply<T> reply, Instant now, Instant until) {
        Shown<T> last = shown;
        if (last != null && last.why() == why && now.isBefore(last.at().plus(SHOWN_FOR))) {
            return last.value();
        }
        Duration left = Duration.between(now, until);
        T made = instead(reply, now, left.compareTo(RemoteService.SOON) < 0 ? RemoteService.SOON : left);
        service.built(made, refusals);
        shown = new Shown<>(why, now, made);
        return made;
    }

    private T instead(Reply<T> reply, Instant now, Duration left) {
        LastGood<T> last = usable(now);
        if (reply instanceof Reply.FailedReport<T> failed) {
            T report = failed.report();
            return kind.withHead().apply(report, kind.head().apply(report).withRetryAfter(left));
        }
        if (reply instanceof Reply.Refused<T> refused) {
            throw refused.exception().apply(left);
        }
        if (reply instanceof Reply.Failed<T> failed) {
            SourceError error = failed.failure().error();
            return last == null ? kind.failed().apply(Head.away(now, error, left)) : last.stale(kind, now, error);
        }
        if (last == null) {
            throw service.unauthorized();
        }
        return last.stale(kind, now, service.denied());
    }

    /** The last good value; null when it is too old. */
    private @Nullable LastGood<T> usable(Instant now) {
        LastGood<T> last = good;
        return last != null && last.isUsable(now, service.staleIfError()) ? last : null;
    }
}
