package org.ar1.integration.spi;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The trace that a caller's work belongs to (W3C Trace Context). What is asked of an adapter inside {@link #call} is
 * fetched with the header {@code traceparent}, retries included; a fetch that several callers wait for belongs to the one
 * who started it. Thread-safe; the calling thread has the trace only during the call.
 */
public final class TraceContext {

    private static final ThreadLocal<@Nullable String> CURRENT = new ThreadLocal<>();

    private TraceContext() {}

    /**
     * Does some work as a part of a trace.
     *
     * @param traceparent the header's value, of visible ASCII; null for none, also inside another call
     * @param work what asks the adapters, on the calling thread
     * @return what the work returns
     * @throws IllegalArgumentException when the value cannot be sent as a header
     */
    public static <T extends @Nullable Object> T call(@Nullable String traceparent, Supplier<T> work) {
        if (traceparent != null && !isVisible(traceparent)) {
            throw new IllegalArgumentException("traceparent must consist of visible ASCII characters");
        }
        String before = CURRENT.get();
        set(traceparent);
        try {
            return work.get();
        } finally {
            set(before);
        }
    }

    private static boolean isVisible(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) <= ' ' || value.charAt(i) >= 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static void set(@Nullable String traceparent) {
        if (traceparent == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(traceparent);
        }
    }

    /**
     * The trace that the calling thread works for.
     *
     * @return the header's value; null when there is none
     */
    public static @Nullable String current() {
        return CURRENT.get();
    }
}
