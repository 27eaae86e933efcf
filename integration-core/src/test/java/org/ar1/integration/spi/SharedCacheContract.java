package org.ar1.integration.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link SharedCache} does, as tests: extend it, and give it a cache that works and has room for a few MiB.
 * JUnit Jupiter (with its parameters) and AssertJ have to be on the class path.
 *
 * <p>Keys are new in every test, so that tests can share one cache and nobody needs to empty it.
 */
public abstract class SharedCacheContract {

    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration PAST_SHORT = Duration.ofMillis(400);

    private static final int ROUNDS = 25;

    private final String test = UUID.randomUUID().toString();

    /** For the test of an implementation. */
    protected SharedCacheContract() {}

    /**
     * The cache under test.
     *
     * @return the same one throughout a test
     */
    protected abstract SharedCache cache();

    /**
     * The same cache as another replica sees it.
     *
     * @return {@link #cache()}, unless the cache is to be tested from two sides
     */
    protected SharedCache otherReplica() {
        return cache();
    }

    /**
     * Lets time pass, for the cache and for its clock: a clock in the test's hands is moved, another one waited for.
     *
     * @param duration at least how much
     */
    protected abstract void passTime(Duration duration);

    static List<byte[]> values() {
        byte[] random = new byte[1 << 20];
        new Random(107).nextBytes(random);
        byte[] everyByte = new byte[256];
        IntStream.range(0, everyByte.length).forEach(i -> everyByte[i] = (byte) i);
        byte[] notText = {(byte) 0xc3, 0x28, (byte) 0xff, (byte) 0xfe, 0};
        return List.of(new byte[0], new byte[1], new byte[64], notText, everyByte, random);
    }

    static List<String> keys() {
        return List.of(
                "lab-monitoring/popular",
                "usage-analytics/usage/lab?type=a%2Fb&days=7#lease",
                "/",
                "//a//../b/.",
                " ",
                " leading and trailing ",
                "line\nbreak, tab\t, nul\0",
                "Über-Straße",
                "U\u0308ber",
                "网络/容器",
                "emoji 🚀 and a lone \ud83d",
                "{}[]()*?$^|\\'\"`<>:;,=@!~",
                "k".repeat(4000),
                "é".repeat(4000));
    }

    @Test
    void givesNothingForAKeyThatNobodyPut() {
        assertThat(get("nobody")).isEmpty();
        assertThat(getFromOther("nobody")).isEmpty();
    }

    @Test
    void givesEveryReplicaWhatOneHasPut() {
        put("key", bytes("value"), LONG);
        assertThat(get("key")).contains(bytes("value"));
        assertThat(getFromOther("key")).contains(bytes("value"));
    }

    @Test
    void overwritesWhatIsThere() {
        put("key", bytes("the first, and longer, value"), LONG);
        await(otherReplica().put(key("key"), bytes("second"), LONG));
        assertThat(get("key")).contains(bytes("second"));
        assertThat(getFromOther("key")).contains(bytes("second"));
    }

    @Test
    void removesForEveryReplica() {
        put("key", bytes("value"), LONG);
        put("kept", bytes("kept"), LONG);
        await(otherReplica().remove(key("key")));
        assertThat(get("key")).isEmpty();
        assertThat(getFromOther("key")).isEmpty();
        assertThat(get("kept")).contains(bytes("kept"));
    }

    @Test
    void removesWhatIsNotThere() {
        await(cache().remove(key("nobody")));
        assertThat(get("nobody")).isEmpty();
    }

    @Test
    void putsIfAbsentOnlyOnce() {
        assertThat(putIfAbsent("key", bytes("first"), LONG)).isTrue();
        assertThat(putIfAbsent("key", bytes("second"), LONG)).isFalse();
        assertThat(await(otherReplica().putIfAbsent(key("key"), bytes("third"), LONG)))
                .isFalse();
        assertThat(get("key")).contains(bytes("first"));
        assertThat(getFromOther("key")).contains(bytes("first"));
    }

    @Test
    void putsIfAbsentOnlyOnceWhenTheValueIsTheSame() {
        assertThat(putIfAbsent("key", bytes("same"), LONG)).isTrue();
        assertThat(putIfAbsent("key", bytes("same"), LONG)).isFalse();
    }

    @Test
    void doesNotPutIfAbsentOverWhatWasPut() {
        put("key", bytes("put"), LONG);
        assertThat(putIfAbsent("key", bytes("if absent"), LONG)).isFalse();
        assertThat(get("key")).contains(bytes("put"));
    }

    @Test
    void overwritesWhatWasPutIfAbsent() {
        assertThat(putIfAbsent("key", bytes("if absent"), LONG)).isTrue();
        put("key", bytes("put"), LONG);
        assertThat(get("key")).contains(bytes("put"));
    }

    @Test
    void putsIfAbsentAfterARemoval() {
        put("key", bytes("first"), LONG);
        await(cache().remove(key("key")));
        assertThat(putIfAbsent("key", bytes("second"), LONG)).isTrue();
        assertThat(get("key")).contains(bytes("second"));
    }

    @Test
    void forgetsAtTheEndOfTheTimeToLive() {
        put("put", bytes("value"), SHORT);
        assertThat(putIfAbsent("if absent", bytes("value"), SHORT)).isTrue();
        put("kept", bytes("kept"), LONG);
        passTime(PAST_SHORT);
        assertThat(get("put")).isEmpty();
        assertThat(getFromOther("put")).isEmpty();
        assertThat(get("if absent")).isEmpty();
        assertThat(getFromOther("if absent")).isEmpty();
        assertThat(get("kept")).contains(bytes("kept"));
    }

    @Test
    void givesANewValueItsOwnTimeToLive() {
        put("longer", bytes("first"), SHORT);
        put("longer", bytes("second"), LONG);
        put("shorter", bytes("first"), LONG);
        put("shorter", bytes("second"), SHORT);
        passTime(PAST_SHORT);
        assertThat(get("longer")).contains(bytes("second"));
        assertThat(get("shorter")).isEmpty();
    }

    @Test
    void doesNotLengthenALifeByAPutIfAbsentInVain() {
        put("key", bytes("value"), SHORT);
        putIfAbsent("key", bytes("another"), LONG);
        put("long", bytes("value"), LONG);
        assertThat(putIfAbsent("long", bytes("another"), SHORT)).isFalse();
        passTime(PAST_SHORT);
        // On a slow machine the first may have ended before the second came, which then is there.
        assertThat(get("key").map(SharedCacheContract::text)).isNotEqualTo(Optional.of("value"));
        assertThat(get("long")).contains(bytes("value"));
    }

    @Test
    void doesNotLengthenALifeByReading() {
        put("key", bytes("value"), SHORT);
        get("key");
        getFromOther("key");
        passTime(PAST_SHORT);
        assertThat(get("key")).isEmpty();
    }

    @Test
    void putsIfAbsentOverWhatHasExpired() {
        put("key", bytes("expired"), SHORT);
        passTime(PAST_SHORT);
        assertThat(putIfAbsent("key", bytes("new"), LONG)).isTrue();
        assertThat(putIfAbsent("key", bytes("newer"), LONG)).isFalse();
        assertThat(getFromOther("key")).contains(bytes("new"));
    }

    @Test
    void putsIfAbsentTheSameValueOverOneThatHasExpired() {
        put("key", bytes("same"), SHORT);
        passTime(PAST_SHORT);
        assertThat(putIfAbsent("key", bytes("same"), LONG)).isTrue();
        assertThat(get("key")).contains(bytes("same"));
    }

    @Test
    void keepsForEverWhatIsToLiveLongerThanCanBeReckoned() {
        put("put", bytes("value"), Duration.ofSeconds(Long.MAX_VALUE, 999_999_999));
        assertThat(putIfAbsent("if absent", bytes("value"), Duration.ofDays(400_000_000)))
                .isTrue();
        passTime(PAST_SHORT);
        assertThat(get("put")).contains(bytes("value"));
        assertThat(get("if absent")).contains(bytes("value"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT-0.000000001S"})
    void refusesATimeToLiveThatIsNotPositive(Duration timeToLive) {
        assertThatThrownBy(() -> cache().put(key("key"), bytes("value"), timeToLive))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cache().putIfAbsent(key("key"), bytes("value"), timeToLive))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(get("key")).isEmpty();
    }

    @Test
    void takesTheShortestTimeToLive() {
        put("key", bytes("value"), Duration.ofNanos(1));
        passTime(PAST_SHORT);
        assertThat(get("key")).isEmpty();
    }

    @Test
    void refusesNull() {
        List<Runnable> calls = List.of(
                () -> cache().get(null),
                () -> cache().put(null, bytes("value"), LONG),
                () -> cache().put(key("key"), null, LONG),
                () -> cache().put(key("key"), bytes("value"), null),
                () -> cache().putIfAbsent(null, bytes("value"), LONG),
                () -> cache().putIfAbsent(key("key"), null, LONG),
                () -> cache().putIfAbsent(key("key"), bytes("value"), null),
                () -> cache().remove(null));
        assertThat(calls).allSatisfy(call -> assertThatThrownBy(call::run).isInstanceOf(NullPointerException.class));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("values")
    void keepsAnyBytes(byte[] value) {
        put("put", value, LONG);
        assertThat(putIfAbsent("if absent", value, LONG)).isTrue();
        assertThat(get("put")).contains(value);
        assertThat(getFromOther("put")).contains(value);
        assertThat(getFromOther("if absent")).contains(value);
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("values")
    void leavesTheArraysOfItsCallerAsTheyAre(byte[] value) {
        byte[] given = value.clone();
        put("key", given, LONG);
        putIfAbsent("key", given, LONG);
        byte[] got = get("key").orElseThrow();
        put("key", bytes("another value"), LONG);
        await(cache().remove(key("key")));
        assertThat(given).isEqualTo(value);
        assertThat(got).isEqualTo(value);
    }

    @Test
    void keepsOneArrayUnderSeveralKeysApart() {
        byte[] value = bytes("value");
        put("a", value, LONG);
        put("b", value, LONG);
        put("c", value, LONG);
        put("a", bytes("other"), LONG);
        await(cache().remove(key("b")));
        assertThat(get("a")).contains(bytes("other"));
        assertThat(get("b")).isEmpty();
        assertThat(get("c")).contains(bytes("value"));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("keys")
    void takesAnyKey(String awkward) {
        put(awkward, bytes("put"), LONG);
        assertThat(getFromOther(awkward)).contains(bytes("put"));
        assertThat(putIfAbsent(awkward, bytes("if absent"), LONG)).isFalse();
        await(otherReplica().remove(key(awkward)));
        assertThat(get(awkward)).isEmpty();
    }

    @Test
    void tellsSimilarKeysApart() {
        List<String> similar = new ArrayList<>(keys());
        similar.addAll(List.of("a", "A", "a ", "a/", "a//", "á", "a\u0301", "k".repeat(3999)));
        for (int i = 0; i < similar.size(); i++) {
            put(similar.get(i), bytes("value " + i), LONG);
        }
        for (int i = 0; i < similar.size(); i++) {
            assertThat(getFromOther(similar.get(i))).contains(bytes("value " + i));
        }
    }

    @Test
    void letsExactlyOneOfManyPutIfAbsent() {
        for (int round = 0; round < ROUNDS; round++) {
            exactlyOneOfManyPuts("key " + round);
        }
    }

    @Test
    void letsExactlyOneOfManyPutOverWhatHasExpired() {
        for (int round = 0; round < ROUNDS; round++) {
            put("key " + round, bytes("expired"), SHORT);
        }
        passTime(PAST_SHORT);
        for (int round = 0; round < ROUNDS; round++) {
            exactlyOneOfManyPuts("key " + round);
        }
    }

    @Test
    void mixesNoTwoValuesUnderConcurrentUse() {
        int size = 10_000;
        List<Boolean> whole = ContractThreads.each(thread -> {
            boolean fine = true;
            for (int round = 0; round < ROUNDS; round++) {
                await(replica(thread).put(key("key"), filled(size, (byte) thread), LONG));
                byte[] got = await(replica(thread + round).get(key("key"))).orElseThrow();
                fine &= got.length == size && ByteBuffer.wrap(got).equals(ByteBuffer.wrap(filled(size, got[0])));
            }
            return fine;
        });
        assertThat(whole).containsOnly(true);
    }

    private void exactlyOneOfManyPuts(String name) {
        List<Boolean> put = ContractThreads.each(
                thread -> await(replica(thread).putIfAbsent(key(name), bytes("by " + thread), LONG)));
        assertThat(put).containsOnlyOnce(true);
        byte[] winner = bytes("by " + put.indexOf(true));
        assertThat(get(name)).contains(winner);
        assertThat(getFromOther(name)).contains(winner);
    }

    private SharedCache replica(int number) {
        return number % 2 == 0 ? cache() : otherReplica();
    }

    private Optional<byte[]> get(String name) {
        return await(cache().get(key(name)));
    }

    private Optional<byte[]> getFromOther(String name) {
        return await(otherReplica().get(key(name)));
    }

    private void put(String name, byte[] value, Duration timeToLive) {
        await(cache().put(key(name), value, timeToLive));
    }

    private boolean putIfAbsent(String name, byte[] value, Duration timeToLive) {
        return await(cache().putIfAbsent(key(name), value, timeToLive));
    }

    private String key(String name) {
        return name + test;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] filled(int size, byte with) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, with);
        return bytes;
    }

    private static <T> T await(CompletionStage<T> stage) {
        return ContractThreads.await(stage.toCompletableFuture());
    }
}
