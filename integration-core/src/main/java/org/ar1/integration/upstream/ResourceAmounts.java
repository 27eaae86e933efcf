package org.ar1.integration.upstream;

import java.util.function.Function;
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
        @Nullable Double disk) {

    /**
     * Amounts computed one resource at a time.
     *
     * @param amount gives the amount of a resource, or null
     * @return the amounts
     */
    public static ResourceAmounts of(Function<ServerResource, @Nullable Double> amount) {
        return new ResourceAmounts(
                amount.apply(ServerResource.CPU),
                amount.apply(ServerResource.MEMORY),
                amount.apply(ServerResource.DISK));
    }

    /**
     * The amount of one resource.
     *
     * @param resource the resource
     * @return its amount; null when not stated
     */
    public @Nullable Double amount(ServerResource resource) {
        return switch (resource) {
            case CPU -> cpu;
            case MEMORY -> memory;
            case DISK -> disk;
        };
    }
}
