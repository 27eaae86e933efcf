package org.ar1.integration.internal.source;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.ar1.integration.internal.call.CallFailure;
import org.ar1.integration.internal.call.Reply;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Sourced;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * The single flight of a whole {@link SourceReader}, with a cache that is a map.
 *
 * <p>These models see a second call to the service, a reader without an answer and an answer without a value. They do
 * not see the channels below a load, replicas, or an expiry between two steps of a read, since the clock stands still.
 */
public final class SingleFlightStress {

    private SingleFlightStress() {}

    private static int answer(@Nullable CompletableFuture<Sourced<String>> read) {
        if (read == null || !read.isDone()) {
            return -1;
        }
        return read.join().orNull() == null ? 0 : 1;
    }

    /** Two readers come at once; the service answers at once. */
    @JCStressTest
    @Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "both have the value of one call")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a second call, or a reader without the value")
    @State
    public static class TwoReaders {

        private final SourceReader reader = Samples.reader();
        private final AtomicInteger loads = new AtomicInteger();
        private final Source<String> source = Samples.source(() -> {
            loads.incrementAndGet();
            return CompletableFuture.completedFuture(Reply.of("value", 10, null));
        });
        private @Nullable CompletableFuture<Sourced<String>> one;
        private @Nullable CompletableFuture<Sourced<String>> other;

        /** The first reader. */
        @Actor
        public void first() {
            one = reader.read(source, Samples.deadline());
        }

        /** The second reader. */
        @Actor
        public void second() {
            other = reader.read(source, Samples.deadline());
        }

        /** What they have. */
        @Arbiter
        public void arbiter(III_Result result) {
            result.r1 = answer(one);
            result.r2 = answer(other);
            result.r3 = loads.get();
        }
    }

    /** A call under way is answered while a second reader comes. */
    @JCStressTest
    @Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "both have the value of one call")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a second call, or a reader without the value")
    @State
    public static class AnswerWhileAReaderComes {

        private final SourceReader reader = Samples.reader();
        private final AtomicInteger loads = new AtomicInteger();
        private final CompletableFuture<Reply<String>> reply = new CompletableFuture<>();
        private final Source<String> source = Samples.source(() -> {
            loads.incrementAndGet();
            return reply;
        });
        private final CompletableFuture<Sourced<String>> one = reader.read(source, Samples.deadline());
        private @Nullable CompletableFuture<Sourced<String>> other;

        /** The service. */
        @Actor
        public void service() {
            reply.complete(Reply.of("value", 10, null));
        }

        /** The second reader. */
        @Actor
        public void second() {
            other = reader.read(source, Samples.deadline());
        }

        /** What they have. */
        @Arbiter
        public void arbiter(III_Result result) {
            result.r1 = answer(one);
            result.r2 = answer(other);
            result.r3 = loads.get();
        }
    }

    /** A call under way fails while a second reader comes: one call, and both readers are told. */
    @JCStressTest
    @Outcome(id = "0, 0, 1", expect = Expect.ACCEPTABLE, desc = "both are told of the failure, of one call")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a call during the backoff, or a reader without an answer")
    @State
    public static class FailureWhileAReaderComes {

        private final SourceReader reader = Samples.reader();
        private final AtomicInteger loads = new AtomicInteger();
        private final CompletableFuture<Reply<String>> reply = new CompletableFuture<>();
        private final Source<String> source = Samples.source(() -> {
            loads.incrementAndGet();
            return reply;
        });
        private final CompletableFuture<Sourced<String>> one = reader.read(source, Samples.deadline());
        private @Nullable CompletableFuture<Sourced<String>> other;

        /** The service. */
        @Actor
        public void service() {
            reply.completeExceptionally(new CallFailure(ErrorCode.TIMEOUT, "too slow", false));
        }

        /** The second reader. */
        @Actor
        public void second() {
            other = reader.read(source, Samples.deadline());
        }

        /** What they have. */
        @Arbiter
        public void arbiter(III_Result result) {
            result.r1 = answer(one);
            result.r2 = answer(other);
            result.r3 = loads.get();
        }
    }
}
