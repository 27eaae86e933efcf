package org.ar1.integration.service.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The log of a run. Thread-safe. */
final class Observations {

    /** A status that stands for no answer. */
    static final int NO_ANSWER = 0;

    private static final String UNCHANGED = "unchanged";

    /**
     * One process of a replica.
     *
     * @param replica the number of the replica
     * @param start the 1-based number of the start
     */
    record ReplicaProcess(int replica, int start) {
        @Override
        public String toString() {
            return replica + "." + start;
        }

        static ReplicaProcess of(String text) {
            String[] parts = text.split("\\.", 2);
            return new ReplicaProcess(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        }
    }

    /**
     * What a report said of a source.
     *
     * @param outcome as in the report; another word for an answer without a report
     * @param fetchedAt by the clock of the process that fetched
     * @param value when the sample service computed the answer, as the answer itself says; null if the report does not show
     *     it
     */
    record Seen(
            Watched source,
            String outcome,
            @Nullable Long fetchedAt,
            @Nullable Long dataAsOf,
            @Nullable Long value) {
        /** What a 304 says: the figures are those that the reader has, whatever their source and age is now. */
        static Seen unchanged(Seen known) {
            return new Seen(known.source(), UNCHANGED, null, null, known.value());
        }

        boolean isUnchanged() {
            return outcome.equals(UNCHANGED);
        }

        boolean hasData() {
            return isCurrent() || outcome.equals("stale") || isUnchanged();
        }

        boolean isCurrent() {
            return outcome.equals("live") || outcome.equals("cached");
        }

        @Nullable
        Long stated() {
            return value == null ? dataAsOf : value;
        }
    }

    /**
     * A request of a reader and its answer.
     *
     * @param status {@link #NO_ANSWER} for none
     * @param retryAfter whether the answer said when to come back
     */
    record Read(
            ReplicaProcess process,
            String path,
            long sent,
            long answered,
            int status,
            boolean retryAfter,
            List<Seen> seen) {}

    /** A request to a sample service that it answered; its answer carries this time. */
    record Fetch(ReplicaProcess process, Watched source, long at) {}

    /**
     * A time in which a replica was not as the others.
     *
     * @param to when it was over; for a replica that was killed, when the next process listened
     */
    record Stretch(Plan.Kind kind, int replica, long from, long to) {
        boolean overlaps(long start, long end) {
            return from <= end && to >= start;
        }
    }

    /** All of it. */
    record Log(List<Read> reads, List<Fetch> fetches, List<Stretch> stretches) {}

    private final List<Read> reads = new ArrayList<>();
    private final List<Fetch> fetches = new ArrayList<>();
    private final List<Stretch> stretches = new ArrayList<>();

    synchronized void add(Read read) {
        reads.add(read);
    }

    synchronized void add(Fetch fetch) {
        fetches.add(fetch);
    }

    synchronized void add(Stretch stretch) {
        stretches.add(stretch);
    }

    synchronized Log log() {
        return new Log(List.copyOf(reads), List.copyOf(fetches), List.copyOf(stretches));
    }

    /** Everything in the order of time, a line each. */
    static String text(Log log) {
        record Line(long at, Object what) {}
        return Stream.of(
                        log.reads().stream().map(read -> new Line(read.answered(), read)),
                        log.fetches().stream().map(fetch -> new Line(fetch.at(), fetch)),
                        log.stretches().stream().map(stretch -> new Line(stretch.from(), stretch)))
                .flatMap(lines -> lines)
                .sorted((one, other) -> Long.compare(one.at(), other.at()))
                .map(line -> line.at() + " " + Objects.toString(line.what()))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
