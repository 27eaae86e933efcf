package org.ar1.integration.internal.source;

import org.ar1.integration.source.Outcome;
import org.ar1.integration.spi.CacheEntry;
import org.jspecify.annotations.Nullable;

/**
 * How a fetch ended that did not fail.
 *
 * @param entry the value; null when a look into the shared cache alone found nothing that may be called cached
 * @param outcome {@code live}, or {@code cached} when another replica had fetched the value
 * @param attempts the calls made
 */
record FetchResult(@Nullable CacheEntry entry, Outcome outcome, int attempts) {

    static final FetchResult NOTHING = new FetchResult(null, Outcome.CACHED, 0);
}
