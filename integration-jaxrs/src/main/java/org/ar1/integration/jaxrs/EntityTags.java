package org.ar1.integration.jaxrs;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Weak entity tags (RFC 9110, 8.8.3): one for all encodings of the same bytes, which is why they are weak. */
final class EntityTags {

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
}
