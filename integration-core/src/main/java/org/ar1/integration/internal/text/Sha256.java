package org.ar1.integration.internal.text;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256, which every Java platform has. */
public final class Sha256 {

    private Sha256() {}

    /** {@return a new digest of nothing yet; not thread-safe} */
    public static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * The digest of some bytes.
     *
     * @param bytes the bytes
     * @return 32 bytes
     */
    public static byte[] of(byte[] bytes) {
        return begin().digest(bytes);
    }
}
