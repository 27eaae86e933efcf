package org.ar1.integration.service.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ar1.integration.service.history.Observations.Fetch;
import org.ar1.integration.service.history.Observations.Log;
import org.ar1.integration.service.history.Observations.Read;
import org.ar1.integration.service.history.Observations.ReplicaProcess;
import org.ar1.integration.service.history.Observations.Seen;
import org.ar1.integration.service.history.Observations.Stretch;
import org.jspecify.annotations.Nullable;

/**
 * Says what in the log of a run must not have happened. It knows the rules alone, nothing of the code that keeps them. Where
 * the log leaves open when a replica decided something, the rules assume the time at which it was allowed.
 */
final class Rules {

    enum Rule {
        /** Nothing is called live or cached, or served at all, that is older than the limit for it. */
        WITHIN_LIMIT,
        /** Each value is an answer of the sample service, fetched when the report says so. */
        GIVEN,
        /** What is called live was fetched for this report. */
        LIVE_IS_LIVE,
        /** No process serves an older answer of a source after a newer one. */
        NEVER_BACK,
        /** No process, and no two that see the same cache, fetch a source that is fresh. */
        ONE_FETCH_A_PERIOD,
        /** Every answer is 200, 304, or 503 with the time to come back. */
        ANSWERED,
        /** Every request ends by the deadline of reports. */
        IN_TIME
    }

    /** @param observations those that break the rule */
    record Violation(Rule rule, String what, List<Object> observations) {
        @Override
        public String toString() {
            return rule + ": " + what
                    + observations.stream().map(one -> "\n    " + one).collect(Collectors.joining());
        }
    }

    /** A value that a report showed. */
    private record Shown(Read read, Seen seen, long value) {}

    private final Plan plan;
    private final Log log;
    private final Map<Watched, Map<Long, Fetch>> fetches = new HashMap<>();
    private final List<Violation> violations = new ArrayList<>();

    private Rules(Plan plan, Log log) {
        this.plan = plan;
        this.log = log;
        log.fetches()
                .forEach(fetch -> fetches.computeIfAbsent(fetch.source(), any -> new HashMap<>())
                        .put(fetch.at(), fetch));
    }

    /** What must not have happened; empty when all is well. */
    static List<Violation> violations(Plan plan, Log log) {
        Rules rules = new Rules(plan, log);
        for (Read read : log.reads()) {
            rules.answered(read);
            for (Seen seen : read.seen()) {
                if (seen.hasData()) {
                    rules.withinLimit(read, seen);
                    rules.given(read, seen);
                }
            }
        }
        rules.neverBack();
        rules.oneFetchAPeriod();
        return rules.violations;
    }

    private void require(boolean kept, Rule rule, String what, Object... observations) {
        if (!kept) {
            violations.add(new Violation(rule, what, List.of(observations)));
        }
    }

    /** How long a replica was stopped between two times. */
    private long stopped(int replica, long from, long to) {
        return log.stretches().stream()
                .filter(stretch -> stretch.kind() == Plan.Kind.STOPPED && stretch.replica() == replica)
                .mapToLong(stretch -> Math.min(stretch.to(), to) - Math.max(stretch.from(), from))
                .filter(time -> time > 0)
                .sum();
    }

    /** How long before a request the report that answers it may have begun, as callers share a report that is being built. */
    private long building(Read read) {
        int replica = read.process().replica();
        return Limits.REPORT + stopped(replica, read.sent() - Limits.REPORT - 10_000, read.sent());
    }

    private void answered(Read read) {
        int replica = read.process().replica();
        boolean killed = log.stretches().stream()
                .anyMatch(stretch -> stretch.kind() == Plan.Kind.KILLED
                        && stretch.replica() == replica
                        && stretch.overlaps(read.sent(), read.answered()));
        boolean allowed = switch (read.status()) {
            case 200, 304 -> true;
            case 503 -> read.retryAfter();
            case Observations.NO_ANSWER -> killed;
            default -> false;
        };
        require(allowed, Rule.ANSWERED, "status " + read.status(), read);
        long limit = Limits.REPORT + Limits.MARGIN + stopped(replica, read.sent(), read.answered());
        long took = read.answered() - read.sent();
        require(took <= limit, Rule.IN_TIME, "it took " + took + " ms", read);
    }

    private void withinLimit(Read read, Seen seen) {
        long limit = (seen.isCurrent() ? Limits.FRESH + Limits.REVALIDATE : Limits.STALE) + building(read);
        Long fetchedAt = seen.fetchedAt();
        if (fetchedAt != null) {
            long age = read.sent() + plan.skew(read.process().replica()) - fetchedAt;
            require(age <= limit, Rule.WITHIN_LIMIT, "fetched " + age + " ms ago", seen, read);
        }
        Long stated = seen.stated();
        if (stated != null) {
            long age = read.sent() - stated;
            require(
                    age <= limit + Limits.CALL + Limits.MARGIN + plan.skew(),
                    Rule.WITHIN_LIMIT,
                    "answered by the service " + age + " ms ago",
                    seen,
                    read);
        }
    }

    private void given(Read read, Seen seen) {
        Long stated = seen.stated();
        boolean answered =
                stated == null || fetches.getOrDefault(seen.source(), Map.of()).containsKey(stated);
        require(answered, Rule.GIVEN, "no service answered so", seen, read);
        Long fetchedAt = seen.fetchedAt();
        require(fetchedAt != null || seen.isUnchanged(), Rule.GIVEN, "no time of a fetch", seen, read);
        if (stated == null || fetchedAt == null) {
            return;
        }
        require(
                seen.dataAsOf() == null || seen.dataAsOf().equals(stated),
                Rule.GIVEN,
                "data_as_of is of another answer",
                seen,
                read);
        long latest = stated + Limits.CALL + Limits.MARGIN + plan.skew();
        require(fetchedAt >= stated - Limits.ROUNDING, Rule.GIVEN, "fetched before it was answered", seen, read);
        require(fetchedAt <= latest, Rule.GIVEN, "said to be fetched after it was answered", seen, read);
        if (seen.outcome().equals("live")) {
            long earliest = read.sent() - building(read) - Limits.ROUNDING;
            require(fetchedAt >= earliest, Rule.LIVE_IS_LIVE, "fetched before the report began", seen, read);
        }
    }

    private void neverBack() {
        Map<ReplicaProcess, Map<Watched, List<Shown>>> shown = log.reads().stream()
                .flatMap(read -> read.seen().stream()
                        .filter(seen -> seen.stated() != null)
                        .map(seen -> new Shown(read, seen, seen.stated())))
                .collect(Collectors.groupingBy(
                        one -> one.read().process(),
                        Collectors.groupingBy(one -> one.seen().source())));
        shown.values().forEach(bySource -> bySource.values().forEach(this::neverBack));
    }

    private void neverBack(List<Shown> shown) {
        List<Shown> byAnswer = shown.stream()
                .sorted(Comparator.comparingLong(one -> one.read().answered()))
                .toList();
        List<Shown> bySending = shown.stream()
                .sorted(Comparator.comparingLong(one -> one.read().sent()))
                .toList();
        int next = 0;
        Shown newest = null;
        for (Shown one : bySending) {
            while (byAnswer.get(next).read().answered() < one.read().sent()) {
                newest = newest == null || byAnswer.get(next).value() > newest.value() ? byAnswer.get(next) : newest;
                next++;
            }
            if (newest != null) {
                require(
                        one.value() >= newest.value() - plan.skew(),
                        Rule.NEVER_BACK,
                        "back by " + (newest.value() - one.value()) + " ms",
                        newest.seen(),
                        newest.read(),
                        one.seen(),
                        one.read());
            }
        }
    }

    /** Only fetches whose answer some report showed: others may have failed, and a failure is followed by another fetch. */
    private List<List<Fetch>> shownFetches() {
        Map<Watched, Set<Long>> shown = new HashMap<>();
        log.reads().stream()
                .flatMap(read -> read.seen().stream())
                .filter(seen -> seen.stated() != null)
                .forEach(seen -> shown.computeIfAbsent(seen.source(), any -> new HashSet<>())
                        .add(seen.stated()));
        return Stream.of(Watched.values())
                .map(source -> log.fetches().stream()
                        .filter(fetch -> fetch.source() == source
                                && shown.getOrDefault(source, Set.of()).contains(fetch.at()))
                        .sorted(Comparator.comparingLong(Fetch::at))
                        .toList())
                .toList();
    }

    private void oneFetchAPeriod() {
        shownFetches().forEach(fetches -> fetches.forEach(fetch -> period(fetch, fetches)));
    }

    private void period(Fetch last, List<Fetch> all) {
        List<Fetch> period = all.stream()
                .filter(fetch -> fetch.at() <= last.at() && fetch.at() > last.at() - Limits.FRESH + Limits.ROUNDING)
                .toList();
        List<Fetch> own = period.stream()
                .filter(fetch -> fetch.process().equals(last.process()))
                .toList();
        require(own.size() <= 1, Rule.ONE_FETCH_A_PERIOD, "by one process", own.toArray());
        Set<Integer> apart = apart(last);
        require(
                period.size() <= 1 + apart.size(),
                Rule.ONE_FETCH_A_PERIOD,
                period.size() + " while the replicas " + apart + " were apart",
                period.toArray());
    }

    /** The replicas that may not have seen the cache as the others at some time in the period that a fetch ends. */
    private Set<Integer> apart(Fetch last) {
        Stream<Integer> disturbed = log.stretches().stream()
                .filter(stretch -> stretch.overlaps(last.at() - Limits.FRESH - rejoining(stretch), last.at()))
                .map(Stretch::replica);
        Stream<Integer> ahead = plan.ahead() == Plan.NONE ? Stream.of() : Stream.of(plan.ahead());
        return Stream.concat(disturbed, ahead).collect(Collectors.toSet());
    }

    private static long rejoining(Stretch stretch) {
        return switch (stretch.kind()) {
            case CUT, SILENCED -> Limits.REJOIN;
            case STOPPED, KILLED -> 0; // one that starts joins the cache before it listens
        };
    }

    /** Counts by outcome, so that it can be seen that something was checked. */
    static Map<String, Long> outcomes(Log log) {
        return log.reads().stream()
                .flatMap(read -> read.seen().stream())
                .collect(Collectors.groupingBy(Seen::outcome, TreeMap::new, Collectors.counting()));
    }

    /** How many fetches had to be the only one of their period. */
    static long alone(Plan plan, Log log) {
        Rules rules = new Rules(plan, log);
        return rules.shownFetches().stream()
                .flatMap(List::stream)
                .filter(fetch -> rules.apart(fetch).isEmpty())
                .count();
    }

    /** How many values the reports showed. */
    static long values(Log log) {
        return log.reads().stream()
                .flatMap(read -> read.seen().stream())
                .map(Rules::stated)
                .filter(stated -> stated != null)
                .count();
    }

    private static @Nullable Long stated(Seen seen) {
        return seen.stated();
    }
}
