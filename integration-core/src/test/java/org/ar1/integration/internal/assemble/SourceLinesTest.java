package org.ar1.integration.internal.assemble;

import static org.ar1.integration.internal.assemble.Given.NOW;
import static org.ar1.integration.internal.assemble.Given.absent;
import static org.ar1.integration.internal.assemble.Given.cached;
import static org.ar1.integration.internal.assemble.Given.failed;
import static org.ar1.integration.internal.assemble.Given.live;
import static org.ar1.integration.internal.assemble.Given.skipped;
import static org.ar1.integration.internal.assemble.Given.stale;
import static org.ar1.integration.source.UpstreamService.PERFORMANCE;
import static org.ar1.integration.source.UpstreamService.USAGE_ANALYTICS;
import static org.ar1.integration.source.UpstreamService.USER_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ar1.integration.internal.assemble.SourceLines.Call;
import org.ar1.integration.internal.source.Results;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.source.CallCounts;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceError;
import org.ar1.integration.source.SourceStatus;
import org.ar1.integration.source.Sourced;
import org.junit.jupiter.api.Test;

class SourceLinesTest {

    private static final Instant EARLIER = NOW.minusSeconds(90);
    private static final Instant LONG_AGO = NOW.minusSeconds(3600);

    private final SourceLines lines = new SourceLines(NOW);

    /** The calls of the keys 1, 2 and so on. */
    private static List<Call> keyed(List<Sourced<?>> calls) {
        List<Call> keyed = new ArrayList<>();
        calls.forEach(call -> keyed.add(new Call(Integer.toString(keyed.size() + 1), call)));
        return keyed;
    }

    private SourceStatus calls(List<Sourced<?>> calls) {
        lines.addCalls(PERFORMANCE, "peaks", keyed(calls));
        return lines.lines().get(0);
    }

    @Test
    void aResourceAskedOnceIsALineOfItsOwn() {
        lines.add(Results.of("x", PERFORMANCE, "stats", Outcome.STALE, EARLIER, LONG_AGO, 3, Given.TIMEOUT));

        assertThat(lines.lines())
                .containsExactly(new SourceStatus(
                        PERFORMANCE,
                        "stats",
                        Outcome.STALE,
                        EARLIER,
                        LONG_AGO,
                        Duration.ofSeconds(90),
                        3,
                        Given.TIMEOUT,
                        null));
    }

    @Test
    void dataAreNeverOfATimeToCome() {
        lines.add(Results.of("x", PERFORMANCE, "stats", Outcome.LIVE, NOW, NOW.plusMillis(1), 1, null));
        lines.add(Results.of("x", PERFORMANCE, "stats", Outcome.LIVE, NOW, NOW, 1, null));
        lines.addCalls(
                PERFORMANCE,
                "peaks",
                keyed(List.of(
                        Results.of("a", PERFORMANCE, "peaks", Outcome.LIVE, NOW, NOW.plusSeconds(60), 1, null),
                        Results.of("b", PERFORMANCE, "peaks", Outcome.LIVE, NOW, EARLIER, 1, null))));

        assertThat(lines.lines()).extracting(SourceStatus::dataAsOf).containsExactly(null, NOW, EARLIER);
    }

    @Test
    void theLinesKeepTheirOrder() {
        lines.add(live(PERFORMANCE, "stats", "x"));
        lines.addCalls(PERFORMANCE, "peaks", keyed(List.of(live(PERFORMANCE, "peaks", "x"))));
        lines.add(live(USER_PROGRESS, "catalogue", "x"));

        assertThat(lines.lines()).extracting(SourceStatus::resource).containsExactly("stats", "peaks", "catalogue");
    }

    @Test
    void severalCallsAreOneLineWithTheWorstOutcomeTheOldestTimesAndTheSumOfAttempts() {
        SourceStatus line = calls(List.of(
                Results.of("a", PERFORMANCE, "peaks", Outcome.LIVE, NOW, EARLIER, 2, null),
                Results.of("b", PERFORMANCE, "peaks", Outcome.CACHED, EARLIER, LONG_AGO, 0, null),
                Results.of("c", PERFORMANCE, "peaks", Outcome.STALE, LONG_AGO, null, 3, Given.TIMEOUT),
                Results.of("d", PERFORMANCE, "peaks", Outcome.CACHED, EARLIER, null, 0, null)));

        assertThat(line)
                .isEqualTo(new SourceStatus(
                        PERFORMANCE,
                        "peaks",
                        Outcome.STALE,
                        LONG_AGO,
                        LONG_AGO,
                        Duration.ofHours(1),
                        5,
                        Given.TIMEOUT,
                        new CallCounts(1, 2, 1, 0, 0, List.of("3"), 0)));
    }

    @Test
    void fromGoodToBadOutcomesAreCachedLiveStaleSkippedFailed() {
        List<Sourced<?>> ascending = List.of(
                cached(PERFORMANCE, "peaks", "x", EARLIER),
                live(PERFORMANCE, "peaks", "x"),
                stale(PERFORMANCE, "peaks", "x", EARLIER),
                skipped(PERFORMANCE, "peaks"),
                failed(PERFORMANCE, "peaks"));
        for (int i = 0; i < ascending.size(); i++) {
            for (int j = 0; j <= i; j++) {
                SourceLines own = new SourceLines(NOW);
                own.addCalls(PERFORMANCE, "peaks", keyed(List.of(ascending.get(i), ascending.get(j))));
                own.addCalls(PERFORMANCE, "peaks", keyed(List.of(ascending.get(j), ascending.get(i))));

                assertThat(own.lines())
                        .extracting(SourceStatus::outcome)
                        .containsOnly(ascending.get(i).outcome());
            }
        }
    }

    @Test
    void theErrorIsOneOfTheWorst() {
        SourceError broken = new SourceError(ErrorCode.DECODE, "It sent something else");
        SourceStatus line = calls(List.of(
                stale(PERFORMANCE, "peaks", "x", EARLIER),
                Results.of(null, PERFORMANCE, "peaks", Outcome.FAILED, null, null, 1, broken),
                failed(PERFORMANCE, "peaks")));

        assertThat(line.error()).isEqualTo(broken);
        assertThat(line.calls()).isEqualTo(new CallCounts(0, 0, 1, 2, 0, List.of("1", "2", "3"), 0));
    }

    @Test
    void callsWithoutAnyTimeHaveNoAge() {
        SourceStatus line = calls(List.of(failed(PERFORMANCE, "peaks"), skipped(PERFORMANCE, "peaks")));

        assertThat(line.fetchedAt()).isNull();
        assertThat(line.dataAsOf()).isNull();
        assertThat(line.age()).isNull();
    }

    @Test
    void theFirstTwentyKeysOfFailingCallsAreNamedAndTheOthersCounted() {
        List<Sourced<?>> calls = new ArrayList<>();
        calls.add(live(PERFORMANCE, "peaks", "x"));
        for (int i = 0; i < 22; i++) {
            calls.add(failed(PERFORMANCE, "peaks"));
        }
        CallCounts counts = calls(calls).calls();

        assertThat(counts.failing()).hasSize(20).startsWith("2", "3").endsWith("21");
        assertThat(counts.failingMore()).isEqualTo(2);
    }

    @Test
    void ageIsNeverNegative() {
        lines.addCalls(PERFORMANCE, "peaks", keyed(List.of(cached(PERFORMANCE, "peaks", "x", NOW.plusSeconds(5)))));
        lines.add(cached(PERFORMANCE, "stats", "x", NOW.plusSeconds(5)));

        assertThat(lines.lines()).extracting(SourceStatus::age).containsOnly(Duration.ZERO);
    }

    @Test
    void noCallsAreNoLine() {
        lines.addCalls(PERFORMANCE, "peaks", List.of());

        assertThat(lines.lines()).isEmpty();
    }

    @Test
    void allLiveOrCachedIsSuccess() {
        lines.add(live(PERFORMANCE, "stats", "x"));
        lines.add(cached(USER_PROGRESS, "catalogue", "x", EARLIER));
        lines.addCalls(
                USAGE_ANALYTICS,
                "usage/lab",
                keyed(List.of(live(USAGE_ANALYTICS, "usage/lab", "x"), absent(USAGE_ANALYTICS, "usage/lab"))));

        assertThat(lines.status()).isEqualTo(IntegrationStatus.SUCCESS);
    }

    @Test
    void anythingStaleFailedOrSkippedIsPartial() {
        for (Sourced<?> bad : List.of(
                stale(PERFORMANCE, "peaks", "x", EARLIER),
                failed(PERFORMANCE, "peaks"),
                skipped(PERFORMANCE, "peaks"))) {
            SourceLines single = new SourceLines(NOW);
            single.add(live(PERFORMANCE, "stats", "x"));
            single.add(bad);
            assertThat(single.status()).isEqualTo(IntegrationStatus.PARTIAL);

            SourceLines several = new SourceLines(NOW);
            several.add(live(PERFORMANCE, "stats", "x"));
            several.addCalls(PERFORMANCE, "peaks", keyed(List.of(live(PERFORMANCE, "peaks", "x"), bad)));
            assertThat(several.status()).isEqualTo(IntegrationStatus.PARTIAL);
        }
    }

    @Test
    void staleDataAloneIsPartial() {
        lines.add(stale(PERFORMANCE, "stats", "x", LONG_AGO));

        assertThat(lines.status()).isEqualTo(IntegrationStatus.PARTIAL);
    }

    @Test
    void noDataButTheCatalogueIsFailed() {
        lines.add(live(USER_PROGRESS, "catalogue", "x"));
        lines.add(failed(PERFORMANCE, "stats"));
        lines.addCalls(PERFORMANCE, "peaks", keyed(List.of(skipped(PERFORMANCE, "peaks"))));

        assertThat(lines.status()).isEqualTo(IntegrationStatus.FAILED);
    }

    @Test
    void oneCallWithDataIsEnoughToBePartial() {
        lines.add(failed(PERFORMANCE, "stats"));
        lines.addCalls(
                PERFORMANCE, "peaks", keyed(List.of(failed(PERFORMANCE, "peaks"), live(PERFORMANCE, "peaks", "x"))));

        assertThat(lines.status()).isEqualTo(IntegrationStatus.PARTIAL);
    }
}
