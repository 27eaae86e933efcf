package org.ar1.integration.jaxrs;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Weak entity tags (RFC 9110, 8.8.3): one for all encodings of the same bytes, which is why they are weak. */
final class EntityTags {

    private static final Pattern TAG = Pattern.compile("(?:W/)?(\"[\\x21\\x23-\\x7e\\x80-\\xff]*\")");
    private static final int BYTES = 16;

    private EntityTags() {}

    /** The tag of some bytes. */
    static String weak(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            byte[] start = Arrays.copyOf(hash, BYTES);
            return "W/\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(start) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new LinkageError("every JDK has SHA-256", e);
        }
    }

    /**
     * Whether the caller has this version already, by weak comparison (RFC 9110, 13.1.2). What is no tag is no match.
     *
     * @param ifNoneMatch the values of {@code If-None-Match}: each a list of tags, or an asterisk for any version
     */
    static boolean match(List<String> ifNoneMatch, String tag) {
        String opaque = tag.substring(tag.indexOf('"'));
        for (String value : ifNoneMatch) {
            if (value.equals(tag) || value.strip().equals("*")) {
                return true;
            }
            Matcher tags = TAG.matcher(value);
            while (tags.find()) {
                if (tags.group(1).equals(opaque)) {
                    return true;
                }
            }
        }
        return false;
    }
}
