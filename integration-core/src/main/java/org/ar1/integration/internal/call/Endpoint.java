package org.ar1.integration.internal.call;

import java.util.function.ToLongFunction;
import org.ar1.integration.source.UpstreamService;
import org.jspecify.annotations.Nullable;

/**
 * What to ask a service for, and how to read its answer.
 *
 * @param path encoded path and query, from the base URL on
 * @param personal whether the path or the answer tells of a person, so that neither is logged
 * @param absentOn404 whether a 404 is an answer: that there is no such value
 * @param weigher gives about how many bytes a value holds; null when that is about the length of its body
 */
public record Endpoint<T>(
        UpstreamService service,
        String resource,
        String path,
        Size size,
        boolean personal,
        boolean absentOn404,
        Decoder<T> decoder,
        @Nullable ToLongFunction<T> weigher) {

    /** How long a body may be, and how its time is limited. */
    public enum Size {
        /** Limited in bytes and in time. */
        BOUNDED,
        /** As long as the service's history; limited by silence. */
        STREAMED
    }

    public static <T> Endpoint<T> of(UpstreamService service, String resource, String path, Decoder<T> decoder) {
        return new Endpoint<>(service, resource, path, Size.BOUNDED, false, false, decoder, null);
    }

    public Endpoint<T> streamed() {
        return new Endpoint<>(service, resource, path, Size.STREAMED, personal, absentOn404, decoder, weigher);
    }

    /** A stream whose value is weighed. */
    public Endpoint<T> streamed(ToLongFunction<T> bytes) {
        return new Endpoint<>(service, resource, path, Size.STREAMED, personal, absentOn404, decoder, bytes);
    }

    public Endpoint<T> orAbsent() {
        return new Endpoint<>(service, resource, path, size, personal, true, decoder, weigher);
    }

    /** The same of a person. */
    public Endpoint<T> ofPerson() {
        return new Endpoint<>(service, resource, path, size, true, absentOn404, decoder, weigher);
    }

    /** Unique among all resources of all services. */
    public String key() {
        return service.id() + path;
    }

    @Override
    public String toString() {
        return service.displayName() + " (" + resource + ")";
    }
}
