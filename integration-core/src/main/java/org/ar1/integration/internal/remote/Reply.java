package org.ar1.integration.internal.remote;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;
import org.ar1.integration.internal.call.CallFailure;
import org.ar1.integration.internal.call.HttpStatuses;
import org.ar1.integration.source.ErrorCode;

/**
 * What an answer of the Integration Service means, or the lack of one.
 *
 * @param <T> the type of the value
 */
sealed interface Reply<T> {

    /** How long the service says not to be asked; zero when it does not say so. */
    default Duration retryAfter() {
        return Duration.ZERO;
    }

    /** Whether it brings or confirms a good value. */
    default boolean isGood() {
        return this instanceof Value || this instanceof Unchanged;
    }

    /** A good value. */
    record Value<T>(T value, RemoteAnswer answer) implements Reply<T> {}

    /** The value of the entity tag that was sent is still right. */
    record Unchanged<T>(RemoteAnswer answer) implements Reply<T> {}

    /** A report of which all sources failed; zero when the service does not say when to ask again. */
    record FailedReport<T>(T report, Duration retryAfter) implements Reply<T> {}

    /**
     * An exception.
     *
     * @param exception the exception when there is this time left
     * @param retryAfter zero when the service does not say when to ask again
     */
    record Refused<T>(Function<Duration, RuntimeException> exception, Duration retryAfter) implements Reply<T> {}

    /** The service does not accept the token. */
    record Denied<T>() implements Reply<T> {}

    /** There is no answer, or none that is understood. */
    record Failed<T>(CallFailure failure) implements Reply<T> {}

    /** The meaning of an answer. */
    static <T> Reply<T> of(RemoteAnswer answer, Kind<T> kind, Refusals refusals, InstantSource clock) {
        int status = answer.status();
        if (status == 304) {
            return new Unchanged<>(answer);
        }
        if (HttpStatuses.isSuccess(status)) {
            return value(answer, kind);
        }
        if (status == 401 || status == 403) {
            return new Denied<>();
        }
        Duration wait = answer.retryAfter(clock).orElse(Duration.ZERO);
        if (status == 503 && answer.isJson()) {
            try {
                return new FailedReport<>(kind.reader().apply(answer.body()), wait);
            } catch (IllegalArgumentException e) {
                return unexpected(answer, clock);
            }
        }
        RemoteProblem problem = RemoteProblem.of(answer);
        Function<Duration, RuntimeException> refusal = refusals.exception(problem);
        if (refusal != null) {
            return new Refused<>(refusal, wait);
        }
        if (status == 400 && problem.name().equals("invalid-parameter")) {
            return new Refused<>(left -> new IllegalArgumentException(problem.detail()), Duration.ZERO);
        }
        return unexpected(answer, clock);
    }

    private static <T> Reply<T> value(RemoteAnswer answer, Kind<T> kind) {
        try {
            return new Value<>(kind.reader().apply(answer.body()), answer);
        } catch (IllegalArgumentException e) {
            return new Failed<>(new CallFailure(
                    ErrorCode.DECODE, RemoteService.NAME + " gave an answer that is not such a document", false, e));
        }
    }

    /** The failure of a call that goes on behind readers who have waited long enough. */
    static <T> Failed<T> silent() {
        return new Failed<>(new CallFailure(
                ErrorCode.UNRESPONSIVE,
                RemoteService.NAME + " is being asked, but has not answered for a while",
                true));
    }

    /** The failure of a status that says nothing of the document. */
    static <T> Failed<T> unexpected(RemoteAnswer answer, InstantSource clock) {
        return new Failed<>(new CallFailure(
                ErrorCode.HTTP_STATUS,
                RemoteService.NAME + " answered with status " + answer.status(),
                false,
                true,
                answer.retryAfter(clock)));
    }
}
