package org.ar1.integration.internal.assemble;

import org.ar1.integration.internal.source.SourceReader;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.SourceStatus;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The reports that were built last, by lab type or zone. A report is given again as long as nothing has
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
    private final Function<R, Instant> until;
    private final Gatherer<R> gatherer;
    private final ConcurrentMap<String, Kept<R>> kept;

    private volatile @Nullable Kept<R> all;
    private final ConcurrentMap<Object, CompletableFuture<R>> building = new ConcurrentHashMap<>();

    /** Builds reports. */
    @FunctionalInterface
    public interface Gatherer<R> {

        /**
         * Builds the report of a key.
         *
         * @param key the lab type, or the zone; null for all lab types, or the zone of the campus
         * @param traceparent the trace that fetches belong to; null for none
         */
        CompletableFuture<R> gather(@Nullable String key, @Nullable String traceparent);
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
     * Nothing kept yet, of reports that are right until a source changes.
     *
     * @param sources the lines of a report
     * @param rows how many rows a report has beside those lines
     * @param gatherer builds the reports
     */
    public ReportMemo(
            SourceReader reader, Function<R, List<SourceStatus>> sources, ToIntFunction<R> rows, Gatherer<R> gatherer) {
        this(
                reader,
                sources,
                report -> sources.apply(report).size() + rows.applyAsInt(report),
                MOST_ROWS,
                report -> Instant.MAX,
                gatherer);
    }

    /**
     * Nothing kept yet.
     *
     * @param sources the lines of a report
     * @param weight what a report weighs
     * @param most what all reports may weigh together, without the one whose key is null
     * @param until until when a report is right, if no source changes before
     * @param gatherer builds the reports
     */
    public ReportMemo(
            SourceReader reader,
            Function<R, List<SourceStatus>> sources,
            ToIntFunction<R> weight,
            long most,
            Function<R, Instant> until,
            Gatherer<R> gatherer) {
        this.reader = reader;
        this.sources = sources;
        this.until = until;
        this.gatherer = gatherer;
        this.kept = Caffeine.newBuilder()
                .maximumWeight(most)
                .weigher((String key, Kept<R> last) -> weight.applyAsInt(last.report()))
                .executor(Runnable::run) // its housekeeping is less work than to wake up another thread for it
                .build()
                .asMap();
    }

    /** The report, if it need not be built. */
    public @Nullable R peek(@Nullable String key) {
        Kept<R> last = key == null ? all : kept.get(key);
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
    public CompletableFuture<R> get(@Nullable String key, @Nullable String traceparent) {
        R last = peek(key);
        return last == null ? build(key, traceparent) : CompletableFuture.completedFuture(last);
    }

    private CompletableFuture<R> build(@Nullable String key, @Nullable String traceparent) {
        Object place = key == null ? ALL : key;
        CompletableFuture<R> own = new CompletableFuture<>();
        CompletableFuture<R> other = building.putIfAbsent(place, own);
        if (other != null) {
            return other.copy();
        }
        long changes = reader.changes();
        Instant from = reader.now();
        CompletableFuture<R> gathered;
        try {
            gathered = gatherer.gather(key, traceparent);
        } catch (RuntimeException | Error e) {
            gathered = CompletableFuture.failedFuture(e);
        }
        gathered.whenComplete((report, failure) -> {
            try {
                if (failure == null) {
                    keep(key, report, changes, from);
                }
            } finally {
                building.remove(place, own);
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
    private void keep(@Nullable String key, R report, long changes, Instant from) {
        if (!isToBeKept(report)) {
            return;
        }
        Kept<R> built = Kept.of(report, changes, from, earlier(reader.nextChange(), until.apply(report)));
        if (changes != reader.changes()) {
            return;
        }
        if (key == null) {
            all = built;
        } else {
            kept.put(key, built);
        }
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    /** Another reader may have more time, or find the circuit breaker closed. */
    private boolean isToBeKept(R report) {
        return sources.apply(report).stream()
                .map(SourceStatus::error)
                .noneMatch(error -> error != null
                        && (error.code() == ErrorCode.DEADLINE || error.code() == ErrorCode.CIRCUIT_OPEN));
    }
}
