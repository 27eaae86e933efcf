package org.ar1.integration.internal.remote;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.ar1.integration.internal.call.CallFailure;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.SourceError;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One document of the Integration Service: its last good value, and what became of the latest call. Callers that arrive
 * while it is fetched share the call. Thread-safe.
 *
 * @param <T> the type of the value
 */
final class RemoteDocument<T> {

    private static final Logger LOG = LoggerFactory.getLogger(RemoteDocument.class);

    private final RemoteService service;
    private final Kind<T> kind;
    private final String path;
    private final Refusals refusals;
    private final boolean kept;

    private @Nullable Good<T> good;
    private @Nullable Pause<T> pause;
    private @Nullable CompletableFuture<T> inFlight;
    private int failures;

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

    /**
     * The last good value.
     *
     * @param extraAge how much older its oldest source was at the check than the value states
     * @param checkedAt when the service last said that the value is right
     * @param freshUntil until when no call is needed
     */
    private record Good<T>(
            T value, @Nullable String entityTag, Duration extraAge, Instant checkedAt, Instant freshUntil) {}

    /** What callers get without a call until a time. */
    private record Pause<T>(CompletableFuture<T> result, Instant until) {}

    /**
     * The value now.
     *
     * @param refresh whether the service is to fetch its sources again
     * @param traceparent the trace of the caller; null for none
     * @return completes at the report deadline at the latest
     */
    CompletableFuture<T> get(boolean refresh, @Nullable String traceparent) {
        CompletableFuture<T> started = new CompletableFuture<>();
        Good<T> last;
        Instant now = service.now();
        synchronized (this) {
            Pause<T> waiting = pause;
            if (waiting != null && now.isBefore(waiting.until())) {
                return waiting.result();
            }
            RemoteService.Away away = service.away(now);
            if (away != null) {
                return paused(away.error(), Duration.between(now, away.until()), now);
            }
            last = good;
            if (!refresh && last != null && now.isBefore(last.freshUntil())) {
                return CompletableFuture.completedFuture(last.value());
            }
            CompletableFuture<T> running = inFlight;
            if (!refresh && running != null) {
                return running.copy();
            }
            inFlight = started;
        }
        String entityTag = last == null ? null : last.entityTag();
        service.call(path, entityTag, refresh, traceparent).whenComplete((answer, thrown) -> {
            CompletableFuture<T> result;
            try {
                Instant ended = service.now();
                result = answer == null ? failed(CallFailure.of(thrown), ended) : answered(answer, ended);
            } catch (RuntimeException | Error e) {
                result = CompletableFuture.failedFuture(e);
            }
            synchronized (this) {
                if (inFlight == started) {
                    inFlight = null;
                }
            }
            result.whenComplete((value, failure) -> {
                if (failure == null) {
                    started.complete(value);
                } else {
                    started.completeExceptionally(failure);
                }
            });
        });
        return started.copy();
    }

    private CompletableFuture<T> answered(RemoteAnswer answer, Instant now) {
        int status = answer.status();
        if (status == 304) {
            CompletableFuture<T> same = unchanged(answer, now);
            return same != null ? same : failed(unexpected(answer), now);
        }
        if (status == 200 || status == 203) {
            return read(answer, now);
        }
        if (status == 401 || status == 403) {
            return CompletableFuture.failedFuture(service.unauthorized());
        }
        if (status == 503 && answer.isJson()) {
            return failedReport(answer, now);
        }
        RemoteProblem problem = RemoteProblem.of(answer);
        RuntimeException refusal =
                refusals.exception(problem, answer.retryAfter().orElse(RemoteService.SOON));
        if (refusal != null) {
            CompletableFuture<T> refused = CompletableFuture.failedFuture(refusal);
            return answer.retryAfter().isPresent()
                    ? pausedFor(refused, answer.retryAfter().get(), now)
                    : refused;
        }
        if (status == 400 && problem.name().equals("invalid-parameter")) {
            return CompletableFuture.failedFuture(new IllegalArgumentException(problem.detail()));
        }
        return failed(unexpected(answer), now);
    }

    private synchronized @Nullable CompletableFuture<T> unchanged(RemoteAnswer answer, Instant now) {
        Good<T> last = good;
        if (last == null) {
            return null;
        }
        keep(last.value(), last.entityTag(), answer, now);
        return CompletableFuture.completedFuture(last.value());
    }

    private CompletableFuture<T> read(RemoteAnswer answer, Instant now) {
        T value;
        try {
            value = kind.reader().apply(answer.body());
        } catch (IllegalArgumentException e) {
            if (kept) { // the message may quote what is personal
                LOG.debug("{} of {}: {}", path, RemoteService.NAME, e.getMessage());
            }
            return failed(
                    new CallFailure(
                            ErrorCode.DECODE,
                            RemoteService.NAME + " gave an answer that is not such a document",
                            false),
                    now);
        }
        synchronized (this) {
            keep(value, answer.entityTag().orElse(null), answer, now);
        }
        service.built(value, refusals);
        return CompletableFuture.completedFuture(value);
    }

    private void keep(T value, @Nullable String entityTag, RemoteAnswer answer, Instant now) {
        service.answered();
        failures = 0;
        pause = null;
        if (kept && answer.mayBeKept()) {
            Duration extra = answer.age()
                    .orElse(Duration.ZERO)
                    .minus(kind.head().apply(value).age());
            good = new Good<>(
                    value, entityTag, extra.isNegative() ? Duration.ZERO : extra, now, now.plus(answer.freshFor()));
        }
    }

    /** A report that says that all sources failed is an answer. */
    private CompletableFuture<T> failedReport(RemoteAnswer answer, Instant now) {
        T value;
        try {
            value = kind.reader().apply(answer.body());
        } catch (IllegalArgumentException e) {
            return failed(unexpected(answer), now);
        }
        service.answered();
        Duration wait = answer.retryAfter().orElse(RemoteService.SOON);
        T report = kind.withHead().apply(value, kind.head().apply(value).withRetryAfter(wait));
        service.built(report, refusals);
        return pausedFor(
                CompletableFuture.completedFuture(report), answer.retryAfter().orElse(Duration.ZERO), now);
    }

    private synchronized CompletableFuture<T> pausedFor(CompletableFuture<T> result, Duration wait, Instant now) {
        if (!wait.isZero()) {
            pause = new Pause<>(result, now.plus(wait));
        }
        return result;
    }

    private static CallFailure unexpected(RemoteAnswer answer) {
        return new CallFailure(
                ErrorCode.HTTP_STATUS,
                RemoteService.NAME + " answered with status " + answer.status(),
                false,
                true,
                answer.retryAfter());
    }

    private synchronized CompletableFuture<T> failed(CallFailure failure, Instant now) {
        failures++;
        Duration wait = service.failed(failure, failures, now);
        return paused(failure.error(), wait, now);
    }

    /** The last good value, older; or a report that has failed. */
    private synchronized CompletableFuture<T> paused(SourceError error, Duration wait, Instant now) {
        Good<T> last = good;
        CompletableFuture<T> result;
        try {
            T value;
            Duration since = last == null ? Duration.ZERO : Duration.between(last.checkedAt(), now);
            if (last != null && since.compareTo(service.staleIfError()) <= 0) {
                Head head = kind.head().apply(last.value());
                value = kind.withHead()
                        .apply(last.value(), head.stale(now, last.extraAge().plus(since), error));
            } else {
                Duration retryAfter = wait.compareTo(RemoteService.SOON) < 0 ? RemoteService.SOON : wait;
                value = kind.failed().apply(Head.away(now, error, retryAfter));
            }
            service.built(value, refusals);
            result = CompletableFuture.completedFuture(value);
        } catch (RuntimeException e) {
            result = CompletableFuture.failedFuture(e);
        }
        return pausedFor(result, wait, now);
    }
}
