package org.ar1.integration.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.ar1.integration.internal.source.ReadLog.Answered;
import org.ar1.integration.internal.source.ReadLog.Ending;
import org.ar1.integration.internal.source.ReadLog.Event;
import org.ar1.integration.internal.source.ReadLogChecker.Violation;
import org.ar1.integration.source.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Readers, services and the clock act in any order: the log of it breaks no rule. {@code -Drandomized.seeds=6000} tries more
 * of them.
 */
class RandomizedReadsTest {

    private static final int SHOWN = 60;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("randomized.seeds", 200));
    }

    /** What led to the first violation. */
    static String story(List<Event> log, List<Violation> violations) {
        int end = violations.isEmpty() ? 0 : violations.get(0).at() + 1;
        return IntStream.range(Math.max(0, end - SHOWN), end)
                .mapToObj(at -> at + " " + log.get(at))
                .collect(Collectors.joining("\n", "\n", "\n"));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noRuleIsBroken(long seed) throws InterruptedException {
        RandomizedReads run = new RandomizedReads(seed);
        List<Event> log = run.run();
        List<Violation> violations = ReadLogChecker.violations(run.times(), log);

        assertThat(violations).as(() -> "seed " + seed + story(log, violations)).isEmpty();
    }

    @Test
    void theSameSeedGivesTheSameRun() throws InterruptedException {
        assertThat(new RandomizedReads(7).run()).isEqualTo(new RandomizedReads(7).run());
    }

    /** A check of runs in which nothing happens would prove nothing. */
    @Test
    void theRunsHaveEverythingInThem() throws InterruptedException {
        List<Event> log = new ArrayList<>();
        for (long seed = 1; seed <= 5; seed++) {
            log.addAll(new RandomizedReads(seed).run());
        }

        assertThat(all(log, Answered.class).map(Answered::outcome).collect(Collectors.toSet()))
                .isEqualTo(EnumSet.complementOf(EnumSet.of(Outcome.SKIPPED)));
        assertThat(all(log, Ending.class).map(ending -> ending.result().kind()).collect(Collectors.toSet()))
                .isEqualTo(Set.of(ReadLog.Kind.values()));
        assertThat(all(log, Answered.class).map(Answered::code).filter(Objects::nonNull))
                .hasSizeGreaterThan(20);
        assertThat(all(log, Answered.class).map(Answered::dataAsOf).distinct()).hasSizeGreaterThan(5);
    }

    private static <E> Stream<E> all(List<Event> log, Class<E> kind) {
        return log.stream().filter(kind::isInstance).map(kind::cast);
    }
}
