package org.ar1.integration.internal.header;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.ar1.integration.internal.text.Printable;

/** Which headers of requests to services are allowed; their values are shown nowhere. */
public final class RequestHeaders {

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");

    /** What the HTTP client sets itself, and what belongs to a connection (RFC 9110, section 7.6.1). */
    private static final Set<String> RESERVED = Set.of(
            "accept-encoding",
            "connection",
            "content-length",
            "expect",
            "host",
            "if-none-match",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private RequestHeaders() {}

    /**
     * Why a header is refused.
     *
     * @return the rest of a sentence that begins with "the request header", without the value; empty when it is allowed
     */
    public static Optional<String> refusal(String name, String value) {
        if (!NAME.matcher(name).matches()) {
            return Optional.of(mustBe(name, "named by letters, digits and hyphens"));
        }
        if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            return Optional.of(mustBe(name, "one that the HTTP client does not set itself"));
        }
        return VALUE.matcher(value).matches()
                ? Optional.empty()
                : Optional.of("\"" + name + "\" has a value with characters other than printable ASCII");
    }

    private static String mustBe(String name, String allowed) {
        return "is \"" + Printable.value(name) + "\", but must be " + allowed;
    }
}
