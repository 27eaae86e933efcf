package org.ar1.integration.source;

import java.util.Locale;

/** Where a value came from. */
public enum Outcome {
    /** Fetched for this answer. */
    LIVE,
    /** From memory, and not too old. */
    CACHED,
    /** The last good value, because fetching a newer one failed or takes long. */
    STALE,
    /** No value, because fetching failed. */
    FAILED,
    /** Not requested, because the list that names what to request is missing. */
    SKIPPED;

    /**
     * The name on the wire, such as {@code live}.
     *
     * @return the stable identifier
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether the value may be taken as current.
     *
     * @return true for {@link #LIVE} and {@link #CACHED}
     */
    public boolean isCurrent() {
        return this == LIVE || this == CACHED;
    }

    /**
     * Whether the source gave data, however old.
     *
     * @return false for {@link #FAILED} and {@link #SKIPPED}
     */
    public boolean hasData() {
        return isCurrent() || this == STALE;
    }
}
