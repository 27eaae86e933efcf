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
    private final transient Optional<Duration> retryAfter;

    public CallFailure(ErrorCode code, String message, boolean retryable) {
        this(code, message, retryable, Optional.empty());
    }

    public CallFailure(ErrorCode code, String message, boolean retryable, Optional<Duration> retryAfter) {
        super(message, null, false, false);
        this.error = new SourceError(code, message);
        this.retryable = retryable;
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

    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
