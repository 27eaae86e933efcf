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
import org.ar1.integration.internal.source.SourceVersions;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.SourceStatus;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the most recent reports, by lab type or zone. A report is returned again as long as no source of its resources
 * has changed, so that a new report would be the same. Callers that arrive while a report is built share it.
 * Thread-safe.
 */
public final class ReportMemo<R> {

    /**
     * The rows of all reports of single lab types together; a row takes about a hundred bytes here, and in each form in
     * which it is written.
     */
    private static final int MOST_ROWS = 100_000;

    /** Key of the report of all lab types. */
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
     * A report and the time for which it is valid.
     *
     * @param used the versions of the resources that it takes into account
     * @param from the start of its validity, in milliseconds of the epoch, by a clock that may be set back
     * @param until the end of its validity, in milliseconds of the epoch, if no source changes before
     */
    private record Kept<R>(R report, SourceVersions.Used used, long from, long until) {

        static <R> Kept<R> of(R report, SourceVersions.Used used, Instant from, Instant until) {
            return new Kept<>(
                    report,
                    used,
                    from.toEpochMilli(),
                    until.equals(Instant.MAX) ? Long.MAX_VALUE : until.toEpochMilli());
        }
    }

    /**
     * Creates an empty memo of reports that are valid until a source changes.
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
     * Creates an empty memo.
     *
     * @param sources the lines of a report
     * @param weight what a report weighs
     * @param most what all reports may weigh together, without the one whose key is null
     * @param until gives the end of the validity of a report, if no source changes before
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
        if (last == null || !last.used().isCurrent()) {
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
        SourceVersions.Moment before = reader.versions().now();
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
                    keep(key, report, before, from);
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

    /** Keeps a report, unless a source of its own changed while it was built, since it may be older than the change. */
    private void keep(@Nullable String key, R report, SourceVersions.Moment before, Instant from) {
        if (!isToBeKept(report)) {
            return;
        }
        List<SourceStatus> lines = sources.apply(report);
        SourceVersions.Used used = before.of(lines);
        Kept<R> built = Kept.of(report, used, from, earlier(reader.nextChange(lines, from), until.apply(report)));
        if (!used.isCurrent()) {
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
