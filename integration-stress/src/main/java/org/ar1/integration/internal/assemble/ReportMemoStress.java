package org.ar1.integration.internal.assemble;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.ar1.integration.internal.source.MemoSample;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * The memo of reports while a source changes and while two callers come.
 *
 * <p>These models see a report that is kept although a source has changed since it was read, and a report without its
 * contents. They do not see reports by lab type, whose map drops entries, nor the gatherers.
 */
public final class ReportMemoStress {

    private ReportMemoStress() {}

    private static ReportMemo<String> memo(MemoSample sample, AtomicInteger built) {
        return new ReportMemo<>(
                sample.reader(), report -> MemoSample.LINES, report -> 1, 10, report -> Instant.MAX, (key, trace) -> {
                    built.incrementAndGet();
                    return CompletableFuture.completedFuture(sample.value());
                });
    }

    /** A source changes while a report is built. */
    @JCStressTest
    @Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "nothing is kept")
    @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "the report of the new value is kept")
    @Outcome(id = "2", expect = Expect.FORBIDDEN, desc = "the report of the old value is kept after the change")
    @State
    public static class ChangeWhileBuilt {

        private final MemoSample sample = new MemoSample();
        private final ReportMemo<String> memo = memo(sample, new AtomicInteger());

        /** A caller. */
        @Actor
        public void build() {
            memo.get(null, null);
        }

        /** The source. */
        @Actor
        public void change() {
            sample.change();
        }

        /** What the next caller would be given without a look at the sources. */
        @Arbiter
        public void arbiter(I_Result result) {
            @Nullable String kept = memo.peek(null);
            if (kept == null) {
                result.r1 = 0;
            } else {
                result.r1 = kept.equals(sample.value()) ? 1 : 2;
            }
        }
    }

    /** Two callers come at once. */
    @JCStressTest
    @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "one report for both")
    @Outcome(
            id = "1, 2",
            expect = Expect.ACCEPTABLE_INTERESTING,
            desc = "the second looked before the first had kept its own")
    @Outcome(expect = Expect.FORBIDDEN, desc = "nothing is kept, or more is built than was asked for")
    @State
    public static class TwoCallers {

        private final MemoSample sample = new MemoSample();
        private final AtomicInteger built = new AtomicInteger();
        private final ReportMemo<String> memo = memo(sample, built);

        /** One caller. */
        @Actor
        public void first() {
            memo.get(null, null);
        }

        /** The other. */
        @Actor
        public void second() {
            memo.get(null, null);
        }

        /** What is kept, and how often it was built. */
        @Arbiter
        public void arbiter(II_Result result) {
            result.r1 = memo.peek(null) == null ? 0 : 1;
            result.r2 = built.get();
        }
    }
}
