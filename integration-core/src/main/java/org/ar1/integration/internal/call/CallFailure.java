package org.ar1.integration.internal.call;

import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.SourceError;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A call that gave no good answer. Carries no stack: it is an outcome, not a fault of the program. What it is a
 * consequence of is its cause.
 */
public final class CallFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final CompletableFuture<?> ENDED = CompletableFuture.completedFuture(null);

    private final SourceError error;
    private final boolean retryable;
    private final boolean servicesFault;
    private final @Nullable Duration retryAfter;
    private final transient CompletableFuture<?> exchangeEnded;

    /** A failure that is not the consequence of another. */
    public CallFailure(ErrorCode code, String message, boolean retryable) {
        this(code, message, retryable, (Throwable) null);
    }

    /** A failure that is the consequence of another. */
    public CallFailure(ErrorCode code, String message, boolean retryable, @Nullable Throwable cause) {
        this(new SourceError(code, message), retryable, isServicesFault(code), null, cause, ENDED);
    }

    /** A failure of which more is known. */
    public CallFailure(
            ErrorCode code, String message, boolean retryable, boolean servicesFault, Optional<Duration> retryAfter) {
        this(new SourceError(code, message), retryable, servicesFault, retryAfter.orElse(null), null, ENDED);
    }

    private CallFailure(
            SourceError error,
            boolean retryable,
            boolean servicesFault,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause,
            CompletableFuture<?> exchangeEnded) {
        super(error.message(), cause, false, false);
        this.error = error;
        this.retryable = retryable;
        this.servicesFault = servicesFault;
        this.retryAfter = retryAfter;
        this.exchangeEnded = exchangeEnded;
    }

    /** The same failure of a call that the service may not have ended yet. */
    CallFailure lastingUntil(CompletableFuture<?> ended) {
        return new CallFailure(error, retryable, servicesFault, retryAfter, getCause(), ended);
    }

    /** Completes when the service has ended the call, as far as can be seen; mostly it has. */
    public CompletableFuture<?> exchangeEnded() {
        return exchangeEnded;
    }

    private static boolean isServicesFault(ErrorCode code) {
        return switch (code) {
            case CONNECT, TIMEOUT, HTTP_STATUS, DECODE, TOO_LARGE -> true;
            case CIRCUIT_OPEN, DEADLINE, UNRESPONSIVE, UNKNOWN_LAB, INTERNAL -> false;
        };
    }

    /** The failure behind what a stage failed with; anything unforeseen counts as an error on this side. */
    public static CallFailure of(Throwable thrown) {
        Throwable cause = thrown;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof CallFailure failure
                ? failure
                : new CallFailure(ErrorCode.INTERNAL, "The call broke off because of an internal error", false, cause);
    }

    public SourceError error() {
        return error;
    }

    /** Whether another attempt is safe and may help. */
    public boolean retryable() {
        return retryable;
    }

    /** Whether the service is to blame: not when the request was at fault, nor when the call was not made. */
    public boolean isServicesFault() {
        return servicesFault;
    }

    /** Whether the service answered, though not with what was asked for. */
    boolean isAnswer() {
        return switch (error.code()) {
            case HTTP_STATUS, DECODE, TOO_LARGE -> true;
            default -> false;
        };
    }

    /** Whether the call was made at all; one that was not says nothing of the service. */
    public boolean wasMade() {
        return error.code() != ErrorCode.CIRCUIT_OPEN && error.code() != ErrorCode.DEADLINE;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
