package org.ar1.integration.upstream;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The summary of the statistics history that Performance keeps. The history itself is read as a stream and not kept, so
 * the summary's size does not depend on its length.
 *
 * @param rows the rows summarized
 * @param newest the newest time that a row states; null when there is no row
 * @param servers the summaries by server number
 */
public record ServerStatistics(long rows, @Nullable Instant newest, Map<Long, ServerHistory> servers) {
    public ServerStatistics {
        servers = Map.copyOf(servers);
    }

    /**
     * The history of one server.
     *
     * @param samples the rows of the server
     * @param first the time of its oldest row
     * @param last the time of its newest row
     * @param cpu the processor's figures; null when no row states any
     * @param memory the memory's figures; null when no row states any
     * @param disk the disk's figures; null when no row states any
     */
    public record ServerHistory(
            long samples,
            Instant first,
            Instant last,
            @Nullable ResourceHistory cpu,
            @Nullable ResourceHistory memory,
            @Nullable ResourceHistory disk) {}

    /**
     * The history of one resource, in the unit of the usage. Whatever the order of the rows, the same history gives the
     * same figures, up to the last bits of the mean.
     *
     * @param latest the newest value; of several rows of the same second the one with the highest number
     * @param mean the arithmetic mean
     * @param max the highest value
     * @param p95 the 95th percentile, within 0.5 % of the exact value; from a DDSketch (Masson, Rim and Lee, "DDSketch: A
     *     Fast and Fully-Mergeable Quantile Sketch with Relative-Error Guarantees", PVLDB 12(12), 2019)
     */
    public record ResourceHistory(double latest, double mean, double max, double p95) {}
}
