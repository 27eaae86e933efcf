package org.ar1.integration.insight;

import java.util.Locale;

/** What an insight is about. */
public enum SubjectType {
    /** A server; its key is the number. */
    SERVER,
    /** A lab; its key is the name on the infrastructure side, verbatim. */
    LAB,
    /** A lab type; its key is the type. */
    LAB_TYPE,
    /** All servers or all lab types together; it has no key. */
    FLEET;

    /**
     * The name on the wire, such as {@code lab_type}.
     *
     * @return the stable identifier
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
