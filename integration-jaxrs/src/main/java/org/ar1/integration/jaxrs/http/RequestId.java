package org.ar1.integration.jaxrs.http;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request goes by in answers and logs: the caller's own name for it if that is harmless, else a new one. */
public final class RequestId {

    public static final String HEADER = "X-Request-Id";

    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestId() {}

    public static String of(@Nullable String fromCaller) {
        return fromCaller != null && HARMLESS.matcher(fromCaller).matches() ? fromCaller : random().toString();
    }

    /** Of version 4; no secret, so that nobody waits for the system's randomness. */
    private static UUID random() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long most = (random.nextLong() & ~0xf000L) | 0x4000L;
        long least = (random.nextLong() & ~(0b11L << 62)) | (0b10L << 62);
        return new UUID(most, least);
    }
}
