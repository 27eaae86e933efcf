package org.ar1.integration.internal.join;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.ar1.integration.internal.stats.Order;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.source.UpstreamService;

/** The calls of a resource that is asked once a lab type or server. */
final class PerKey {

    private PerKey() {}

    /**
     * The calls of these keys, in their order; a key that was named too late to be asked counts as skipped.
     *
     * @param unnamed whether what names the keys could not be had, which is one skipped call
     */
    static <K, T> Collection<Sourced<T>> select(
            Map<K, Sourced<T>> calls, Collection<K> keys, boolean unnamed, UpstreamService service, String resource) {
        if (unnamed) {
            return List.of(skipped(service, resource));
        }
        List<Sourced<T>> selected = new ArrayList<>();
        for (K key : keys) {
            Sourced<T> call = calls.get(key);
            selected.add(call != null ? call : skipped(service, resource));
        }
        return selected;
    }

    /** The lab types of a report among some, by code point. */
    static List<String> sorted(Set<String> labTypes, Predicate<String> wanted) {
        String[] sorted = labTypes.stream().filter(wanted).toArray(String[]::new);
        Order.sort(sorted);
        return List.of(sorted);
    }

    /** A call that was needed but could not be made. */
    private static <T> Sourced<T> skipped(UpstreamService service, String resource) {
        return new Sourced<>(null, service, resource, Outcome.SKIPPED, null, null, 0, null);
    }
}
