package org.ar1.integration.cache.jcache;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How a value lies in the cache: the version of this layout (1 byte), the moment from which it is absent (8 bytes,
 * milliseconds since 1970), a random mark (8 bytes), the value. The mark tells the caller who stored it from others
 * with the same value: a grid that loses a member in the middle of a call may repeat the call, which then meets its own
 * work.
 */
final class StoredValue {

    private static final byte VERSION = 1;
    private static final int HEADER = 1 + Long.BYTES + Long.BYTES;

    private StoredValue() {}

    static byte[] of(byte[] value, long absentFrom) {
        return ByteBuffer.allocate(HEADER + value.length)
                .put(VERSION)
                .putLong(absentFrom)
                .putLong(ThreadLocalRandom.current().nextLong())
                .put(value)
                .array();
    }

    /**
     * Whether there is a value that has not expired. What is laid out otherwise is somebody else's, and as good as
     * absent.
     */
    static boolean isPresent(byte[] stored, long now) {
        return stored.length >= HEADER
                && stored[0] == VERSION
                && now < ByteBuffer.wrap(stored).getLong(1);
    }

    /** The mark in hexadecimal digits; of what is laid out otherwise, a digest of its bytes. */
    static String mark(byte[] stored) {
        return Long.toHexString(
                stored.length >= HEADER ? ByteBuffer.wrap(stored).getLong(1 + Long.BYTES) : Arrays.hashCode(stored));
    }

    static byte[] value(byte[] stored) {
        return Arrays.copyOfRange(stored, HEADER, stored.length);
    }
}
