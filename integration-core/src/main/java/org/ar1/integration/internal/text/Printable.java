package org.ar1.integration.internal.text;

import java.util.regex.Pattern;

/**
 * Makes texts of services, callers and settings fit for logs, messages and terminals: a question mark takes the place
 * of each character that controls or formats, that separates lines, or that is half of a surrogate pair.
 */
public final class Printable {

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]");
    private static final int LONGEST = 200;

    private Printable() {}

    /**
     * A text of any length.
     *
     * @param text the text
     * @return the text without unprintable characters
     */
    public static String text(String text) {
        return UNPRINTABLE.matcher(text).replaceAll("?");
    }

    /**
     * A value that a message names.
     *
     * @param value the value
     * @return its text without unprintable characters, cut off after 200 characters
     */
    public static String value(Object value) {
        String text = String.valueOf(value);
        if (text.codePointCount(0, text.length()) <= LONGEST) {
            return text(text);
        }
        return text(text.substring(0, text.offsetByCodePoints(0, LONGEST))) + "...";
    }
}
