package org.ar1.integration.insight;

import org.ar1.integration.upstream.ServerResource;

import org.jspecify.annotations.Nullable;

/**
 * What moving a lab type from one server to another does, whether it is worth it or not.
 *
 * @param labType the lab type
 * @param from the number of the server that it stands on
 * @param to the number of the other server
 * @param shareNeeded the share of the load from which on the move helps; null when not known
 * @param shareEstimated the share that the lab type has; null when not known
 * @param shareSafe the share up to which the target stays below 0.80; null when not known
 * @param verdict what it does
 * @param bindingNeeded the resource that decides the first
 * @param bindingSafe the resource that decides the last
 */
public record Move(
        String labType,
        long from,
        long to,
        @Nullable Double shareNeeded,
        @Nullable Double shareEstimated,
        @Nullable Double shareSafe,
        MoveVerdict verdict,
        @Nullable ServerResource bindingNeeded,
        @Nullable ServerResource bindingSafe) {}
