package org.ar1.integration;

import org.jspecify.annotations.Nullable;

/**
 * How much a client holds at one moment. Every figure has a bound, so that a client fits into its heap whatever the
 * services send and however many lab types callers ask for.
 *
 * @param cachedBytes about how many bytes the cached answers of the services take; null when the cache does not know
 * @param sources the resources of the services that are known, such as the usage of one lab type
 * @param fetchesInFlight the fetches that have not ended
 * @param reports the reports that are given again until a source changes
 */
public record Footprint(@Nullable Long cachedBytes, int sources, int fetchesInFlight, int reports) {}
