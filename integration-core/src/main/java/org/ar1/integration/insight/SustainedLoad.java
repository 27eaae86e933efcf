package org.ar1.integration.insight;

import org.ar1.integration.upstream.ServerResource;

import java.time.Instant;

/**
 * The latest run of hours in which a server was hot.
 *
 * @param heading what every insight states
 * @param ongoing whether it contains the last whole hour
 * @param since its start
 * @param hours its length in hours
 * @param peak the highest load in it, a fraction
 * @param resource the resource of the peak
 * @param hotHours7d hot hours of the last 168
 * @param hotHours hot hours of the window
 * @param observedHours hours of the window whose load is known
 */
public record SustainedLoad(
        Heading heading,
        boolean ongoing,
        Instant since,
        int hours,
        double peak,
        ServerResource resource,
        int hotHours7d,
        int hotHours,
        int observedHours)
        implements Insight {}
