package org.ar1.integration.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ReplicaCacheTest {

    private static final Duration OFTEN = Duration.ofMillis(1);
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final byte[] VALUE = "value".getBytes(StandardCharsets.UTF_8);

    private final FakeEngine engine = new FakeEngine();

    private ReplicaCache cache(Duration period) {
        return new ReplicaCache("fake", engine::join, period);
    }

    private static <T> T result(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(1, TimeUnit.MINUTES).join();
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void hasWhatReplicasPut() {
        try (ReplicaCache one = cache(NEVER);
                ReplicaCache other = cache(NEVER)) {
            assertThat(one.awaitFirstAttempt(PATIENCE)).isTrue();
            assertThat(other.awaitFirstAttempt(PATIENCE)).isTrue();
            result(one.put("key", VALUE, PATIENCE));

            assertThat(result(other.get("key")))
                    .hasValueSatisfying(value -> assertThat(value).isEqualTo(VALUE));
            assertThat(result(other.putIfAbsent("key", VALUE, PATIENCE))).isFalse();
            result(other.remove("key"));
            assertThat(result(one.get("key"))).isEmpty();
        }
    }

    @Test
    void anEngineThatIsDownAtStartIsJoinedLater() {
        engine.down = true;
        try (ReplicaCache cache = cache(OFTEN)) {
            assertThat(cache.awaitFirstAttempt(PATIENCE)).isFalse();
            assertThat(cache.isReachable()).isFalse();
            assertThat(cache.problem()).contains("the engine is down", "refused");
            assertThat(cache.get("key")).failsWithin(PATIENCE);

            engine.down = false;
            await(cache::isReachable);
            assertThat(result(cache.get("key"))).isEmpty();
        }
    }

    @Test
    void anEngineThatGoesAndComesBackIsReachableAgainOnTheSameConnection() {
        try (ReplicaCache cache = cache(OFTEN)) {
            assertThat(cache.awaitFirstAttempt(PATIENCE)).isTrue();
            result(cache.put("key", VALUE, PATIENCE));
            engine.down = true;
            await(() -> !cache.isReachable());
            engine.down = false;
            await(cache::isReachable);

            assertThat(result(cache.get("key"))).isPresent();
        }
    }

    @Test
    void aDeadConnectionIsLeftAndTheEngineJoinedAnew() {
        try (ReplicaCache cache = cache(OFTEN)) {
            assertThat(cache.awaitFirstAttempt(PATIENCE)).isTrue();
            engine.killConnections();
            await(() -> engine.joined.get() == 2 && cache.isReachable());

            assertThat(engine.left).hasValue(1);
            assertThat(engine.callsOnDeadConnections).hasValue(1);
            assertThat(result(cache.get("key"))).isEqualTo(Optional.empty());
        }
        assertThat(engine.left).hasValue(2);
    }

    @Test
    void aConnectionThatOnlyFailsIsGivenUpInTheEnd() {
        try (ReplicaCache cache = cache(OFTEN)) {
            assertThat(cache.awaitFirstAttempt(PATIENCE)).isTrue();
            engine.down = true;
            await(() -> engine.left.get() == 1);
            engine.down = false;
            await(cache::isReachable);

            assertThat(engine.joined).hasValue(2);
        }
    }

    @Test
    void closingLeavesTheEngineAndFailsLaterCalls() {
        ReplicaCache cache = cache(NEVER);
        assertThat(cache.awaitFirstAttempt(PATIENCE)).isTrue();
        cache.close();
        cache.close();

        assertThat(engine.left).hasValue(1);
        assertThat(cache.isReachable()).isFalse();
        assertThat(cache.get("key")).failsWithin(PATIENCE);
    }

    @Test
    void anAttemptThatOutlivesItsServiceLeavesTheEngineWhenItEnds() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        ReplicaCache cache = new ReplicaCache(
                "slow",
                () -> {
                    slow.await();
                    return engine.join();
                },
                NEVER);
        assertThat(cache.awaitFirstAttempt(Duration.ofMillis(1))).isFalse();
        Thread closing = new Thread(cache::close);
        closing.start();
        await(() -> closing.getState() == Thread.State.TIMED_WAITING);
        slow.countDown();
        closing.join();

        assertThat(engine.left).hasValue(1);
    }

    @Test
    void refusesWrongArgumentsWhetherItIsJoinedOrNot() {
        engine.down = true;
        try (ReplicaCache cache = cache(NEVER)) {
            assertThatThrownBy(() -> cache.put("key", VALUE, Duration.ZERO))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> cache.get(null)).isInstanceOf(NullPointerException.class);
        }
    }
}
