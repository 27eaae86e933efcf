package org.ar1.integration.internal.source;

import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Outcome;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.ar1.integration.internal.source.ReadLog.Answered;
import org.ar1.integration.internal.source.ReadLog.Began;
import org.ar1.integration.internal.source.ReadLog.Ended;
import org.ar1.integration.internal.source.ReadLog.Ending;
import org.ar1.integration.internal.source.ReadLog.Event;
import org.ar1.integration.internal.source.ReadLog.Kind;
import org.ar1.integration.internal.source.ReadLog.Moved;
import org.ar1.integration.internal.source.ReadLog.Result;
import org.ar1.integration.internal.source.ReadLog.Started;

/**
 * Says what in a log must not have happened. It knows the rules alone, nothing of the code that keeps them; where the
 * order of two things cannot be told from the log, both orders are allowed.
 */
final class ReadLogChecker {

    /** What must hold. */
    enum Rule {
        /** Each value or absence was given by a load that succeeded, with these times. */
        GIVEN,
        /** Nothing is served that is older than the hard limit. */
        WITHIN_LIMIT,
        /** What is called cached is fresh, or is in the window after that. */
        CACHED_IN_TIME,
        /** What is called cached although it is no longer fresh has not failed to be fetched since. */
        FAILURE_SHOWN,
        /** What is called live was fetched while the reader waited. */
        LIVE_IS_LIVE,
        /** Only what is stale or failed has an error, and what failed has nothing else. */
        ERROR_FITS,
        /** The error is that of the latest fetch, or the reader was late indeed. */
        ERROR_IS_TRUE,
        /** A reader sees nothing older than what was seen before it came. */
        NEVER_BACK,
        /** One call in flight a key. */
        ONE_AT_A_TIME,
        /** What has failed is left alone. */
        LEFT_ALONE,
        /** Nothing is fetched that is fresh. */
        NOT_WHILE_FRESH,
        /** What is known and not too old is shown. */
        NOT_WITHHELD,
        /** Every reader gets an answer, once. */
        ANSWERED
    }

    /** A rule that was broken, and the place in the log. */
    record Violation(Rule rule, int at, String what) {}

    /** The times that the rules speak of; sources of these keys are fresh for {@code history}. */
    record Times(
            Duration usual,
            Duration history,
            Set<String> histories,
            Duration window,
            Duration limit,
            Duration backoff,
            Duration maxBackoff) {

        static Times of(IntegrationConfig config, String... histories) {
            return new Times(
                    config.cacheDuration(),
                    config.historyCacheDuration(),
                    Set.of(histories),
                    config.staleWhileRevalidate(),
                    config.staleIfError(),
                    config.initialBackoff(),
                    config.maxBackoff());
        }

        Duration fresh(String key) {
            return histories.contains(key) ? history : usual;
        }

        Duration pause(int failures, Duration asked) {
            Duration pause = backoff;
            for (int i = 1; i < failures && pause.compareTo(maxBackoff) < 0; i++) {
                pause = pause.multipliedBy(2);
            }
            pause = pause.compareTo(maxBackoff) > 0 ? maxBackoff : pause;
            return pause.compareTo(asked) > 0 ? pause : asked;
        }
    }

    private static final int NEVER = Integer.MAX_VALUE;

    private static final class Read {
        private final Began begin;
        private final int began;
        private int answered = NEVER;
        /** The latest load, and the latest time stated, of what had been seen before it began. */
        private int floor = -1;

        private Instant floorAsOf = Instant.MIN;

        Read(Began begin, int began) {
            this.begin = begin;
            this.began = began;
        }
    }

    private static final class Load {
        private final Started start;
        private final int started;
        private int ending = NEVER;
        private int ended = NEVER;
        private Result result;

        Load(Started start, int started) {
            this.start = start;
            this.started = started;
        }

        boolean gave(Kind... kinds) {
            return result != null && List.of(kinds).contains(result.kind());
        }
    }

    /** A last good answer, and since which place in the log it is known. */
    private record Kept(Load load, int since) {}

    /** Failures in a row, and between when the last may have been noted at the earliest and the latest. */
    private record Failing(int count, Instant earliest, Instant latest, Duration asked, int since) {}

    private static final class Source {
        private final List<Read> reads = new ArrayList<>();
        private final List<Load> loads = new ArrayList<>();
        private Kept kept;
        private Failing failing;
        private int seen = -1;
        private Instant seenAsOf = Instant.MIN;
    }

    private final Times times;
    private final List<Event> log;
    private final NavigableMap<Integer, Instant> moves = new TreeMap<>();
    private final Map<Integer, Read> reads = new LinkedHashMap<>();
    private final Map<Integer, Load> loads = new LinkedHashMap<>();
    private final Map<String, Source> sources = new HashMap<>();
    private final List<Violation> violations = new ArrayList<>();

    private ReadLogChecker(Times times, List<Event> log) {
        this.times = times;
        this.log = log;
    }

    /** What must not have happened; empty when all is well. */
    static List<Violation> violations(Times times, List<Event> log) {
        ReadLogChecker checker = new ReadLogChecker(times, log);
        checker.index();
        checker.replay();
        return checker.violations;
    }

    private void index() {
        for (int at = 0; at < log.size(); at++) {
            Event event = log.get(at);
            if (event instanceof Moved moved) {
                moves.put(at, moved.now());
            } else if (event instanceof Began began) {
                Read read = new Read(began, at);
                reads.put(began.read(), read);
                source(began.key()).reads.add(read);
            } else if (event instanceof Answered answered) {
                Read read = reads.get(answered.read());
                require(read.answered == NEVER, Rule.ANSWERED, at, "answered twice");
                read.answered = at;
            } else if (event instanceof Started started) {
                Load load = new Load(started, at);
                loads.put(started.load(), load);
                source(started.key()).loads.add(load);
            } else if (event instanceof Ending ending) {
                loads.get(ending.load()).ending = at;
                loads.get(ending.load()).result = ending.result();
            } else if (event instanceof Ended ended) {
                loads.get(ended.load()).ended = at;
            }
        }
        reads.values().forEach(read -> require(read.answered != NEVER, Rule.ANSWERED, read.began, "never answered"));
    }

    private Source source(String key) {
        return sources.computeIfAbsent(key, any -> new Source());
    }

    private void require(boolean kept, Rule rule, int at, String what) {
        if (!kept) {
            violations.add(new Violation(rule, at, what));
        }
    }

    /** All that the clock may have shown between two places in the log. */
    private Collection<Instant> clock(int from, int to) {
        return moves.subMap(moves.floorKey(from), true, Math.min(to, log.size()), true)
                .values();
    }

    private void replay() {
        for (int at = 0; at < log.size(); at++) {
            Event event = log.get(at);
            if (event instanceof Began began) {
                Source source = source(began.key());
                reads.get(began.read()).floor = source.seen;
                reads.get(began.read()).floorAsOf = source.seenAsOf;
            } else if (event instanceof Started started) {
                started(loads.get(started.load()), at);
            } else if (event instanceof Ending ending) {
                mayChange(loads.get(ending.load()));
            } else if (event instanceof Ended ended) {
                ended(loads.get(ended.load()), at);
            } else if (event instanceof Answered answered) {
                answered(answered, reads.get(answered.read()), at);
            }
        }
    }

    private void started(Load load, int at) {
        Source source = source(load.start.key());
        for (Load other : source.loads) {
            require(other.started >= at || other.ending < at, Rule.ONE_AT_A_TIME, at, "two calls at a time");
        }
        int came = reads.get(load.start.read()).began;
        Failing failing = source.failing;
        if (failing != null && failing.since() < came && !isFailing(source, at)) {
            Instant retryAt = failing.earliest().plus(times.pause(failing.count(), failing.asked()));
            boolean leftAlone =
                    clock(came, at).stream().allMatch(now -> !now.isBefore(failing.latest()) && now.isBefore(retryAt));
            require(!leftAlone, Rule.LEFT_ALONE, at, "asked before " + retryAt);
        }
        Kept kept = source.kept;
        if (kept != null && kept.since() < came) {
            Duration fresh = times.fresh(load.start.key());
            require(!always(kept.load(), came, at, age -> isWithin(age, fresh)), Rule.NOT_WHILE_FRESH, at, "fetched");
        }
    }

    /** Whether a failure is being noted, so that it cannot be told which is the last. */
    private static boolean isFailing(Source source, int at) {
        return source.loads.stream().anyMatch(load -> load.ending < at && load.ended > at && load.gave(Kind.FAILED));
    }

    /** Whether the age of what a load gave meets a condition whatever the clock showed between two places. */
    private boolean always(Load load, int from, int to, Predicate<Duration> condition) {
        return clock(load.ending, load.ended).stream()
                .allMatch(fetched ->
                        clock(from, to).stream().allMatch(now -> condition.test(Duration.between(fetched, now))));
    }

    private static boolean isWithin(Duration age, Duration limit) {
        return !age.isNegative() && age.compareTo(limit) < 0;
    }

    private void mayChange(Load load) {
        if (load.gave(Kind.GIVEN, Kind.UNCHANGED, Kind.ABSENT)) {
            forget(source(load.start.key()));
        }
    }

    /** What was known is about to be replaced; until it is, it cannot be told which of the two is seen. */
    private static void forget(Source source) {
        source.kept = null;
        source.failing = null;
    }

    private void ended(Load load, int at) {
        Source source = source(load.start.key());
        if (load.gave(Kind.GIVEN, Kind.UNCHANGED, Kind.ABSENT)) {
            source.kept = new Kept(load, at);
            source.failing = null;
        } else if (load.gave(Kind.FAILED) && load.result.made()) {
            fails(source, load.ending, at, load.result.pause());
        }
    }

    private void fails(Source source, int from, int to, Duration asked) {
        int count = source.failing == null ? 1 : source.failing.count() + 1;
        source.failing = new Failing(
                count,
                clock(from, to).stream().min(Instant::compareTo).orElseThrow(),
                clock(from, to).stream().max(Instant::compareTo).orElseThrow(),
                asked,
                to);
    }

    private void answered(Answered answer, Read read, int at) {
        Source source = source(read.begin.key());
        Outcome outcome = answer.outcome();
        require(outcome.isCurrent() == (answer.message() == null), Rule.ERROR_FITS, at, "an error or none");
        if (answer.message() != null) {
            require(isTrue(answer, read, source), Rule.ERROR_IS_TRUE, at, answer.message());
        }
        if (!outcome.hasData()) {
            boolean empty = answer.value() == null && answer.fetchedAt() == null && answer.dataAsOf() == null;
            require(empty, Rule.ERROR_FITS, at, "failed, and yet something");
            Kept kept = source.kept;
            boolean usable = kept != null
                    && kept.since() < read.began
                    && always(kept.load(), answer.since(), at, age -> age.compareTo(times.limit()) <= 0);
            require(!usable, Rule.NOT_WITHHELD, at, "nothing shown");
            return;
        }
        List<Load> origins =
                source.loads.stream().filter(load -> isFrom(answer, load, at)).toList();
        require(!origins.isEmpty(), Rule.GIVEN, at, "from nowhere");
        ages(answer, read, at);
        if (outcome == Outcome.LIVE) {
            boolean live = origins.isEmpty() || origins.stream().anyMatch(load -> load.ended > read.began);
            require(live, Rule.LIVE_IS_LIVE, at, "loaded before");
        }
        inOrder(answer, read, source, origins, at);
    }

    private boolean isFrom(Answered answer, Load load, int at) {
        return load.ending < at
                && !load.gave(Kind.FAILED)
                && Objects.equals(load.result.value(), answer.value())
                && Objects.equals(load.result.dataAsOf(), answer.dataAsOf())
                && clock(load.ending, load.ended).contains(answer.fetchedAt());
    }

    private void ages(Answered answer, Read read, int at) {
        List<Duration> ages = clock(answer.since(), at).stream()
                .map(now -> Duration.between(answer.fetchedAt(), now))
                .toList();
        require(
                ages.stream().anyMatch(age -> age.compareTo(times.limit()) <= 0),
                Rule.WITHIN_LIMIT,
                at,
                "older than " + times.limit());
        if (answer.outcome() == Outcome.CACHED) {
            Duration fresh = times.fresh(read.begin.key());
            Duration usable = fresh.plus(times.window());
            require(
                    ages.stream().anyMatch(age -> isWithin(age, usable)),
                    Rule.CACHED_IN_TIME,
                    at,
                    "not within " + usable);
            Failing failing = source(read.begin.key()).failing;
            boolean hidden = failing != null
                    && failing.since() < read.began
                    && ages.stream().noneMatch(age -> isWithin(age, fresh));
            require(!hidden, Rule.FAILURE_SHOWN, at, "failed since");
        }
    }

    /** Where several loads gave the same, the reader is taken to have seen the latest, and those before it the earliest. */
    private void inOrder(Answered answer, Read read, Source source, List<Load> origins, int at) {
        Instant asOf = answer.dataAsOf() == null ? Instant.MAX : answer.dataAsOf();
        boolean back = !origins.isEmpty() && origins.stream().allMatch(load -> load.started < read.floor);
        require(!back && !asOf.isBefore(read.floorAsOf), Rule.NEVER_BACK, at, "older than seen before");
        source.seen = Math.max(
                source.seen,
                origins.stream().mapToInt(load -> load.started).min().orElse(-1));
        if (answer.dataAsOf() != null && answer.dataAsOf().isAfter(source.seenAsOf)) {
            source.seenAsOf = answer.dataAsOf();
        }
    }

    private boolean isTrue(Answered answer, Read read, Source source) {
        for (Load load : source.loads) {
            if (load.gave(Kind.FAILED) && load.result.message().equals(answer.message())) {
                return load.ending < read.answered && isLatest(load, read, source);
            }
        }
        boolean late = read.begin.hasty() && (isLoading(source, read) || mayBeAboutToLoad(source, read));
        return answer.code() == ErrorCode.DEADLINE && late;
    }

    private static boolean isLoading(Source source, Read read) {
        return source.loads.stream().anyMatch(load -> load.started < read.answered && load.ended > read.began);
    }

    /** A reader whose thread is held up between its decision to load and the load. */
    private static boolean mayBeAboutToLoad(Source source, Read read) {
        return source.reads.stream()
                .anyMatch(
                        other -> !other.equals(read) && other.began < read.answered && other.answered > read.answered);
    }

    private static boolean isLatest(Load load, Read read, Source source) {
        return source.loads.stream()
                .noneMatch(later -> later.started > load.started
                        && later.ended < read.began
                        && later.gave(Kind.GIVEN, Kind.UNCHANGED, Kind.ABSENT));
    }
}
