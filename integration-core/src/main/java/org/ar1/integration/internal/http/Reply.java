package org.ar1.integration.internal.http;

import org.jspecify.annotations.Nullable;

/**
 * A good answer.
 *
 * @param value what the body held; null when the service answered that there is no such value, or that it is unchanged
 * @param bytes about how much the value holds: the length of the body, of a stream at most 64 KiB
 * @param entityTag the validator that came with it; null when none did
 * @param unchanged whether the value known already is still right (304)
 */
public record Reply<T>(
        @Nullable T value, long bytes, @Nullable String entityTag, boolean unchanged) {

    public static <T> Reply<T> of(T value, long bytes, @Nullable String entityTag) {
        return new Reply<>(value, bytes, entityTag, false);
    }

    /** There is no such value. */
    public static <T> Reply<T> absent() {
        return new Reply<>(null, 0, null, false);
    }

    /** The value that the caller's entity tag stands for is still right. */
    public static <T> Reply<T> stillRight() {
        return new Reply<>(null, 0, null, true);
    }
}
