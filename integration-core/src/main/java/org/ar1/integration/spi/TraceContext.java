package org.ar1.integration.spi;

import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The trace that a caller's work belongs to (W3C Trace Context, level 1). What is asked of an adapter inside {@link #call} is
 * fetched with the header {@code traceparent}, retries included; a fetch that several callers wait for belongs to the one
 * who started it. Thread-safe; the calling thread has the trace only during the call.
 */
public final class TraceContext {

    private static final Pattern TRACE =
            Pattern.compile("(?!ff)([0-9a-f]{2})-((?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2})(-.*)?");

    private static final ThreadLocal<@Nullable String> CURRENT = new ThreadLocal<>();

    private TraceContext() {}

    /**
     * Does some work as a part of a trace. A value that is no valid {@code traceparent} belongs to no trace and is sent
     * nowhere; of a later version than 00 the fields of version 00 are sent, as that version.
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
        set(traceparent == null ? null : known(traceparent));
        try {
            return work.get();
        } finally {
            set(before);
        }
    }

    private static @Nullable String known(String traceparent) {
        Matcher trace = TRACE.matcher(traceparent);
        // Only later versions may have more fields, of which nothing is known here.
        return trace.matches() && (trace.group(3) == null || !trace.group(1).equals("00"))
                ? "00-" + trace.group(2)
                : null;
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
