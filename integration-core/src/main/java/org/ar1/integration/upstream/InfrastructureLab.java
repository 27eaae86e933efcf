package org.ar1.integration.upstream;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A lab and what it is estimated to need, as Resource Allocation knows it.
 *
 * @param id the lab's number on the infrastructure side
 * @param name the lab's name, verbatim
 * @param status whether the lab is in use; {@link Status#UNKNOWN} when the service states none or another
 * @param estimatedUsers the users that the lab is sized for; null when not stated
 * @param estimated what the lab is estimated to use, in the unit of the servers' usage; a part is null when not stated
 */
public record InfrastructureLab(
        long id, String name, Status status, @Nullable Long estimatedUsers, ResourceAmounts estimated) {

    /** Whether a lab is in use. */
    public enum Status {
        /** In use. */
        ACTIVE,
        /** Not in use at present. */
        INACTIVE,
        /** Deleted; the service still lists it. */
        DELETED,
        /** Not stated, or something else. */
        UNKNOWN;

        /**
         * The name on the wire, such as {@code deleted}.
         *
         * @return the stable identifier
         */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * The status of an identifier.
         *
         * @param id an identifier; null when there is none
         * @return the status, {@link #UNKNOWN} for any other identifier
         */
        public static Status of(@Nullable String id) {
            for (Status status : values()) {
                if (status.id().equals(id)) {
                    return status;
                }
            }
            return UNKNOWN;
        }
    }
}
