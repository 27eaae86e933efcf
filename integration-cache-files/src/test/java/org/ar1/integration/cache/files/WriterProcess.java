package org.ar1.integration.cache.files;

import static org.ar1.integration.cache.files.Stages.await;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/** Writes until it is killed, and says after each write what it has written. */
final class WriterProcess {

    static final int KEYS = 20;
    private static final int LONGEST = 50_000;

    private WriterProcess() {}

    public static void main(String[] arguments) {
        Random random = new Random();
        FileSharedCache cache = FileSharedCache.open(Path.of(arguments[0]), 16 << 20);
        for (long number = Long.parseLong(arguments[1]); ; number++) {
            String key = "key " + number % KEYS;
            await(cache.put(key, value(number, random.nextInt(LONGEST)), Duration.ofDays(1)));
            System.out.println(key + "=" + number);
        }
    }

    /** A number and bytes that follow from it. */
    private static byte[] value(long number, int length) {
        ByteBuffer value = ByteBuffer.allocate(Long.BYTES + length).putLong(number);
        while (value.hasRemaining()) {
            value.put((byte) (number * 31 + value.position()));
        }
        return value.array();
    }

    /** The number that a value was made of; -1 when it was not made so. */
    static long number(byte[] value) {
        ByteBuffer content = ByteBuffer.wrap(value);
        long number = content.getLong();
        while (content.hasRemaining()) {
            int position = content.position();
            if (content.get() != (byte) (number * 31 + position)) {
                return -1;
            }
        }
        return number;
    }
}
