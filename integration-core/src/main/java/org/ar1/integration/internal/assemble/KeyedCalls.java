package org.ar1.integration.internal.assemble;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.ar1.integration.internal.call.Deadline;
import org.ar1.integration.internal.text.Printable;
import org.ar1.integration.source.CallCounts;
import org.ar1.integration.source.Sourced;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls of a resource that is asked once a lab type or server, each started as soon as something names the key. A
 * service is called in the order of the starts, so that callers name what matters most first. Thread-safe.
 */
final class KeyedCalls<K, T> {

    private static final Logger LOG = LoggerFactory.getLogger(KeyedCalls.class);

    private final BiFunction<K, Deadline, CompletableFuture<Sourced<T>>> call;
    private final Predicate<K> wanted;
    private final Deadline deadline;
    private final ConcurrentMap<K, CompletableFuture<Sourced<T>>> calls = new ConcurrentHashMap<>();

    KeyedCalls(BiFunction<K, Deadline, CompletableFuture<Sourced<T>>> call, Predicate<K> wanted, Deadline deadline) {
        this.call = call;
        this.wanted = wanted;
        this.deadline = deadline;
    }

    /** Starts the calls of those keys that are wanted and have none yet. */
    void start(Collection<K> keys) {
        for (K key : keys) {
            if (wanted.test(key)) {
                calls.computeIfAbsent(key, any -> call.apply(any, deadline));
            }
        }
    }

    /** What the calls started so far gave; those that failed or were late are logged in one line. */
    CompletableFuture<Map<K, Sourced<T>>> results() {
        Map<K, CompletableFuture<Sourced<T>>> started = Map.copyOf(calls);
        return ReportContext.all(started.values()).thenApply(done -> {
            Map<K, Sourced<T>> results = new HashMap<>();
            started.forEach((key, result) -> results.put(key, result.join()));
            logFailures(results);
            return results;
        });
    }

    /** Of this round alone: what backs off was logged in the round in which it failed. */
    private void logFailures(Map<K, Sourced<T>> results) {
        List<Map.Entry<K, Sourced<T>>> failing = results.entrySet().stream()
                .filter(result ->
                        result.getValue().error() != null && result.getValue().attempts() > 0)
                .toList();
        if (failing.isEmpty()) {
            return;
        }
        Sourced<T> first = failing.get(0).getValue();
        // Lab types are free text: none may begin a line of its own in the log.
        LOG.warn(
                "{} ({}): {} of {} calls failed or were late: {}",
                first.service().displayName(),
                first.resource(),
                failing.size(),
                results.size(),
                failing.stream()
                        .limit(CallCounts.MAX_NAMED)
                        .map(result -> Printable.value(result.getKey()) + " ("
                                + Objects.requireNonNull(result.getValue().error())
                                        .code()
                                        .id() + ")")
                        .sorted()
                        .collect(Collectors.joining(", ")));
    }
}
