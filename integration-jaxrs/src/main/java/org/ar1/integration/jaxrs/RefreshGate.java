package org.ar1.integration.jaxrs;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the query parameter {@code refresh} asks for: {@code true} has every source of the report asked again, at most
 * once in ten seconds for all callers and reports together. Who comes sooner gets the usual answer rather than an error,
 * as its values are that young; {@code Cache-Status} says so. A source that failed is not asked before it is its time,
 * whoever asks. Thread-safe.
 */
final class RefreshGate {

    static final String PARAMETER = "refresh";

    private static final long PAUSE_NANOS = Duration.ofSeconds(10).toNanos();
    private static final Pattern UNHARMLESS = Pattern.compile("[^A-Za-z0-9._+-]");
    private static final int LONGEST_SHOWN = 32;

    private final LongSupplier nanoTime;
    private final AtomicLong open;

    RefreshGate(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.open = new AtomicLong(nanoTime.getAsLong());
    }

    /**
     * What becomes of a request's wish.
     *
     * @param values those of the parameter; null when it is not there
     * @throws InvalidParameterException when the parameter is neither true nor false, or there several times
     */
    CacheStatus.Refresh wish(@Nullable List<String> values) {
        if (values == null || values.equals(List.of("false"))) {
            return CacheStatus.Refresh.NONE;
        }
        if (!values.equals(List.of("true"))) {
            throw new InvalidParameterException(PARAMETER, explained(values));
        }
        long now = nanoTime.getAsLong();
        long from = open.get();
        return now - from >= 0 && open.compareAndSet(from, now + PAUSE_NANOS)
                ? CacheStatus.Refresh.DONE
                : CacheStatus.Refresh.LIMITED;
    }

    private static String explained(List<String> values) {
        if (values.size() > 1) {
            return "The parameter " + PARAMETER + " is there " + values.size() + " times, but must be there once.";
        }
        String value = UNHARMLESS.matcher(values.get(0)).replaceAll("?");
        String shown = value.length() <= LONGEST_SHOWN ? value : value.substring(0, LONGEST_SHOWN) + "...";
        return "The parameter " + PARAMETER + " is \"" + shown + "\", but must be true or false.";
    }
}
