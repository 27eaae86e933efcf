package org.ar1.integration.internal.source;

import org.ar1.integration.internal.call.CallContext;
import org.ar1.integration.internal.call.Channel;
import org.ar1.integration.internal.call.Endpoint;
import org.ar1.integration.internal.call.Reply;
import org.ar1.integration.source.UpstreamService;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value that can be read: where it comes from, how to load it, and what it says of its own age.
 *
 * @param key unique among all sources
 * @param load loads it, by one call or by several
 * @param dataAsOf the time that the value states
 * @param lifetime how long the value counts as fresh
 * @param form how replicas share the value
 * @param oneOfMany whether the resource is fetched once a lab type or server
 */
public record Source<T>(
        String key,
        UpstreamService service,
        String resource,
        Function<CallContext, CompletableFuture<Reply<T>>> load,
        Function<T, @Nullable Instant> dataAsOf,
        Lifetime lifetime,
        EntryJson<T> form,
        boolean oneOfMany) {

    /** The only source of its resource. */
    public Source(
            String key,
            UpstreamService service,
            String resource,
            Function<CallContext, CompletableFuture<Reply<T>>> load,
            Function<T, @Nullable Instant> dataAsOf,
            Lifetime lifetime,
            EntryJson<T> form) {
        this(key, service, resource, load, dataAsOf, lifetime, form, false);
    }

    /** Which of the settings says how long a value counts as fresh. */
    public enum Lifetime {
        /** The cache duration. */
        USUAL,
        /** The cache duration of summaries of a history. */
        HISTORY,
        /** An hour, or the cache duration when that is longer or zero. */
        HOUR
    }

    /** A value that one call gives and that states no time. */
    public static <T> Source<T> of(Endpoint<T> endpoint, EntryJson<T> form, Channel channel) {
        return of(endpoint, form, channel, value -> null);
    }

    /** A value that one call gives. */
    public static <T> Source<T> of(
            Endpoint<T> endpoint, EntryJson<T> form, Channel channel, Function<T, @Nullable Instant> dataAsOf) {
        return new Source<>(
                endpoint.key(),
                endpoint.service(),
                endpoint.resource(),
                context -> channel.call(endpoint, context),
                dataAsOf,
                endpoint.size() == Endpoint.Size.STREAMED ? Lifetime.HISTORY : Lifetime.USUAL,
                form);
    }

    /** The same source, as one of those that its resource has for each lab type or server. */
    public Source<T> asOneOfMany() {
        return new Source<>(key, service, resource, load, dataAsOf, lifetime, form, true);
    }

    /** The same value for those to whom it is fresh for an hour; kept apart from what others have read. */
    public Source<T> hourly() {
        return new Source<>(key + "#hourly", service, resource, load, dataAsOf, Lifetime.HOUR, form, oneOfMany);
    }

    /** The same source, loaded in another way. */
    public Source<T> loadedBy(Function<CallContext, CompletableFuture<Reply<T>>> other) {
        return new Source<>(key, service, resource, other, dataAsOf, lifetime, form, oneOfMany);
    }

    SecondLevel.Slot slot() {
        return new SecondLevel.Slot(service, resource, key, form);
    }

    @Override
    public String toString() {
        return service.displayName() + " (" + resource + ")";
    }
}
