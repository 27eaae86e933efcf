package org.ar1.integration.upstream;

import org.jspecify.annotations.Nullable;

/**
 * An amount of each resource of a server, in the unit that Resource Allocation uses for it.
 *
 * @param cpu the processor's amount; null when not stated
 * @param memory the memory's amount; null when not stated
 * @param disk the disk's amount; null when not stated
 */
public record ResourceAmounts(
        @Nullable Double cpu,
        @Nullable Double memory,
        @Nullable Double disk) {}
