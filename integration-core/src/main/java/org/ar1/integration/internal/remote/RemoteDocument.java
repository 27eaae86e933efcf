package org.ar1.integration.internal.remote;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.ar1.integration.internal.call.CallFailure;
import org.ar1.integration.source.SourceError;
import org.ar1.integration.spi.Delay;
import org.jspecify.annotations.Nullable;

/**
 * One document of the Integration Service: its last good value, and what callers get while no call is made. Callers that
 * arrive while it is fetched share the call. Of calls that overlap and are answered, the one that began later counts.
 * Thread-safe.
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
    private final FailureLog log;

    private @Nullable LastGood<T> good;
    private @Nullable Pause<T> pause;
    private @Nullable Shown<T> shown;
    private @Nullable RemoteCall<T> inFlight;

    /** The number of the last call that ended, and of the last one that was answered. */
    private long ended;

    private long answered;

    /** The failures since the last answer. */
    private int failures;

    /**
     * A document that was not asked for yet.
     *
     * @param path the path and query below the URL of the service
     * @param kept whether the last good value is kept
     */
    RemoteDocument(RemoteService service, Kind<T> kind, String path, Refusals refusals, boolean kept, FailureLog log) {
        this.service = service;
        this.kind = kind;
        this.path = path;
        this.refusals = refusals;
        this.kept = kept;
        this.log = log;
    }

    /** A value that was made for callers of a second, and why. */
    private record Shown<T>(Object why, Span time, T value) {}

    /**
     * The value now.
     *
     * @param refresh whether the service is to fetch its sources again
     * @param traceparent the trace of the caller; null for none
     * @return completes at the limit of a call at the latest
     */
    CompletableFuture<T> get(boolean refresh, @Nullable String traceparent) {
        RemoteCall<T> call;
        boolean begins = false;
        Instant now = service.now();
        synchronized (this) {
            CompletableFuture<T> known = withoutCall(refresh, now);
            if (known != null) {
                return known;
            }
            RemoteCall<T> running = inFlight;
            if (running != null && (running.refresh || !refresh)) {
                call = running;
            } else {
                call = new RemoteCall<>(service.nextNumber(), refresh, good, kind);
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

    private void begin(RemoteCall<T> call, @Nullable String traceparent) {
        try {
            service.call(path, call.entityTag, call.refresh, traceparent)
                    .whenComplete((answer, thrown) -> ended(call, answer, thrown));
        } catch (RuntimeException | Error e) { // there would be no end otherwise
            ended(call, null, e);
        }
        if (call.last != null && !call.result.isDone()) {
            Delay.Pending patience = service.afterPatience(() -> call.late.complete(null));
            call.result.whenComplete((value, failure) -> patience.cancel());
        }
    }

    /** What callers get although no call is made; null when one is needed. */
    private @Nullable CompletableFuture<T> withoutCall(boolean refresh, Instant now) {
        Pause<T> paused = pause;
        LastGood<T> last = good;
        Absence.Away away = service.absence().at(now);
        if (!refresh && last != null && last.fresh().contains(now)) {
            return CompletableFuture.completedFuture(last.value());
        }
        try {
            if (paused != null && paused.time().contains(now)) {
                return CompletableFuture.completedFuture(
                        shown(paused, paused.reply(), now, paused.time().until()));
            }
            return away == null
                    ? null
                    : CompletableFuture.completedFuture(shown(
                            away,
                            new Reply.Failed<>(away.failure()),
                            now,
                            away.time().until()));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void showLastGood(RemoteCall<T> call, CompletableFuture<T> waiting) {
        Instant now = service.now();
        T value;
        synchronized (this) {
            value = waiting.isDone() || usable(now) == null ? null : shown(call, Reply.silent(), now, now);
        }
        if (value != null) {
            waiting.complete(value);
        }
    }

    private void ended(RemoteCall<T> call, @Nullable RemoteAnswer answer, @Nullable Throwable thrown) {
        try {
            Instant now = service.now();
            Reply<T> reply = answer == null
                    ? new Reply.Failed<>(CallFailure.of(Objects.requireNonNull(thrown)))
                    : Reply.of(answer, kind, refusals, () -> now);
            if (reply instanceof Reply.Unchanged<T> && call.entityTag == null && answer != null) {
                reply = Reply.unexpected(answer, () -> now);
            }
            boolean counts = apply(call, reply, now);
            call.result.complete(value(call, reply, counts, now));
        } catch (RuntimeException | Error e) {
            synchronized (this) {
                forget(call);
            }
            call.result.completeExceptionally(e);
        }
    }

    private void forget(RemoteCall<T> call) {
        if (inFlight == call) {
            inFlight = null;
        }
    }

    /**
     * Keeps what a reply says, unless a call that began later has been answered. If that one failed, a good value counts
     * all the same.
     *
     * @return whether the reply counts
     */
    private boolean apply(RemoteCall<T> call, Reply<T> reply, Instant now) {
        CallFailure failure = reply instanceof Reply.Failed<T> failed ? failed.failure() : null;
        boolean isDenied = reply instanceof Reply.Denied<T>;
        long number;
        Span wait;
        synchronized (this) {
            forget(call);
            if (call.number < (reply.isGood() ? answered : ended)) {
                return false;
            }
            LastGood<T> newer = good(call, reply, now);
            if (newer != null) {
                good = newer;
                shown = null;
            }
            if (failure == null && !isDenied) {
                answered = call.number;
            }
            Pause<T> paused = pause;
            if (call.number < ended
                    && paused != null
                    && paused.isServices()
                    && paused.time().contains(now)) {
                return true;
            }
            ended = Math.max(ended, call.number);
            number = ended; // what a later call found of the service no longer holds either
            failures = failure == null ? 0 : failures + 1;
            wait = Span.of(now, wait(reply));
            pause = wait.isEmpty() ? null : new Pause<>(reply, wait);
        }
        if (failure != null) {
            service.absence().failed(number, failure, wait);
            if (!service.isClosed()) {
                log.failed(failure, now, wait.until());
            }
            return true;
        }
        service.absence().answered(number);
        if (isDenied) {
            log.denied(service.denial(), now, wait.until());
        } else {
            log.answered();
        }
        return true;
    }

    private Duration wait(Reply<T> reply) {
        if (reply instanceof Reply.Failed<T> failed) {
            return service.backoff(failed.failure(), failures);
        }
        return reply instanceof Reply.Denied<T> ? service.backoff(1) : reply.retryAfter();
    }

    /** The last good value that a reply brings; null when it brings none, or none that may be kept. */
    private @Nullable LastGood<T> good(RemoteCall<T> call, Reply<T> reply, Instant now) {
        LastGood<T> last = call.last;
        if (reply instanceof Reply.Unchanged<T> unchanged && last != null) {
            return LastGood.of(last.value(), last.entityTag(), kind, unchanged.answer(), now);
        }
        return reply instanceof Reply.Value<T> value && kept && value.answer().mayBeKept()
                ? LastGood.of(value.value(), value.answer().entityTag().orElse(null), kind, value.answer(), now)
                : null;
    }

    /** What the callers of a call get; when its reply does not count, what a later one found. */
    private synchronized T value(RemoteCall<T> call, Reply<T> reply, boolean counts, Instant now) {
        LastGood<T> last = good;
        Pause<T> paused = pause;
        LastGood<T> confirmed = call.last;
        if (paused != null && !(counts && reply.isGood())) {
            return shown(paused, paused.reply(), now, paused.time().until());
        }
        if (!counts && last != null) {
            return last.value();
        }
        if (reply instanceof Reply.Value<T> value) {
            service.built(value.value(), refusals);
            return value.value();
        }
        return reply instanceof Reply.Unchanged<T> && confirmed != null
                ? confirmed.value()
                : shown(reply, reply, now, now);
    }

    /** The value of a reply that brings none, the same object for a second. */
    private T shown(Object why, Reply<T> reply, Instant now, Instant until) {
        Shown<T> last = shown;
        if (last != null && last.why() == why && last.time().contains(now)) {
            return last.value();
        }
        Duration left = Duration.between(now, until);
        T made = instead(reply, now, left.compareTo(RemoteService.SOON) < 0 ? RemoteService.SOON : left);
        service.built(made, refusals);
        shown = new Shown<>(why, Span.of(now, SHOWN_FOR), made);
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
