package org.ar1.integration.jaxrs.server.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The value of {@code Host} (RFC 9110, 7.2): a host, which may be empty, and maybe a port. */
final class HostField {

    private static final Pattern VALUE =
            Pattern.compile("(?:\\[[0-9A-Fa-f:.]+]|(?:[A-Za-z0-9._~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)(?::([0-9]*))?");
    private static final int HIGHEST_PORT = 65_535;
    private static final int LONGEST_PORT = 5;

    /** Nearly all callers name the same. */
    private static volatile String lastParsable = "localhost";

    private HostField() {}

    /** Whether this is a host as RFC 3986 has it, with a port that exists if there is one. */
    static boolean isValid(String value) {
        return value.equals(lastParsable) || (isWellFormed(value) && (!value.startsWith("[") || isParsable(value)));
    }

    private static boolean isWellFormed(String value) {
        Matcher matcher = VALUE.matcher(value);
        if (!matcher.matches()) {
            return false;
        }
        String port = matcher.group(1);
        return port == null
                || port.isEmpty()
                || (port.length() <= LONGEST_PORT && Integer.parseInt(port) <= HIGHEST_PORT);
    }

    /**
     * Whether it is valid, and Java's URIs, and so Jersey, take it for a host; they refuse empty ones, underscores and
     * more.
     */
    static boolean isParsable(String value) {
        if (value.equals(lastParsable)) {
            return true;
        }
        if (!isWellFormed(value)) {
            return false;
        }
        try {
            URI uri = new URI("http://" + value + "/").parseServerAuthority();
            boolean parsable = uri.getHost() != null;
            if (parsable) {
                lastParsable = value;
            }
            return parsable;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
