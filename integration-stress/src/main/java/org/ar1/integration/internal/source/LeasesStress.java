package org.ar1.integration.internal.source;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.ar1.integration.spi.CircuitBreaker;
import org.ar1.integration.spi.SharedCache;
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
 * The leases of two replicas over one shared cache.
 *
 * <p>These models see two holders of one lease and a lease that stays behind its holder. The cache is a map in memory
 * whose stages are complete, so they do not see a cache that loses entries or answers late, nor clocks that differ;
 * {@code SharedLevelTest} and the tests with Hazelcast, Infinispan and Redis have these.
 */
public final class LeasesStress {

    private static final Duration TIME = Duration.ofSeconds(30);
    private static final String KEY = "key";

    private LeasesStress() {}

    private static Leases replica(SharedCache cache, AtomicReference<Runnable> renewal) {
        return new Leases(
                new GuardedCache(cache, new NeverOpen(), Duration.ofSeconds(10)),
                TIME,
                () -> Samples.NOW,
                (task, wait) -> {
                    renewal.set(task);
                    return () -> {};
                });
    }

    private static Optional<Lease> claim(SharedCache cache) {
        return replica(cache, new AtomicReference<>())
                .claim(cache, KEY)
                .toCompletableFuture()
                .join();
    }

    private static final class NeverOpen implements CircuitBreaker {

        @Override
        public boolean tryPass() {
            return true;
        }

        @Override
        public void succeeded() {}

        @Override
        public void failed() {}

        @Override
        public void ignored() {}
    }

    /** Two replicas want the lease that nobody has. */
    @JCStressTest
    @Outcome(
            id = {"1, 0", "0, 1"},
            expect = Expect.ACCEPTABLE,
            desc = "one replica holds it")
    @Outcome(expect = Expect.FORBIDDEN, desc = "two hold it, or none")
    @State
    public static class TwoClaims {

        private final SharedCache cache = new MapSharedCache();

        /** One replica. */
        @Actor
        public void first(II_Result result) {
            result.r1 = claim(cache).isPresent() ? 1 : 0;
        }

        /** The other. */
        @Actor
        public void second(II_Result result) {
            result.r2 = claim(cache).isPresent() ? 1 : 0;
        }
    }

    /** Two replicas find the expired lease of one that died. */
    @JCStressTest
    @Outcome(
            id = {"1, 0", "0, 1"},
            expect = Expect.ACCEPTABLE,
            desc = "one replica took it over")
    @Outcome(expect = Expect.FORBIDDEN, desc = "two hold it, or none")
    @State
    public static class TwoTakeovers {

        private final SharedCache cache = new MapSharedCache();

        /** The lease of the one that died. */
        public TwoTakeovers() {
            String expired = Samples.NOW.minusSeconds(60).toString();
            cache.put(KEY, expired.getBytes(StandardCharsets.UTF_8), Duration.ofHours(1));
        }

        /** One replica. */
        @Actor
        public void first(II_Result result) {
            result.r1 = claim(cache).isPresent() ? 1 : 0;
        }

        /** The other. */
        @Actor
        public void second(II_Result result) {
            result.r2 = claim(cache).isPresent() ? 1 : 0;
        }
    }

    /** The holder gives its lease back while its renewal comes. */
    @JCStressTest
    @Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "the lease is gone")
    @Outcome(id = "1", expect = Expect.FORBIDDEN, desc = "the renewal put the lease back: others wait until it expires")
    @State
    public static class RenewalWhileReleased {

        private final SharedCache cache = new MapSharedCache();
        private final AtomicReference<Runnable> renewal = new AtomicReference<>();
        private final @Nullable Runnable due;
        private final Lease lease;

        /** The lease is held, and its renewal is due. */
        public RenewalWhileReleased() {
            lease = replica(cache, renewal)
                    .claim(cache, KEY)
                    .toCompletableFuture()
                    .join()
                    .orElseThrow();
            due = renewal.get();
        }

        /** The renewal. */
        @Actor
        public void renew() {
            Objects.requireNonNull(due).run();
        }

        /** The holder. */
        @Actor
        public void release() {
            lease.release();
        }

        /** What the next replica finds. */
        @Arbiter
        public void arbiter(I_Result result) {
            result.r1 = cache.get(KEY).toCompletableFuture().join().isPresent() ? 1 : 0;
        }
    }
}
