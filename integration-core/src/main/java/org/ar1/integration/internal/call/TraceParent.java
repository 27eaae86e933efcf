package org.ar1.integration.internal.call;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header {@code traceparent} (W3C Trace Context, level 1). */
public final class TraceParent {

    private static final Pattern VALID =
            Pattern.compile("(?!ff)([0-9a-f]{2})-((?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2})(-.*)?");

    private TraceParent() {}

    /**
     * The value to send for one that a caller gave: of a later version than 00 the fields that version 00 has.
     *
     * @return null when the value is not valid
     * @throws IllegalArgumentException when the value cannot be sent as a header
     */
    public static @Nullable String toSend(String value) {
        if (!value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("traceparent must consist of visible ASCII characters");
        }
        Matcher valid = VALID.matcher(value);
        // Only later versions may have more fields, of which nothing is known here.
        return valid.matches() && (valid.group(3) == null || !valid.group(1).equals("00"))
                ? "00-" + valid.group(2)
                : null;
    }
}
