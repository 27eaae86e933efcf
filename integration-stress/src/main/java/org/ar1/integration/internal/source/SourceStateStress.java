package org.ar1.integration.internal.source;

import java.time.Duration;
import org.ar1.integration.internal.call.CallFailure;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.spi.CacheEntry;
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
 * Transitions of {@link SourceState} between two threads.
 *
 * <p>These models see whether a decision can rely on an old state, and whether what one thread wrote is visible to the
 * other. They do not see the loop of {@link SourceReader}, for which {@link SingleFlightStress} stands, time that
 * passes, or a third thread.
 */
public final class SourceStateStress {

    private SourceStateStress() {}

    /** As {@link SourceReader} does: look, and join what was seen; start over if the state has changed. */
    private static InFlightFetch join(SourceState state, InFlightFetch own) {
        InFlightFetch joined;
        do {
            joined = state.join(state.look(), own, Samples.deadline());
        } while (joined == null);
        return joined;
    }

    private static InFlightFetch fetch() {
        return InFlightFetch.within(Samples.deadline(), false);
    }

    /** Two readers that find nothing in flight. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "the first began the fetch, the second joined it")
    @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "the second began the fetch, the first joined it")
    @Outcome(expect = Expect.FORBIDDEN, desc = "two fetches in flight, or none")
    @State
    public static class TwoReadersBegin {

        private final SourceState state = Samples.state();
        private final InFlightFetch one = fetch();
        private final InFlightFetch other = fetch();

        /** The first reader. */
        @Actor
        public void first(II_Result result) {
            result.r1 = join(state, one).equals(one) ? 1 : 0;
        }

        /** The second reader. */
        @Actor
        public void second(II_Result result) {
            result.r2 = join(state, other).equals(other) ? 1 : 0;
        }
    }

    /** A fetch ends while a reader looks, reads the cache, decides and joins. */
    @JCStressTest
    @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "the reader joined the fetch")
    @Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "the reader saw the value in the cache")
    @Outcome(id = "3", expect = Expect.FORBIDDEN, desc = "the reader began a second fetch for a value that is there")
    @State
    public static class FetchEndsWhileAReaderJoins {

        private final SourceState state = Samples.state();
        private final InFlightFetch first = fetch();
        private final InFlightFetch own = fetch();
        private volatile @Nullable CacheEntry cache;

        /** A fetch is in flight. */
        public FetchEndsWhileAReaderJoins() {
            join(state, first);
        }

        /** The end of the fetch, in the order of {@link SourceFetcher}. */
        @Actor
        public void end() {
            cache = Samples.ENTRY;
            state.succeeded(first, Samples.ENTRY);
        }

        /** The reader. */
        @Actor
        public void read(I_Result result) {
            while (result.r1 == 0) {
                SourceState.Snapshot snapshot = state.look();
                if (cache != null) {
                    result.r1 = 2;
                } else {
                    InFlightFetch joined = state.join(snapshot, own, Samples.deadline());
                    if (joined != null) {
                        result.r1 = joined.equals(own) ? 3 : 1;
                    }
                }
            }
        }
    }

    /** A fetch fails while a reader looks and joins: readers must not call a service that backs off. */
    @JCStressTest
    @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "the reader joined the fetch that then failed")
    @Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "the reader saw the failure and its backoff")
    @Outcome(id = "3", expect = Expect.FORBIDDEN, desc = "the reader called the service although it backs off")
    @State
    public static class FetchFailsWhileAReaderJoins {

        private static final FailureBackoff BACKOFF =
                new FailureBackoff(Duration.ofSeconds(10), Duration.ofSeconds(60));

        private final SourceState state = Samples.state();
        private final InFlightFetch first = fetch();
        private final InFlightFetch own = fetch();

        /** A fetch is in flight. */
        public FetchFailsWhileAReaderJoins() {
            join(state, first);
        }

        /** The failure. */
        @Actor
        public void fail() {
            state.failed(first, BACKOFF, new CallFailure(ErrorCode.TIMEOUT, "too slow", false), Samples.NOW);
        }

        /** The reader. */
        @Actor
        public void read(I_Result result) {
            while (result.r1 == 0) {
                SourceState.Snapshot snapshot = state.look();
                SourceFailure failure = snapshot.failure();
                if (failure != null && failure.isBackingOff(Samples.NOW)) {
                    result.r1 = 2;
                } else {
                    InFlightFetch joined = state.join(snapshot, own, Samples.deadline());
                    if (joined != null) {
                        result.r1 = joined.equals(own) ? 3 : 1;
                    }
                }
            }
        }
    }

    /** A look into the shared cache ends with nothing while a reader needs a fetch. */
    @JCStressTest
    @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "the reader joined, and the look goes on as a fetch")
    @Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "the look ended, and the reader began a fetch")
    @Outcome(expect = Expect.FORBIDDEN, desc = "the reader waits for a look that has ended, or calls beside a fetch")
    @State
    public static class LookEndsWhileAReaderJoins {

        private final SourceState state = Samples.state();
        private final InFlightFetch look = fetch();
        private final InFlightFetch own = fetch();

        /** A look is in flight. */
        public LookEndsWhileAReaderJoins() {
            state.joinLook(state.look(), look, Samples.NOW);
        }

        /** The look found nothing. */
        @Actor
        public void end(II_Result result) {
            result.r1 = state.endLook(look) ? 1 : 0;
        }

        /** The reader. */
        @Actor
        public void read(II_Result result) {
            result.r2 = join(state, own).equals(own) ? 2 : 1;
        }
    }

    /** A state is retired while a reader begins a fetch: the fetch must not be in an object that nobody looks at. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "retired first: the reader is refused and looks again")
    @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "the reader began first, and the state stays")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a retired state has a fetch in flight, or neither took place")
    @State
    public static class RetiredWhileAReaderJoins {

        private final SourceState state = Samples.state();
        private final InFlightFetch own = fetch();

        /** Too many states. */
        @Actor
        public void retire(II_Result result) {
            result.r1 = state.retire(Samples.NOW, true) ? 1 : 0;
        }

        /** The reader, who tries once. */
        @Actor
        public void read(II_Result result) {
            result.r2 = state.join(state.look(), own, Samples.deadline()) == null ? 0 : 1;
        }

        /** What is in flight is what the reader began. */
        @Arbiter
        public void arbiter(II_Result result) {
            if ((state.fetch() == null) == (result.r2 == 1)) {
                result.r2 = -1;
            }
        }
    }
}
