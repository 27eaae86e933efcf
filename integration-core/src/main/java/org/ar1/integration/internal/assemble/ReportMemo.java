package org.ar1.integration.internal.assemble;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.ar1.integration.internal.source.SourceReader;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.SourceStatus;
import org.jspecify.annotations.Nullable;

/**
 * The reports that were built last, of all lab types and of single ones. A report is given again as long as nothing has
 * changed that is known of the sources, and would be built as it was. Those who come while it is built share that.
 * Thread-safe.
 */
public final class ReportMemo<R> {

    /**
     * The rows of all reports of single lab types together; a row takes about a hundred bytes here, and in each form in which
     * it is written.
     */
    private static final int MOST_ROWS = 100_000;

    /** Stands for all lab types, and is none. */
    private static final Object ALL = new Object();

    private final SourceReader reader;
    private final Function<R, List<SourceStatus>> sources;
    private final Gatherer<R> gatherer;
    private final ConcurrentMap<String, Kept<R>> kept;

    private volatile @Nullable Kept<R> all;
    private final ConcurrentMap<Object, CompletableFuture<R>> building = new ConcurrentHashMap<>();

    /** Builds reports. */
    @FunctionalInterface
    public interface Gatherer<R> {

        /**
         * Builds the report of a lab type.
         *
         * @param labType the lab type; null for all of them
         * @param traceparent the trace that fetches belong to; null for none
         */
        CompletableFuture<R> gather(@Nullable String labType, @Nullable String traceparent);
    }

    /**
     * A report and how long it is right.
     *
     * @param changes the number of changes that it takes into account
     * @param from from when, in milliseconds of the epoch, by a clock that may be set back
     * @param until until when, if nothing changes before
     */
    private record Kept<R>(R report, long changes, long from, long until) {

        static <R> Kept<R> of(R report, long changes, Instant from, Instant until) {
            return new Kept<>(
                    report,
                    changes,
                    from.toEpochMilli(),
                    until.equals(Instant.MAX) ? Long.MAX_VALUE : until.toEpochMilli());
        }
    }

    /**
     * Nothing kept yet.
     *
     * @param sources the lines of a report
     * @param rows how many rows a report has beside those lines
     * @param gatherer builds the reports
     */
    public ReportMemo(
            SourceReader reader, Function<R, List<SourceStatus>> sources, ToIntFunction<R> rows, Gatherer<R> gatherer) {
        this.reader = reader;
        this.sources = sources;
        this.gatherer = gatherer;
        this.kept = Caffeine.newBuilder()
                .maximumWeight(MOST_ROWS)
                .weigher((String labType, Kept<R> last) ->
                        sources.apply(last.report()).size() + rows.applyAsInt(last.report()))
                .executor(Runnable::run) // its housekeeping is less work than to wake up another thread for it
                .build()
                .asMap();
    }

    /** The report, if it need not be built. */
    public @Nullable R peek(@Nullable String labType) {
        Kept<R> last = labType == null ? all : kept.get(labType);
        if (last == null || last.changes() != reader.changes()) {
            return null;
        }
        long now = reader.millis();
        return now < last.from() || now >= last.until() ? null : last.report();
    }

    /** How many reports it holds. */
    public int size() {
        return kept.size() + (all == null ? 0 : 1);
    }

    /** The report, built if need be. */
    public CompletableFuture<R> get(@Nullable String labType, @Nullable String traceparent) {
        R last = peek(labType);
        return last == null ? build(labType, traceparent) : CompletableFuture.completedFuture(last);
    }

    private CompletableFuture<R> build(@Nullable String labType, @Nullable String traceparent) {
        Object key = labType == null ? ALL : labType;
        CompletableFuture<R> own = new CompletableFuture<>();
        CompletableFuture<R> other = building.putIfAbsent(key, own);
        if (other != null) {
            return other.copy();
        }
        long changes = reader.changes();
        Instant from = reader.now();
        CompletableFuture<R> gathered;
        try {
            gathered = gatherer.gather(labType, traceparent);
        } catch (RuntimeException | Error e) {
            gathered = CompletableFuture.failedFuture(e);
        }
        gathered.whenComplete((report, failure) -> {
            try {
                if (failure == null) {
                    keep(labType, report, changes, from);
                }
            } finally {
                building.remove(key, own);
                if (failure == null) {
                    own.complete(report);
                } else {
                    own.completeExceptionally(failure);
                }
            }
        });
        return own.copy();
    }

    /** A report during whose building something changed may have it or not, and is not kept. */
    private void keep(@Nullable String labType, R report, long changes, Instant from) {
        if (!isToBeKept(report)) {
            return;
        }
        Kept<R> built = Kept.of(report, changes, from, reader.nextChange());
        if (changes != reader.changes()) {
            return;
        }
        if (labType == null) {
            all = built;
        } else {
            kept.put(labType, built);
        }
    }

    /** Another reader may have more time, or find the circuit breaker closed. */
    private boolean isToBeKept(R report) {
        return sources.apply(report).stream()
                .map(SourceStatus::error)
                .noneMatch(error -> error != null
                        && (error.code() == ErrorCode.DEADLINE || error.code() == ErrorCode.CIRCUIT_OPEN));
    }
}
