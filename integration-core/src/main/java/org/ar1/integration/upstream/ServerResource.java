package org.ar1.integration.upstream;

import java.util.Locale;

/** What a server has and can run out of. */
public enum ServerResource {
    /** Processor. */
    CPU,
    /** Memory. */
    MEMORY,
    /** Disk. */
    DISK;

    /**
     * The name on the wire, such as {@code cpu}.
     *
     * @return the stable identifier
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
