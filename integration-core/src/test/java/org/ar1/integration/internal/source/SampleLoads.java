package org.ar1.integration.internal.source;

import org.ar1.integration.internal.call.CallContext;
import org.ar1.integration.internal.call.CallFailure;
import org.ar1.integration.internal.call.EntityTags;
import org.ar1.integration.internal.call.Reply;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.UpstreamService;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.ar1.integration.internal.source.ReadLog.Ended;
import org.ar1.integration.internal.source.ReadLog.Ending;
import org.ar1.integration.internal.source.ReadLog.Result;
import org.ar1.integration.internal.source.ReadLog.Started;

/**
 * Services whose answers are drawn by lot: a value that changes from time to time, that it is unchanged, that there is
 * none, or a failure. What is loaded is logged.
 */
final class SampleLoads {

    /** A list, the summary of a history, and two values that the service may deny. */
    static final List<String> KEYS = List.of("list", "history", "lab", "user");

    static final Set<String> DENIABLE = Set.of("lab", "user");

    private static final List<ErrorCode> FAILURES = List.of(
            ErrorCode.UNKNOWN_LAB,
            ErrorCode.CONNECT,
            ErrorCode.TIMEOUT,
            ErrorCode.HTTP_STATUS,
            ErrorCode.DECODE,
            ErrorCode.CIRCUIT_OPEN,
            ErrorCode.DEADLINE);
    private static final Set<ErrorCode> NOT_MADE = Set.of(ErrorCode.CIRCUIT_OPEN, ErrorCode.DEADLINE);

    /** A load that is not answered yet. */
    record Open(int id, String key, String entityTag, CompletableFuture<Reply<String>> reply) {}

    private final ReadLog log;
    private final Consumer<Open> loading;
    private final Map<String, Integer> versions = new ConcurrentHashMap<>();
    private final Map<String, Integer> failingPercent = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final ThreadLocal<Integer> reading = new ThreadLocal<>();

    /**
     * Services in good health.
     *
     * @param loading told of each load, on the thread of the reader who started it
     */
    SampleLoads(ReadLog log, Consumer<Open> loading) {
        this.log = log;
        this.loading = loading;
        KEYS.forEach(key -> weather(key, 10));
    }

    /** Says which read is to blame for the loads that this thread starts. */
    void by(int read) {
        reading.set(read);
    }

    void weather(String key, int percentFailing) {
        failingPercent.put(key, percentFailing);
    }

    Source<String> source(String key) {
        return new Source<>(
                key,
                UpstreamService.PERFORMANCE_REPORTING,
                key,
                context -> load(key, context),
                SampleLoads::dataAsOf,
                key.equals("history") ? Source.Lifetime.HISTORY : Source.Lifetime.USUAL,
                EntryJson.of(String.class));
    }

    private CompletableFuture<Reply<String>> load(String key, CallContext context) {
        Open load = new Open(count.incrementAndGet(), key, EntityTags.of(context), new CompletableFuture<>());
        log.add(new Started(load.id(), key, reading.get()));
        loading.accept(load);
        return load.reply();
    }

    private static Instant dataAsOf(String value) {
        return ManualClock.START.plusSeconds(Integer.parseInt(value.substring(value.indexOf(' ') + 1)));
    }

    private static String tag(String value) {
        return '"' + value + '"';
    }

    /** Answers a load, except for the note that the answer was taken. */
    void answer(Open load, Random random) {
        if (random.nextInt(100) < failingPercent.get(load.key())) {
            fail(load, random);
        } else if (DENIABLE.contains(load.key()) && random.nextInt(3) == 0) {
            log.add(new Ending(load.id(), Result.absent()));
            load.reply().complete(Reply.absent());
        } else {
            give(load, random);
        }
    }

    void end(Open load, Random random) {
        answer(load, random);
        taken(load);
    }

    void taken(Open load) {
        log.add(new Ended(load.id()));
    }

    private void give(Open load, Random random) {
        int version = versions.merge(load.key(), random.nextInt(2), Integer::sum);
        String value = load.key() + ' ' + version;
        if (tag(value).equals(load.entityTag())) {
            log.add(new Ending(load.id(), Result.unchanged(value, dataAsOf(value))));
            load.reply().complete(Reply.stillRight());
        } else {
            log.add(new Ending(load.id(), Result.given(value, dataAsOf(value))));
            load.reply().complete(Reply.of(value, 10, random.nextInt(4) == 0 ? null : tag(value)));
        }
    }

    private void fail(Open load, Random random) {
        ErrorCode code = FAILURES.get(random.nextInt(FAILURES.size()));
        Duration pause = Duration.ofSeconds(random.nextInt(4) == 0 ? random.nextInt(600) : 0);
        String message = "Load " + load.id() + " failed";
        log.add(new Ending(load.id(), Result.failed(message, !NOT_MADE.contains(code), pause)));
        load.reply()
                .completeExceptionally(new CallFailure(
                        code, message, false, true, pause.isZero() ? Optional.empty() : Optional.of(pause)));
    }
}
