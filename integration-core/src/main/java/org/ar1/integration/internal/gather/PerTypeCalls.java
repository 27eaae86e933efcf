package org.ar1.integration.internal.gather;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.ar1.integration.internal.client.UserProgressClient;
import org.ar1.integration.internal.fetch.Read;
import org.ar1.integration.internal.http.Deadline;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.upstream.LabCatalogue;

/**
 * The calls of a resource that is asked once a lab type, each started as soon as something names the type, and the
 * judgement of what a 404 among them means.
 *
 * <p>A service that answers 404 may only be unable to ask the catalogue. So where the catalogue holds the type, the 404s
 * are believed once the catalogue has answered a call made after them; one call serves all of them.
 */
final class PerTypeCalls<T> {

    /** The share of the time, in percent, after which 404s are judged even though other calls are still out. */
    private static final int JUDGEMENT = 85;

    private final BiFunction<String, Deadline, CompletableFuture<Read<T>>> call;
    private final UserProgressClient userProgress;
    private final Predicate<String> wanted;
    private final Deadline deadline;
    private final ConcurrentMap<String, CompletableFuture<Read<T>>> calls = new ConcurrentHashMap<>();

    PerTypeCalls(
            BiFunction<String, Deadline, CompletableFuture<Read<T>>> call,
            UserProgressClient userProgress,
            Predicate<String> wanted,
            Deadline deadline) {
        this.call = call;
        this.userProgress = userProgress;
        this.wanted = wanted;
        this.deadline = deadline;
    }

    /** Starts the calls of these types that are wanted and have none yet. */
    void start(Collection<String> labTypes) {
        for (String labType : labTypes) {
            if (wanted.test(labType)) {
                calls.computeIfAbsent(labType, type -> call.apply(type, deadline));
            }
        }
    }

    /** What the calls started so far gave. */
    CompletableFuture<Map<String, Sourced<T>>> settle() {
        Deadline judgement = deadline.part(JUDGEMENT);
        CompletableFuture<Void> all = Gathering.all(calls.values());
        return all.copy()
                .completeOnTimeout(null, judgement.remaining().toNanos(), TimeUnit.NANOSECONDS)
                .thenCompose(done -> mayBeLies() ? judge(judgement) : CompletableFuture.completedFuture(r -> true))
                .thenCombine(all, (isTrue, done) -> settled(isTrue));
    }

    private boolean mayBeLies() {
        return calls.values().stream()
                .anyMatch(read -> read.isDone() && read.join().absence() != null);
    }

    /** Finds out which 404s are to be believed. */
    private CompletableFuture<Predicate<Map.Entry<String, Read<T>>>> judge(Deadline judgement) {
        return userProgress.catalogue(judgement).thenCompose(read -> {
            LabCatalogue catalogue = read.sourced().asOptional().orElse(LabCatalogue.empty());
            Predicate<Map.Entry<String, Read<T>>> notInCatalogue =
                    entry -> catalogue.byType(entry.getKey()).isEmpty();
            long last = Long.MIN_VALUE;
            for (Map.Entry<String, CompletableFuture<Read<T>>> entry : calls.entrySet()) {
                Read.Absence<T> absence =
                        entry.getValue().isDone() ? entry.getValue().join().absence() : null;
                if (absence != null && catalogue.byType(entry.getKey()).isPresent()) {
                    last = last == Long.MIN_VALUE || absence.answeredNanos() - last > 0
                            ? absence.answeredNanos()
                            : last;
                }
            }
            if (last == Long.MIN_VALUE) {
                return CompletableFuture.completedFuture(notInCatalogue);
            }
            long lastAnswer = last;
            return userProgress
                    .answersAfter(lastAnswer, deadline)
                    .thenApply(answers -> notInCatalogue.or(entry -> {
                        Read.Absence<T> absence = entry.getValue().absence();
                        return answers && (absence == null || absence.answeredNanos() - lastAnswer <= 0);
                    }));
        });
    }

    private Map<String, Sourced<T>> settled(Predicate<Map.Entry<String, Read<T>>> isTrue) {
        Map<String, Sourced<T>> settled = new HashMap<>();
        calls.forEach((labType, future) -> {
            Read<T> read = future.join();
            settled.put(labType, isTrue.test(Map.entry(labType, read)) ? read.believed() : read.doubted());
        });
        return settled;
    }
}
