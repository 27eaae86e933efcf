package org.ar1.integration.internal.join;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.source.UpstreamService;
import org.jspecify.annotations.Nullable;

/** The calls of a resource that is asked once a lab type or server. */
final class PerKey {

    private PerKey() {}

    /**
     * The calls of these keys, in their order; a key that was named too late to be asked counts as skipped.
     *
     * @param call the call of a key; null when it was not asked
     * @param unnamed whether what names the keys could not be had, which is one skipped call
     */
    static <K, T> Collection<Sourced<T>> select(
            Collection<K> keys,
            Function<K, @Nullable Sourced<T>> call,
            boolean unnamed,
            UpstreamService service,
            String resource) {
        if (unnamed) {
            return List.of(skipped(service, resource));
        }
        List<Sourced<T>> selected = new ArrayList<>(keys.size());
        for (K key : keys) {
            Sourced<T> asked = call.apply(key);
            selected.add(asked != null ? asked : skipped(service, resource));
        }
        return selected;
    }

    /** A call that was needed but could not be made. */
    private static <T> Sourced<T> skipped(UpstreamService service, String resource) {
        return new Sourced<>(null, service, resource, Outcome.SKIPPED, null, null, 0, null);
    }
}
