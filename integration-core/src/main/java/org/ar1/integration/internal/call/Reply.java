package org.ar1.integration.internal.call;

import org.jspecify.annotations.Nullable;

/**
 * A good answer.
 *
 * @param value what the body held; null when the service answered that there is no such value, or that it is unchanged
 * @param bytes about how much the value holds: the length of the body, of a stream what its endpoint weighs, or at most
 *     64 KiB
 * @param entityTag the validator that came with it; null when none did
 * @param unchanged whether the value known already is still right (304)
 * @param absence why there is no value; null unless the service answered that there is none
 */
public record Reply<T>(
        @Nullable T value,
        long bytes,
        @Nullable String entityTag,
        boolean unchanged,
        @Nullable Absence absence) {

    /** What a 404 means that is an answer. */
    public enum Absence {
        /** The service looked and has no data; also any 404 whose text is not known. */
        NO_DATA,
        /** The service does not know the lab type, or could not ask User Progress for it. */
        UNKNOWN_LAB_TYPE
    }

    /** A value. */
    public static <T> Reply<T> of(T value, long bytes, @Nullable String entityTag) {
        return new Reply<>(value, bytes, entityTag, false, null);
    }

    /** There is no such value: {@link Absence#NO_DATA}. */
    public static <T> Reply<T> absent() {
        return absent(Absence.NO_DATA);
    }

    /** There is no such value, or the service could not find out: {@link Absence#UNKNOWN_LAB_TYPE}. */
    public static <T> Reply<T> unknownLabType() {
        return absent(Absence.UNKNOWN_LAB_TYPE);
    }

    static <T> Reply<T> absent(Absence why) {
        return new Reply<>(null, 0, null, false, why);
    }

    /** The value that the caller's entity tag stands for is still right. */
    public static <T> Reply<T> stillRight() {
        return new Reply<>(null, 0, null, true, null);
    }
}
