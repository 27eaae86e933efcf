package org.ar1.integration.internal.source;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceError;
import org.ar1.integration.source.Sourced;

/**
 * What happened to readers and loads, in the order in which it happened, to be judged afterwards. What takes time stands
 * in it with its begin and its end: it took effect somewhere between.
 */
final class ReadLog {

    /** Something that happened; its place in the log is its time. */
    sealed interface Event {}

    /** The clock was set; the first event says what it showed at first. */
    record Moved(Instant now) implements Event {}

    /**
     * A reader came.
     *
     * @param hasty whether it waits for no fetch
     */
    record Began(int read, String key, boolean hasty) implements Event {}

    /**
     * A reader has what it gets.
     *
     * @param since the place in the log before which what it gets was not decided
     */
    record Answered(
            int read,
            int since,
            Outcome outcome,
            String value,
            Instant fetchedAt,
            Instant dataAsOf,
            ErrorCode code,
            String message)
            implements Event {

        static Answered of(int read, int since, Sourced<String> sourced) {
            SourceError error = sourced.error();
            return new Answered(
                    read,
                    since,
                    sourced.outcome(),
                    sourced.orNull(),
                    sourced.fetchedAt(),
                    sourced.dataAsOf(),
                    error == null ? null : error.code(),
                    error == null ? null : error.message());
        }
    }

    /** A read made the source load. */
    record Started(int load, String key, int read) implements Event {}

    /** The service is about to answer. */
    record Ending(int load, Result result) implements Event {}

    /** The answer was taken. */
    record Ended(int load) implements Event {}

    /** How a load ended. */
    enum Kind {
        GIVEN,
        UNCHANGED,
        ABSENT,
        FAILED
    }

    /**
     * What a load gave.
     *
     * @param value the value, also where it is only said to be unchanged
     * @param message what went wrong; unique
     * @param made whether the service was asked at all
     * @param pause for how long it wants to be left alone
     */
    record Result(Kind kind, String value, Instant dataAsOf, String message, boolean made, Duration pause) {

        static Result given(String value, Instant dataAsOf) {
            return new Result(Kind.GIVEN, value, dataAsOf, null, true, Duration.ZERO);
        }

        static Result unchanged(String value, Instant dataAsOf) {
            return new Result(Kind.UNCHANGED, value, dataAsOf, null, true, Duration.ZERO);
        }

        static Result absent() {
            return new Result(Kind.ABSENT, null, null, null, true, Duration.ZERO);
        }

        static Result failed(String message, boolean made, Duration pause) {
            return new Result(Kind.FAILED, null, null, message, made, pause);
        }
    }

    private final List<Event> events = new ArrayList<>();

    synchronized void add(Event event) {
        events.add(event);
    }

    /** An event that has to know its own place. */
    synchronized void add(IntFunction<Event> event) {
        events.add(event.apply(events.size()));
    }

    /** Sets the clock so that whoever has seen it stands in the log after it. */
    synchronized void move(ManualClock clock, Duration by) {
        clock.advance(by);
        events.add(new Moved(clock.instant()));
    }

    synchronized int size() {
        return events.size();
    }

    synchronized List<Event> events() {
        return List.copyOf(events);
    }
}
