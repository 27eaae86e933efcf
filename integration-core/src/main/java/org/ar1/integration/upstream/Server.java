package org.ar1.integration.upstream;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A server and its load when it was last checked, as Resource Allocation knows it.
 *
 * @param id the server's number
 * @param ipAddress its address; null when not stated
 * @param usage what is used; may exceed the maximum
 * @param maximum what there is; a part may be null or zero
 * @param lastChecked when the usage was measured; null when it never was
 */
public record Server(
        long id,
        @Nullable String ipAddress,
        ResourceAmounts usage,
        ResourceAmounts maximum,
        @Nullable Instant lastChecked) {

    /**
     * The server's name.
     *
     * @return {@code Server-} and the number
     */
    public String name() {
        return nameOf(id);
    }

    /**
     * The name that a server of this number has, known or not.
     *
     * @param id the server's number
     * @return {@code Server-} and the number
     */
    public static String nameOf(long id) {
        return "Server-" + id;
    }
}
