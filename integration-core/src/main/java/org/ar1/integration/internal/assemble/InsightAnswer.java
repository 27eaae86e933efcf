package org.ar1.integration.internal.assemble;

import java.time.Instant;

/**
 * What readers of the insights are given.
 *
 * @param snapshot the insights
 * @param until until when other readers may be given the same, if no source changes before
 */
public record InsightAnswer(InsightSnapshot snapshot, Instant until) {}
