package org.ar1.integration.jaxrs.http;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The trace that a request belongs to (W3C Trace Context, level 1): the caller's, if its header is valid, with a number
 * of our own for this request; else a new one, which is not sampled, as nothing is recorded here.
 *
 * @param traceId 32 hexadecimal digits
 * @param header the value for requests that this one causes
 */
public record TraceParent(String traceId, String header) {

    public static final String HEADER = "traceparent";

    private static final Pattern VALID = Pattern.compile("(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-"
            + "(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})(-[\\x21-\\x7e]{0,400})?");
    private static final int TRACE_BYTES = 16;
    private static final int REQUEST_BYTES = 8;

    public static TraceParent of(@Nullable String fromCaller) {
        if (fromCaller == null) {
            return own(random(TRACE_BYTES), "00");
        }
        Matcher valid = VALID.matcher(fromCaller);
        return isValid(valid) ? own(valid.group(2), valid.group(3)) : own(random(TRACE_BYTES), "00");
    }

    /** A value that may be passed on; null when it is none. */
    public static @Nullable String valid(@Nullable String value) {
        return value != null && isValid(VALID.matcher(value)) ? value : null;
    }

    /** Only later versions may have more fields, which are not passed on under our version. */
    private static boolean isValid(Matcher value) {
        return value.matches() && (value.group(4) == null || !value.group(1).equals("00"));
    }

    private static TraceParent own(String traceId, String flags) {
        return new TraceParent(traceId, "00-" + traceId + "-" + random(REQUEST_BYTES) + "-" + flags);
    }

    /** Never all zeros, which stands for none; no secret, so that nobody waits for the system's randomness. */
    private static String random(int length) {
        byte[] bytes = new byte[length];
        ThreadLocalRandom.current().nextBytes(bytes);
        bytes[length - 1] |= 1;
        return HexFormat.of().formatHex(bytes);
    }
}
