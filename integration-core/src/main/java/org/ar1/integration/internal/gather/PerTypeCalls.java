package org.ar1.integration.internal.gather;

import java.time.Duration;
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
import org.ar1.integration.internal.fetch.Reading;
import org.ar1.integration.internal.http.Deadline;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.upstream.LabCatalogue;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a resource that is asked once a lab type, each started as soon as something names the type, and the
 * judgement of what a 404 among them means.
 *
 * <p>A service that answers 404 may only be unable to ask the catalogue. So where the catalogue holds the type, the 404s
 * are believed once the catalogue has answered a call made after them; one call serves all of them. A reader who can be
 * shown last good values waits for that no longer than for any other fetch; its outcome then serves the next reader.
 */
final class PerTypeCalls<T> {

    /** The share of the time, in percent, after which 404s are judged even though other calls are still out. */
    private static final int JUDGEMENT = 85;

    private final BiFunction<String, Deadline, CompletableFuture<Read<T>>> call;
    private final UserProgressClient userProgress;
    private final Reading<LabCatalogue> catalogue;
    private final Predicate<String> wanted;
    private final Duration patience;
    private final Deadline deadline;
    private final ConcurrentMap<String, CompletableFuture<Read<T>>> calls = new ConcurrentHashMap<>();

    /**
     * Nothing is called yet.
     *
     * @param patience how long after a 404 its judgement is waited for where there are last good values
     */
    PerTypeCalls(
            BiFunction<String, Deadline, CompletableFuture<Read<T>>> call,
            UserProgressClient userProgress,
            Reading<LabCatalogue> catalogue,
            Predicate<String> wanted,
            Duration patience,
            Deadline deadline) {
        this.call = call;
        this.userProgress = userProgress;
        this.catalogue = catalogue;
        this.wanted = wanted;
        this.patience = patience;
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
                .thenCompose(done -> judge(judgement))
                .thenCombine(all, (verdict, done) -> settled(verdict));
    }

    /**
     * Which 404s are to be believed.
     *
     * @param catalogue what the catalogue holds; a 404 for anything else is true
     * @param untilNanos the verdict is on the other 404s up to this time; null when there were none
     * @param areTrue whether those are true
     */
    private record Verdict(LabCatalogue catalogue, @Nullable Long untilNanos, boolean areTrue) {

        <T> Sourced<T> on(String labType, Read<T> read) {
            Read.Absence<T> absence = read.absence();
            if (absence == null || catalogue.byType(labType).isEmpty()) {
                return read.believed();
            }
            if (untilNanos == null || absence.answeredNanos() - untilNanos > 0) {
                return read.unverified();
            }
            return areTrue ? read.believed() : read.doubted();
        }
    }

    private CompletableFuture<Verdict> judge(Deadline judgement) {
        if (calls.values().stream()
                .allMatch(read -> read.isDone() && read.join().absence() == null)) {
            return CompletableFuture.completedFuture(new Verdict(LabCatalogue.empty(), null, true));
        }
        return catalogue.by(judgement).thenCompose(read -> {
            LabCatalogue known = read.sourced().asOptional().orElse(LabCatalogue.empty());
            Long latest = latestDoubtful(known);
            if (latest == null) {
                return CompletableFuture.completedFuture(new Verdict(known, null, true));
            }
            CompletableFuture<Verdict> verdict = userProgress
                    .answersAfter(latest, deadline)
                    .thenApply(answers -> new Verdict(known, latest, answers));
            long left = latest + patience.toNanos() - System.nanoTime();
            return haveLastGoodValues(known)
                    ? verdict.completeOnTimeout(new Verdict(known, null, true), left, TimeUnit.NANOSECONDS)
                    : verdict;
        });
    }

    /** Whether there is something else to show for each 404 that is in doubt. */
    private boolean haveLastGoodValues(LabCatalogue known) {
        return calls.entrySet().stream()
                .filter(call -> known.byType(call.getKey()).isPresent())
                .map(Map.Entry::getValue)
                .filter(CompletableFuture::isDone)
                .map(CompletableFuture::join)
                .allMatch(read ->
                        read.absence() == null || read.unverified().outcome().hasData());
    }

    /** When the latest 404 came for a type that the catalogue holds; null when there is none. */
    private @Nullable Long latestDoubtful(LabCatalogue known) {
        Long latest = null;
        for (Map.Entry<String, CompletableFuture<Read<T>>> call : calls.entrySet()) {
            Read.Absence<T> absence =
                    call.getValue().isDone() ? call.getValue().join().absence() : null;
            if (absence != null
                    && known.byType(call.getKey()).isPresent()
                    && (latest == null || absence.answeredNanos() - latest > 0)) {
                latest = absence.answeredNanos();
            }
        }
        return latest;
    }

    private Map<String, Sourced<T>> settled(Verdict verdict) {
        Map<String, Sourced<T>> settled = new HashMap<>();
        calls.forEach((labType, future) -> settled.put(labType, verdict.on(labType, future.join())));
        return settled;
    }
}
