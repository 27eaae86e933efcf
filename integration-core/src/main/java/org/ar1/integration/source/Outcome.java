package org.ar1.integration.source;

import java.util.Locale;

/** Where a value came from. */
public enum Outcome {
    /** Fetched for this answer. */
    LIVE,
    /** Fresh in the cache. */
    CACHED,
    /** The last good value, because fetching a newer one failed. */
    STALE,
    /** Nothing to show. */
    FAILED,
    /** Needed, but not attempted: what names it was missing. */
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
