package org.ar1.integration.internal.http;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.SourceError;

/** A call that gave no good answer. Carries no stack: it is an outcome, not a fault of the program. */
public final class CallFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient SourceError error;
    private final boolean retryable;
    private final boolean servicesFault;
    private final transient Optional<Duration> retryAfter;

    public CallFailure(ErrorCode code, String message, boolean retryable) {
        this(code, message, retryable, isServicesFault(code), Optional.empty());
    }

    private static boolean isServicesFault(ErrorCode code) {
        return switch (code) {
            case CONNECT, TIMEOUT, HTTP_STATUS, DECODE, TOO_LARGE -> true;
            case CIRCUIT_OPEN, DEADLINE, UNKNOWN_LAB -> false;
        };
    }

    /** A failure of which more is known. */
    public CallFailure(
            ErrorCode code, String message, boolean retryable, boolean servicesFault, Optional<Duration> retryAfter) {
        super(message, null, false, false);
        this.error = new SourceError(code, message);
        this.retryable = retryable;
        this.servicesFault = servicesFault;
        this.retryAfter = retryAfter;
    }

    /** The failure behind what a stage failed with; anything unforeseen counts as a broken connection. */
    public static CallFailure of(Throwable thrown) {
        Throwable cause = thrown;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof CallFailure failure
                ? failure
                : new CallFailure(ErrorCode.CONNECT, "The call broke off", false);
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

    /** Whether the call was made at all; one that was not says nothing of the service. */
    public boolean wasMade() {
        return error.code() != ErrorCode.CIRCUIT_OPEN && error.code() != ErrorCode.DEADLINE;
    }

    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
