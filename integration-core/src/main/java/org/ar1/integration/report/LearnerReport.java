package org.ar1.integration.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.ar1.integration.internal.text.CodePoints;
import org.ar1.integration.source.SourceStatus;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.UserPerformance.LabAttempts;
import org.jspecify.annotations.Nullable;

/**
 * How one learner does in each lab type, and how the servers are doing on which it runs. Personal: {@link #toString()}
 * does not name the learner.
 *
 * @param timestamp when the report was built
 * @param integrationStatus how complete it is; failed when nothing is known of the learner, or whether there is one
 * @param userId the learner
 * @param labs the lab types that the learner has tried, by code point; empty for a learner without records
 * @param coverage how well the names of the labs of these types matched the catalogue
 * @param sources where the figures come from
 * @param retryAfter when asking again makes sense; null unless the report failed
 */
public record LearnerReport(
        Instant timestamp,
        IntegrationStatus integrationStatus,
        String userId,
        Map<String, LearnerLab> labs,
        JoinCoverage coverage,
        List<SourceStatus> sources,
        @Nullable Duration retryAfter) {

    public LearnerReport {
        labs = CodePoints.sorted(labs);
        sources = List.copyOf(sources);
    }

    @Override
    public String toString() {
        return "LearnerReport[timestamp=" + timestamp + ", integrationStatus=" + integrationStatus + ", labs="
                + labs.size() + "]";
    }

    /**
     * What a learner did in one lab type, and where it runs.
     *
     * @param name the lab's name: of several, the first allocated; the lab type when there is none
     * @param performance the learner's attempts
     * @param servers the servers on which it stands, first allocated first; null when the allocations are missing
     */
    public record LearnerLab(
            String name, LabAttempts performance, @Nullable List<LearnerServer> servers) {
        public LearnerLab {
            servers = servers == null ? null : List.copyOf(servers);
        }
    }

    /**
     * A server on which a lab type of the learner stands.
     *
     * @param serverId the server's number
     * @param load how it is doing, as in the server-allocation report but for the history; null when the list of
     *     servers does not hold it or is missing
     */
    public record LearnerServer(long serverId, @Nullable ServerInsight load) {

        /**
         * The server's name.
         *
         * @return {@code Server-} and the number
         */
        public String serverName() {
            return Server.nameOf(serverId);
        }
    }
}
