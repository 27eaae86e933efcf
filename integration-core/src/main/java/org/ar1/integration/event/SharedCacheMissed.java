package org.ar1.integration.event;

import org.ar1.integration.source.UpstreamService;

import java.util.Locale;
import java.util.Objects;

/**
 * The cache that replicas share had nothing for a source that this replica asked it for.
 *
 * @param service the service
 * @param resource the resource of it, by its fixed name
 * @param reason why
 */
public record SharedCacheMissed(UpstreamService service, String resource, Reason reason) {

    /** Why the shared cache had nothing. */
    public enum Reason {
        /** It answered that there is no entry. */
        ABSENT,
        /** It did not answer within {@code SHARED_CACHE_TIMEOUT}. */
        SLOW,
        /** It holds something else than an entry of this library, or one from the future. */
        CORRUPT,
        /** It failed. */
        FAILED,
        /** It failed so often lately that it was not asked. */
        CIRCUIT_OPEN;

        /**
         * The name on the wire, such as {@code circuit_open}.
         *
         * @return the stable identifier
         */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public SharedCacheMissed {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(reason, "reason");
    }
}
