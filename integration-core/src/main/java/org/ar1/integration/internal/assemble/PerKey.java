package org.ar1.integration.internal.assemble;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.ar1.integration.internal.assemble.SourceLines.Call;
import org.ar1.integration.internal.source.Results;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.source.UpstreamService;
import org.jspecify.annotations.Nullable;

/** The calls of a resource that is asked once a lab type or server. */
final class PerKey {

    private PerKey() {}

    /**
     * The calls of these keys, in their order; a key that was named too late to be asked counts as skipped.
     *
     * @param name the key as reports show it
     * @param call the call of a key; null when it was not asked
     * @param unnamed whether what names the keys failed, which is one skipped call
     */
    static <K, T> Collection<Call> select(
            Collection<K> keys,
            Function<K, String> name,
            Function<K, @Nullable Sourced<T>> call,
            boolean unnamed,
            UpstreamService service,
            String resource) {
        if (unnamed) {
            return List.of(new Call(null, Results.skipped(service, resource)));
        }
        List<Call> selected = new ArrayList<>(keys.size());
        for (K key : keys) {
            Sourced<T> asked = call.apply(key);
            selected.add(new Call(name.apply(key), asked != null ? asked : Results.skipped(service, resource)));
        }
        return selected;
    }
}
