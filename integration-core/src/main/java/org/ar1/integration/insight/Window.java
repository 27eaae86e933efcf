package org.ar1.integration.insight;

import java.time.Instant;

/**
 * The time that the history covers.
 *
 * @param from the start of the first slot
 * @param to the end of the last slot
 * @param weeks its length
 * @param futureRows rows left out because they state a time in the future
 */
public record Window(Instant from, Instant to, int weeks, long futureRows) {}
