package org.ar1.integration.cache.files;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The values in the directory, and beside them those that are of no use to the next process and stay in memory: what was
 * put only if absent, which is a claim of this process, whatever then replaces it, and what lives for less than a
 * minute. Its methods block. Thread-safe.
 */
final class Values {

    private static final Duration WORTH_KEEPING = Duration.ofMinutes(1);
    private static final int MOST_IN_MEMORY = 20_000;

    private static final class Held {

        final byte[] value;
        final long absentFrom;

        Held(byte[] value, long absentFrom) {
            this.value = value;
            this.absentFrom = absentFrom;
        }
    }

    private final StateFiles files;
    private final InstantSource clock;
    private final Map<String, Held> memory = new HashMap<>();

    Values(StateFiles files, InstantSource clock) {
        this.files = files;
        this.clock = clock;
    }

    Optional<byte[]> get(String key) throws IOException {
        Optional<byte[]> held = held(key);
        return held.isPresent() ? held : files.read(key);
    }

    private synchronized Optional<byte[]> held(String key) {
        Held held = memory.get(key);
        if (held != null && held.absentFrom <= clock.millis()) {
            memory.remove(key);
            return Optional.empty();
        }
        return Optional.ofNullable(held).map(there -> there.value);
    }

    synchronized void put(String key, byte[] value, Duration timeToLive) throws IOException {
        if (timeToLive.compareTo(WORTH_KEEPING) < 0 || held(key).isPresent()) {
            hold(key, value, timeToLive);
        } else {
            files.write(key, value, end(timeToLive));
        }
    }

    synchronized boolean putIfAbsent(String key, byte[] value, Duration timeToLive) throws IOException {
        if (get(key).isPresent()) {
            return false;
        }
        hold(key, value, timeToLive);
        return true;
    }

    private void hold(String key, byte[] value, Duration timeToLive) throws IOException {
        files.remove(key);
        if (memory.size() >= MOST_IN_MEMORY) {
            long now = clock.millis();
            memory.values().removeIf(there -> there.absentFrom <= now);
            if (memory.size() >= MOST_IN_MEMORY) {
                throw new IOException("there are " + MOST_IN_MEMORY + " values in memory");
            }
        }
        memory.put(key, new Held(value, end(timeToLive)));
    }

    synchronized void remove(String key) throws IOException {
        files.remove(key);
        memory.remove(key);
    }

    private long end(Duration timeToLive) {
        try {
            return Math.addExact(clock.millis(), timeToLive.plusNanos(999_999).toMillis());
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }
}
