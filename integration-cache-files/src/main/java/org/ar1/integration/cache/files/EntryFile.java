package org.ar1.integration.cache.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * The file of one entry: a mark with the version of this layout (8 bytes), the moment from which the value is absent
 * (8 bytes, milliseconds since 1970), the length of the key in bytes (4), the key in UTF-16, in which no two keys look
 * the same, the value, and a CRC-32C of all this (4 bytes).
 */
final class EntryFile {

    /** The length of what has to be read to know when a value ends. */
    static final int HEAD = 2 * Long.BYTES;

    private static final long MARK = 0x4152312d454e3031L; // AR1-EN01
    private static final int OVERHEAD = HEAD + 2 * Integer.BYTES;
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

    /** A file with the name of an entry that holds something else than that entry. */
    static final class DamagedException extends IOException {
        private static final long serialVersionUID = 1L;

        DamagedException(String what) {
            super(what);
        }
    }

    private EntryFile() {}

    /** The name of the file of a key: its SHA-256 in hexadecimal digits. */
    static String name(String key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(bytes(key)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** About how long the file of an entry is, in bytes. */
    static long length(String key, byte[] value) {
        return OVERHEAD + 2L * key.length() + value.length;
    }

    static ByteBuffer write(String key, byte[] value, long absentFrom) {
        byte[] keyBytes = bytes(key);
        ByteBuffer file = ByteBuffer.allocate(OVERHEAD + keyBytes.length + value.length)
                .putLong(MARK)
                .putLong(absentFrom)
                .putInt(keyBytes.length)
                .put(keyBytes)
                .put(value);
        return file.putInt(checksum(file.array(), file.position())).flip();
    }

    /**
     * The value in a file.
     *
     * @return empty when it has expired
     * @throws DamagedException when the file holds something else than an entry of that key
     */
    static Optional<byte[]> value(byte[] file, String key, long now) throws DamagedException {
        byte[] keyBytes = bytes(key);
        ByteBuffer content = ByteBuffer.wrap(file);
        if (file.length < OVERHEAD + keyBytes.length) {
            throw new DamagedException("is too short");
        }
        int end = file.length - Integer.BYTES;
        if (content.getInt(end) != checksum(file, end)) {
            throw new DamagedException("has a wrong checksum");
        }
        long absentFrom = absentFrom(content);
        int start = OVERHEAD - Integer.BYTES + keyBytes.length;
        if (content.getInt(HEAD) != keyBytes.length
                || !Arrays.equals(file, HEAD + Integer.BYTES, start, keyBytes, 0, keyBytes.length)) {
            throw new DamagedException("is the entry of another key");
        }
        return now < absentFrom ? Optional.of(Arrays.copyOfRange(file, start, end)) : Optional.empty();
    }

    /**
     * From when on the value is absent.
     *
     * @param head at least the first {@link #HEAD} bytes of the file
     * @throws DamagedException when this is no head of an entry
     */
    static long absentFrom(ByteBuffer head) throws DamagedException {
        if (head.limit() < HEAD || head.getLong(0) != MARK) {
            throw new DamagedException("does not begin like an entry");
        }
        return head.getLong(Long.BYTES);
    }

    private static byte[] bytes(String key) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * key.length());
        bytes.asCharBuffer().put(key);
        return bytes.array();
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, length);
        return (int) sum.getValue();
    }
}
