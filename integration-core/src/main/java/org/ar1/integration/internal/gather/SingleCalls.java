package org.ar1.integration.internal.gather;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.ar1.integration.internal.client.UserProgressClient;
import org.ar1.integration.internal.fetch.Read;
import org.ar1.integration.internal.fetch.Reading;
import org.ar1.integration.internal.http.Deadline;
import org.ar1.integration.source.Sourced;

/** A resource of one lab type that a caller wants by itself. */
public final class SingleCalls {

    private SingleCalls() {}

    /** Reads a list. */
    public static <T> CompletableFuture<Sourced<T>> list(Gathering gathering, Function<Deadline, Reading<T>> open) {
        Deadline deadline = gathering.deadline();
        return open.apply(deadline).by(deadline).thenApply(Read::sourced);
    }

    /** Calls, and judges a 404 as in a report. */
    public static <T> CompletableFuture<Sourced<T>> judged(
            Gathering gathering, BiFunction<String, Deadline, CompletableFuture<Read<T>>> call, String labType) {
        Objects.requireNonNull(labType, "labType");
        Deadline deadline = gathering.deadline();
        UserProgressClient userProgress = gathering.clients().userProgress();
        PerTypeCalls<T> calls = new PerTypeCalls<>(
                call,
                userProgress,
                patience -> userProgress.catalogue(deadline).by(patience),
                type -> true,
                gathering.config().refreshPatience(),
                deadline);
        calls.start(List.of(labType));
        return calls.settle().thenApply(settled -> Objects.requireNonNull(settled.get(labType)));
    }
}
