package org.ar1.integration.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.internal.call.Deadline;
import org.ar1.integration.internal.event.Events;
import org.ar1.integration.internal.source.SecondLevel.Found;
import org.ar1.integration.internal.source.SecondLevel.Slot;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.CacheEntry;
import org.ar1.integration.spi.CircuitBreaker;
import org.ar1.integration.spi.Delay;
import org.ar1.integration.spi.InMemorySharedCache;
import org.ar1.integration.spi.SharedCache;
import org.junit.jupiter.api.Test;

class SharedLevelTest {

    private static final Instant START = Instant.parse("2026-05-04T12:00:00Z");
    private static final Duration TIMEOUT = IntegrationConfig.builder().build().sharedCacheTimeout();
    private static final Duration KEPT = Duration.ofHours(24);
    private static final Slot SLOT =
            new Slot(UpstreamService.PERFORMANCE, "stats", "performance/x", EntryJson.of(String.class));
    private static final String KEY = "ar1-integration/3 http://localhost:3004 performance/x";

    private final AtomicReference<Instant> clock = new AtomicReference<>(START);
    private final InMemorySharedCache cache = new InMemorySharedCache(clock::get);
    private final Deque<Runnable> renewals = new ArrayDeque<>();
    private final Delay delay = (task, wait) -> {
        renewals.add(task);
        return () -> renewals.remove(task);
    };
    private final CountingBreaker breaker = new CountingBreaker();
    private final SharedLevel level = level(cache);

    private SharedLevel level(SharedCache over) {
        return new SharedLevel(
                over,
                breaker,
                IntegrationConfig.builder().build(),
                KEPT,
                clock::get,
                Runnable::run,
                delay,
                Events.none());
    }

    private static final class CountingBreaker implements CircuitBreaker {
        private final List<String> results = new ArrayList<>();
        private boolean open;

        @Override
        public boolean tryPass() {
            return !open;
        }

        @Override
        public synchronized void succeeded() {
            results.add("succeeded");
        }

        @Override
        public synchronized void failed() {
            results.add("failed");
        }

        @Override
        public synchronized void ignored() {
            results.add("ignored");
        }
    }

    /** Fails its gets in the given way, and knows nothing else. */
    private record Broken(Supplier<CompletionStage<Optional<byte[]>>> gets, AtomicInteger asked)
            implements SharedCache {
        Broken(Supplier<CompletionStage<Optional<byte[]>>> gets) {
            this(gets, new AtomicInteger());
        }

        @Override
        public CompletionStage<Optional<byte[]>> get(String key) {
            asked.incrementAndGet();
            return gets.get();
        }

        @Override
        public CompletionStage<Void> put(String key, byte[] value, Duration timeToLive) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<Boolean> putIfAbsent(String key, byte[] value, Duration timeToLive) {
            throw new IllegalStateException("broken");
        }

        @Override
        public CompletionStage<Void> remove(String key) {
            return CompletableFuture.failedFuture(new IllegalStateException("broken"));
        }
    }

    /** Lets a test come in between. */
    private class Interposed implements SharedCache {
        @Override
        public CompletionStage<Optional<byte[]>> get(String key) {
            return cache.get(key);
        }

        @Override
        public CompletionStage<Void> put(String key, byte[] value, Duration timeToLive) {
            return cache.put(key, value, timeToLive);
        }

        @Override
        public CompletionStage<Boolean> putIfAbsent(String key, byte[] value, Duration timeToLive) {
            return cache.putIfAbsent(key, value, timeToLive);
        }

        @Override
        public CompletionStage<Void> remove(String key) {
            return cache.remove(key);
        }
    }

    private static CacheEntry entry(String value, Instant fetchedAt) {
        return new CacheEntry(value, fetchedAt, null, "\"tag\"", 5);
    }

    private Found find() {
        return level.find(SLOT, entry -> false).join();
    }

    private void put(String key, byte[] bytes) {
        cache.put(key, bytes, KEPT);
    }

    private Optional<byte[]> stored(String key) {
        return cache.get(key).toCompletableFuture().join();
    }

    @Test
    void whatOneReplicaPublishesAnotherFinds() {
        level.publish(SLOT, entry("A", START), Lease.UNSHARED);

        Found found = level(cache).find(SLOT, entry -> true).join();

        assertThat(found.entry()).isEqualTo(entry("A", START));
        assertThat(found.lease()).isNull();
        assertThat(stored(KEY)).isPresent();
        assertThat(stored(KEY + " lease")).isEmpty();
    }

    @Test
    void oneReplicaAtATimeMayFetch() {
        Found first = find();
        Found second = find();

        assertThat(first.entry()).isNull();
        assertThat(first.lease()).isNotNull();
        assertThat(second.lease()).isNull();
    }

    @Test
    void aLeaseThatIsGivenBackIsTheNextOnes() {
        find().lease().release();

        assertThat(find().lease()).isNotNull();
    }

    @Test
    void whoeverPublishesGivesItsLeaseBack() {
        Lease lease = find().lease();
        level.publish(SLOT, entry("A", START), lease);

        assertThat(stored(KEY + " lease")).isEmpty();
        assertThat(find().entry()).isEqualTo(entry("A", START));
    }

    @Test
    void aLeaseThatHasRunOutIsOverwritten() {
        put(KEY + " lease", "2026-05-04T12:00:01Z".getBytes(StandardCharsets.UTF_8));
        assertThat(find().lease()).isNull();
        clock.set(START.plusSeconds(3));

        assertThat(find().lease()).isNotNull();
        assertThat(find().lease()).isNull();
    }

    @Test
    void aReplicaWhoseClockIsTwoSecondsAheadLeavesALeaseAlone() {
        find();
        clock.set(START.plusSeconds(2));

        assertThat(find().lease()).isNull();
    }

    @Test
    void ofTwoReplicasThatFindAnExpiredLeaseOneTakesItOver() {
        put(KEY + " lease", "2026-05-04T11:00:00Z".getBytes(StandardCharsets.UTF_8));
        AtomicReference<Found> other = new AtomicReference<>();
        SharedLevel racing = level(new Interposed() {
            @Override
            public CompletionStage<Optional<byte[]>> get(String key) {
                CompletionStage<Optional<byte[]>> expired = super.get(key);
                if (key.endsWith("lease") && other.get() == null) {
                    other.set(find()); // between this replica's look at the expired lease and its taking over
                }
                return expired;
            }
        });

        assertThat(racing.find(SLOT, entry -> false).join().lease()).isNull();
        assertThat(other.get().lease()).isNotNull();
    }

    @Test
    void aLeaseThatMakesNoSenseIsOverwritten() {
        for (String nonsense : List.of("", "soon", "denied 2026-05-04T12:00:00Z", "2036-05-04T12:00:00Z")) {
            put(KEY + " lease", nonsense.getBytes(StandardCharsets.UTF_8));
            Found found = find();
            assertThat(found.lease()).isNotNull();
            found.lease().release();
        }
    }

    @Test
    void aLeaseIsRenewedUntilItIsGivenBack() {
        Lease lease = find().lease();
        for (int i = 0; i < 10; i++) {
            clock.set(clock.get().plusSeconds(1));
            renewals.remove().run();
        }
        assertThat(find().lease()).isNull();

        lease.release();
        renewals.remove().run();
        assertThat(find().lease()).isNotNull();
    }

    @Test
    void somethingElseThanAnEntryIsAMiss() {
        for (byte[] bytes : List.of(new byte[0], new byte[100], "{}".getBytes(StandardCharsets.UTF_8))) {
            put(KEY, bytes);
            Found found = find();
            assertThat(found.entry()).isNull();
            found.lease().release();
        }
    }

    @Test
    void anEntryOfAClockThatIsAheadCountsAsOfNow() {
        level.publish(SLOT, entry("A", START.plusSeconds(2)), Lease.UNSHARED);
        assertThat(find().entry()).isEqualTo(entry("A", START));

        level.publish(SLOT, entry("A", START.plusSeconds(3)), Lease.UNSHARED);
        assertThat(find().entry()).isNull();
    }

    @Test
    void whatCountsAsOfNowIsNotOfAPartOfAMillisecondLater() {
        level.publish(SLOT, entry("A", START.plusSeconds(1)), Lease.UNSHARED);
        clock.set(START.plusNanos(123_456));

        assertThat(find().entry()).isEqualTo(entry("A", START));
    }

    @Test
    void whatIsPublishedBetweenTheLookAndTheLeaseNeedNotBeFetched() {
        SharedLevel racing = level(new Interposed() {
            @Override
            public CompletionStage<Boolean> putIfAbsent(String key, byte[] value, Duration timeToLive) {
                level.publish(SLOT, entry("A", START), Lease.UNSHARED);
                return super.putIfAbsent(key, value, timeToLive);
            }
        });

        assertThat(racing.find(SLOT, entry -> true).join()).isEqualTo(new Found(entry("A", START), null));
        assertThat(stored(KEY + " lease")).isEmpty();
    }

    @Test
    void aValueThatIsTooLargeIsNotSharedAndItsLeaseGivenBack() {
        level.publish(SLOT, entry("A".repeat(EntryJson.LARGEST), START), find().lease());

        assertThat(find().entry()).isNull();
        assertThat(stored(KEY)).isEmpty();
    }

    @Test
    void aValueThatCannotBeWrittenIsNotSharedAndItsLeaseGivenBack() {
        Slot unwritable = new Slot(
                SLOT.service(),
                "stats",
                SLOT.key(),
                EntryJson.listOf(
                        String.class,
                        list -> {
                            throw new IllegalStateException("broken");
                        },
                        list -> list));
        level.publish(unwritable, entry("A", START), find().lease());

        assertThat(stored(KEY)).isEmpty();
        assertThat(stored(KEY + " lease")).isEmpty();
    }

    @Test
    void aLeaseStandsWhoseHolderCannotLookOnceMore() {
        AtomicInteger looks = new AtomicInteger();
        SharedLevel broken = level(new Interposed() {
            @Override
            public CompletionStage<Optional<byte[]>> get(String key) {
                if (looks.incrementAndGet() == 2) {
                    throw new IllegalStateException("broken");
                }
                return super.get(key);
            }
        });
        Lease lease = broken.find(SLOT, entry -> false).join().lease();
        lease.release();

        assertThat(lease).isNotEqualTo(Lease.UNSHARED);
        assertThat(stored(KEY + " lease")).isEmpty();
    }

    @Test
    void aLeaseIsGivenBackWhenWhatWasFoundCannotBeJudged() {
        CacheEntry newest = entry("A", START);
        SharedLevel racing = level(new Interposed() {
            @Override
            public CompletionStage<Boolean> putIfAbsent(String key, byte[] value, Duration timeToLive) {
                level.publish(SLOT, newest, Lease.UNSHARED);
                return super.putIfAbsent(key, value, timeToLive);
            }
        });
        Found found = racing.find(SLOT, entry -> {
                    throw new IllegalStateException("broken");
                })
                .join();

        assertThat(found).isEqualTo(new Found(null, Lease.UNSHARED));
        assertThat(stored(KEY + " lease")).isEmpty();
    }

    @Test
    void aBrokenCacheLeavesEverybodyToHimself() {
        List<Supplier<CompletionStage<Optional<byte[]>>>> ways = List.of(
                CompletableFuture::new,
                () -> CompletableFuture.failedFuture(new IllegalStateException("broken")),
                () -> CompletableFuture.completedFuture(Optional.empty()),
                () -> {
                    throw new IllegalStateException("broken");
                });
        for (Supplier<CompletionStage<Optional<byte[]>>> way : ways) {
            SharedLevel broken = level(new Broken(way));

            Found found = broken.find(SLOT, entry -> true).join();

            assertThat(found.entry()).isNull();
            assertThat(found.lease()).isEqualTo(Lease.UNSHARED);
        }
        assertThat(breaker.results).containsExactly("failed", "failed", "succeeded", "failed", "failed");
    }

    @Test
    void anEntryThatWasSeenCountsEvenThoughTheLeaseCouldNotBeAskedFor() {
        byte[] bytes = EntryJson.of(String.class).write(entry("A", START));
        SharedLevel broken = level(new Broken(() -> CompletableFuture.completedFuture(Optional.of(bytes))));

        Found found = broken.find(SLOT, entry -> false).join();

        assertThat(found).isEqualTo(new Found(entry("A", START), Lease.UNSHARED));
    }

    @Test
    void aCacheThatCannotTakeAValueGetsItsLeaseBackAllTheSame() {
        AtomicInteger released = new AtomicInteger();
        CompletableFuture<Void> done = new CompletableFuture<>();
        level(new Broken(CompletableFuture::new)).publish(SLOT, entry("A", START), new Lease() {
            @Override
            public void release() {
                released.incrementAndGet();
                done.complete(null);
            }
        });
        done.join();

        assertThat(released).hasValue(1);
    }

    @Test
    void aCacheThatFailsTooOftenIsLeftAlone() {
        Broken broken = new Broken(() -> CompletableFuture.completedFuture(Optional.empty()));
        breaker.open = true;

        assertThat(level(broken).find(SLOT, entry -> true).join()).isEqualTo(new Found(null, Lease.UNSHARED));
        assertThat(broken.asked).hasValue(0);
    }

    @Test
    void aLeaseThatComesTooLateIsGivenBack() {
        CompletableFuture<Optional<byte[]>> slow = new CompletableFuture<>();
        AtomicInteger looks = new AtomicInteger();
        SharedLevel late = level(new Interposed() {
            @Override
            public CompletionStage<Optional<byte[]>> get(String key) {
                return looks.incrementAndGet() == 2 ? slow : super.get(key);
            }
        });
        assertThat(late.find(SLOT, entry -> true).join().lease()).isEqualTo(Lease.UNSHARED);
        slow.complete(Optional.empty());

        assertThat(stored(KEY + " lease")).isEmpty();
    }

    @Test
    void whoHasSpentItsTimeOnTheLookDoesNotAskForALeaseToo() {
        level.publish(SLOT, entry("A", START), Lease.UNSHARED);
        SharedLevel slow = level(new Interposed() {
            @Override
            public CompletionStage<Optional<byte[]>> get(String key) {
                Deadline over = Deadline.in(TIMEOUT);
                while (!over.hasPassed()) {
                    Thread.onSpinWait();
                }
                return super.get(key);
            }
        });

        assertThat(slow.find(SLOT, entry -> false).join()).isEqualTo(new Found(entry("A", START), Lease.UNSHARED));
        assertThat(stored(KEY + " lease")).isEmpty();
    }

    @Test
    void replicasWithOtherUrlsShareNothing() {
        level.publish(SLOT, entry("A", START), Lease.UNSHARED);
        SharedLevel other = new SharedLevel(
                cache,
                breaker,
                IntegrationConfig.builder()
                        .url(UpstreamService.PERFORMANCE, java.net.URI.create("http://other:3004"))
                        .build(),
                KEPT,
                clock::get,
                Runnable::run,
                delay,
                Events.none());

        assertThat(other.find(SLOT, entry -> true).join().entry()).isNull();
    }
}
