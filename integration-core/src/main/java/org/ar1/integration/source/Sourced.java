package org.ar1.integration.source;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The result of reading a source, together with where it came from: a {@linkplain Value value}, an {@linkplain Absence
 * absence}, which the service itself states, or a {@linkplain Failure failure}. Failures of a service are expected and
 * therefore data. Immutable; serializable when its value is.
 *
 * <pre>{@code
 * if (sourced instanceof Sourced.Value<LabCatalogue> known) {
 *     show(known.value(), known.age(now));
 * } else if (sourced instanceof Sourced.Failure<LabCatalogue> failed) {
 *     show(failed.error());
 * }
 * }</pre>
 *
 * @param <T> the type of the value
 */
public sealed interface Sourced<T> extends Serializable {

    /**
     * A value.
     *
     * @param <T> the type of the value
     * @param value the value
     * @param service the service asked
     * @param resource the resource of it, such as {@code trends} or {@code usage/lab}
     * @param outcome where the value came from: live, cached or stale
     * @param fetchedAt when the value left the service; null when that is not known
     * @param dataAsOf the time that the data itself states; null when it states none
     * @param attempts the calls made for this answer; 0 when it came from memory
     * @param error why the value is stale; null when it is current
     */
    record Value<T>(
            T value,
            UpstreamService service,
            String resource,
            Outcome outcome,
            @Nullable Instant fetchedAt,
            @Nullable Instant dataAsOf,
            int attempts,
            @Nullable SourceError error)
            implements Sourced<T> {

        public Value {
            Objects.requireNonNull(value, "value");
            Consistency.requireAnswer(service, resource, outcome, error);
        }

        @Override
        public T orNull() {
            return value;
        }

        @Override
        public T orElseThrow() {
            return value;
        }

        @Override
        public <R> Sourced<R> map(Function<? super T, ? extends R> view) {
            return new Value<>(view.apply(value), service, resource, outcome, fetchedAt, dataAsOf, attempts, error);
        }
    }

    /**
     * An absence: the service answered that there is no such data, such as the usage of a lab type without users. It
     * ages like a value.
     *
     * @param <T> the type of the value
     * @param service the service asked
     * @param resource the resource of it
     * @param outcome where the answer came from: live, cached or stale
     * @param fetchedAt when the answer left the service; null when that is not known
     * @param attempts the calls made for this answer; 0 when it came from memory
     * @param error why the answer is stale; null when it is current
     */
    record Absence<T>(
            UpstreamService service,
            String resource,
            Outcome outcome,
            @Nullable Instant fetchedAt,
            int attempts,
            @Nullable SourceError error)
            implements Sourced<T> {

        public Absence {
            Consistency.requireAnswer(service, resource, outcome, error);
        }

        @Override
        public T orElseThrow() {
            throw new NoSuchElementException(service.displayName() + " has no such " + resource);
        }

        @Override
        public <R> Sourced<R> map(Function<? super T, ? extends R> view) {
            return new Absence<>(service, resource, outcome, fetchedAt, attempts, error);
        }
    }

    /**
     * A failure: neither a value nor an absence.
     *
     * @param <T> the type of the value
     * @param service the service
     * @param resource the resource of it
     * @param outcome failed, or skipped when it was needed but could not be requested
     * @param attempts the calls made; 0 when it was not attempted
     * @param error why it failed; null when it was skipped
     */
    record Failure<T>(
            UpstreamService service,
            String resource,
            Outcome outcome,
            int attempts,
            @Nullable SourceError error) implements Sourced<T> {

        public Failure {
            Consistency.requireFailure(service, resource, outcome, error);
        }

        @Override
        public @Nullable Instant fetchedAt() {
            return null;
        }

        @Override
        public T orElseThrow() {
            throw new UpstreamException(this);
        }

        @Override
        public <R> Sourced<R> map(Function<? super T, ? extends R> view) {
            return new Failure<>(service, resource, outcome, attempts, error);
        }
    }

    /**
     * The service asked.
     *
     * @return the service
     */
    UpstreamService service();

    /**
     * The resource of the service.
     *
     * @return its fixed name, such as {@code trends} or {@code usage/lab}
     */
    String resource();

    /**
     * Where the result came from.
     *
     * @return live, cached or stale for a value and an absence; failed or skipped for a failure
     */
    Outcome outcome();

    /**
     * When the answer left the service.
     *
     * @return the time by this process's clock; null when there is no answer
     */
    @Nullable
    Instant fetchedAt();

    /**
     * The time that the data itself states.
     *
     * @return the time; null when it states none, or there is no value
     */
    default @Nullable Instant dataAsOf() {
        return null;
    }

    /**
     * The calls made for this result.
     *
     * @return their number; 0 when it came from memory or was not attempted
     */
    int attempts();

    /**
     * Why the source is stale or failed.
     *
     * @return the error; null when it is current or was skipped
     */
    @Nullable
    SourceError error();

    /**
     * The value, if there is one.
     *
     * @return the value; null for an absence and a failure
     */
    default @Nullable T orNull() {
        return null;
    }

    /**
     * The value, if there is one.
     *
     * @return the value; empty for an absence and a failure
     */
    default Optional<T> asOptional() {
        return Optional.ofNullable(orNull());
    }

    /**
     * The value, for callers that cannot go on without.
     *
     * @return the value
     * @throws UpstreamException when the source failed or was skipped
     * @throws NoSuchElementException when the service answered that there is none
     */
    T orElseThrow();

    /**
     * The age of the answer.
     *
     * @param now the time to measure at
     * @return the time since it was fetched, never negative; null when there is none
     */
    default @Nullable Duration age(Instant now) {
        Instant at = fetchedAt();
        if (at == null) {
            return null;
        }
        Duration age = Duration.between(at, now);
        return age.isNegative() ? Duration.ZERO : age;
    }

    /**
     * The same source with another view of its value.
     *
     * @param <R> the type of the other value
     * @param view makes the other value, which is not null; not called when there is none
     * @return this source with the value that {@code view} made
     */
    <R> Sourced<R> map(Function<? super T, ? extends R> view);
}
