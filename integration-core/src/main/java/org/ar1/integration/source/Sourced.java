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
 * A value together with where it came from. A failed fetch is a {@code Sourced} too: failures of a service are expected
 * and therefore data. Serializable when its value is.
 *
 * @param <T> the type of the value
 * @param value the value; null when there is none, either because the source failed or, with an outcome that
 *     {@linkplain Outcome#hasData() has data}, because the service answered that there is none
 * @param service the service asked
 * @param resource the resource of it, such as {@code trends} or {@code usage/lab}
 * @param outcome where the value came from
 * @param fetchedAt when the value left the service; null when there is none
 * @param dataAsOf the time that the data itself states; null when it states none
 * @param attempts the calls made for this answer; 0 when it came from memory or was not attempted
 * @param error why the source is stale or failed; null when it is current or was skipped
 */
public record Sourced<T>(
        @Nullable T value,
        UpstreamService service,
        String resource,
        Outcome outcome,
        @Nullable Instant fetchedAt,
        @Nullable Instant dataAsOf,
        int attempts,
        @Nullable SourceError error)
        implements Serializable {

    public Sourced {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(outcome, "outcome");
        if (!outcome.hasData() && value != null) {
            throw new IllegalArgumentException("a source that is " + outcome.id() + " has no value");
        }
        if (outcome != Outcome.SKIPPED && outcome.isCurrent() == (error != null)) {
            throw new IllegalArgumentException("a source that is " + outcome.id() + " and its error do not agree");
        }
    }

    /**
     * The value, if there is one.
     *
     * @return the value, or empty when the source failed or the service answered that there is none
     */
    public Optional<T> asOptional() {
        return Optional.ofNullable(value);
    }

    /**
     * The value, for callers that cannot go on without.
     *
     * @return the value
     * @throws UpstreamException when the source failed or was skipped
     * @throws NoSuchElementException when the service answered that there is none
     */
    public T orElseThrow() {
        T present = value;
        if (present != null) {
            return present;
        }
        if (!outcome.hasData()) {
            throw new UpstreamException(this);
        }
        throw new NoSuchElementException(service.displayName() + " has no such " + resource);
    }

    /**
     * How old the value is.
     *
     * @param now the time to measure at
     * @return the time since the value was fetched, never negative; null when there is none
     */
    public @Nullable Duration age(Instant now) {
        Instant at = fetchedAt;
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
     * @param view makes the other value; not called when there is none
     * @return this source with the value that {@code view} made
     */
    public <R> Sourced<R> map(Function<? super T, ? extends R> view) {
        T present = value;
        R mapped = present == null ? null : view.apply(present);
        return new Sourced<>(mapped, service, resource, outcome, fetchedAt, dataAsOf, attempts, error);
    }
}
