package org.ar1.integration.internal.call;

import java.nio.charset.StandardCharsets;

/** Percent-encoding of names that users chose (RFC 3986, section 2). */
public final class PathSegments {

    private static final String UNRESERVED = "-_~";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private PathSegments() {}

    /**
     * A path segment that means exactly this text, so that none becomes a slash, a query or a step up: everything but
     * the unreserved characters is encoded, and the dots too of a text that is nothing else.
     */
    public static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        boolean dots = text.equals(".") || text.equals("..");
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 128 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0 || (c == '.' && !dots))) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HEX[(b >> 4) & 0xf]).append(HEX[b & 0xf]);
            }
        }
        return encoded.toString();
    }
}
