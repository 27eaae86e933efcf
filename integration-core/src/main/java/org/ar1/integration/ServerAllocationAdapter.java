package org.ar1.integration;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.source.UndeterminedLabTypeException;
import org.ar1.integration.source.UnknownLabTypeException;
import org.ar1.integration.upstream.Allocation;
import org.ar1.integration.upstream.LabPerformance;
import org.ar1.integration.upstream.PeakTime;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.ServerStatistics;
import org.ar1.integration.upstream.UserPerformance;

/**
 * Reports on which servers each lab type runs, how loaded these servers are, and how well the users do.
 *
 * <p>A report is built again only after something in it has changed; until then callers get the same object. Its
 * timestamp says when it was built, and its sources say where each value came from at that time.
 *
 * <p>Every method has a blocking and an asynchronous form. Neither takes longer than the
 * {@linkplain org.ar1.integration.config.IntegrationConfig#reportDeadline() deadline}. A failing service never causes
 * an exception: reports list their sources with the outcome of each, and a single resource states its own outcome. A
 * blocked thread that is interrupted gets a {@link java.util.concurrent.CancellationException} and stays interrupted. A
 * closed adapter throws {@link IllegalStateException}. Thread-safe.
 */
public interface ServerAllocationAdapter {

    /**
     * Reports on every lab type and server.
     *
     * @return the report
     */
    default ServerAllocationReport report() {
        return report(ReportRequest.all());
    }

    /**
     * Reports on one lab type and its servers: the same report, filtered.
     *
     * @param labType the lab type, matched exactly
     * @return the report
     * @throws UnknownLabTypeException when no source knows the lab type
     * @throws UndeterminedLabTypeException when no source that answered knows it, and one did not answer
     */
    default ServerAllocationReport report(String labType) {
        return report(ReportRequest.of(labType));
    }

    /**
     * Reports on what a request asks for.
     *
     * @param request the lab type, whether the sources are fetched again, and the trace
     * @return the report
     * @throws UnknownLabTypeException when no source knows the lab type
     * @throws UndeterminedLabTypeException when no source that answered knows it, and one did not answer
     */
    default ServerAllocationReport report(ReportRequest request) {
        return Blocking.await(reportAsync(request));
    }

    /**
     * Reports on what a request asks for, without blocking; the stage fails with what the blocking form throws.
     *
     * @param request the lab type, whether the sources are fetched again, and the trace
     * @return a stage of the report
     */
    CompletionStage<ServerAllocationReport> reportAsync(ReportRequest request);

    /**
     * Every server and its load. {@link Sourced#dataAsOf()} is the oldest check of any server, also of those without
     * labs, which are never checked again; in a report those are left out.
     *
     * @return the servers, in the service's order
     */
    default Sourced<List<Server>> servers() {
        return Blocking.await(serversAsync());
    }

    /**
     * Every server and its load, without blocking.
     *
     * @return a stage of the result of {@link #servers()}
     */
    CompletionStage<Sourced<List<Server>>> serversAsync();

    /**
     * Which lab stands on which server.
     *
     * @return the allocations, in the service's order
     */
    default Sourced<List<Allocation>> allocations() {
        return Blocking.await(allocationsAsync());
    }

    /**
     * Which lab stands on which server, without blocking.
     *
     * @return a stage of the result of {@link #allocations()}
     */
    CompletionStage<Sourced<List<Allocation>>> allocationsAsync();

    /**
     * The summary of all servers' statistics history.
     *
     * @return the summary
     */
    default Sourced<ServerStatistics> serverStatistics() {
        return Blocking.await(serverStatisticsAsync());
    }

    /**
     * The summary of all servers' statistics history, without blocking.
     *
     * @return a stage of the result of {@link #serverStatistics()}
     */
    CompletionStage<Sourced<ServerStatistics>> serverStatisticsAsync();

    /**
     * The latest 1,000 times at which a server had many users.
     *
     * @param serverId the server's number
     * @return the times, oldest first; empty for a server that the service does not know
     */
    default Sourced<List<PeakTime>> peakTimes(long serverId) {
        return Blocking.await(peakTimesAsync(serverId));
    }

    /**
     * The latest 1,000 times at which a server had many users, without blocking.
     *
     * @param serverId the server's number
     * @return a stage of the result of {@link #peakTimes}
     */
    CompletionStage<Sourced<List<PeakTime>>> peakTimesAsync(long serverId);

    /**
     * How well the users of a lab type do.
     *
     * @param labType the lab type, matched exactly
     * @return the figures; no value when the service answered that there are none
     */
    default Sourced<LabPerformance> labPerformance(String labType) {
        return Blocking.await(labPerformanceAsync(labType));
    }

    /**
     * How well the users of a lab type do, without blocking.
     *
     * @param labType the lab type, matched exactly
     * @return a stage of the result of {@link #labPerformance}
     */
    CompletionStage<Sourced<LabPerformance>> labPerformanceAsync(String labType);

    /**
     * How well one user does in each lab type. Personal, so that it is fetched each time and kept in no cache.
     *
     * @param userId the user's identifier
     * @return the figures; no value when the service answered that it does not know the user
     */
    default Sourced<UserPerformance> userPerformance(String userId) {
        return Blocking.await(userPerformanceAsync(userId));
    }

    /**
     * How well one user does in each lab type, without blocking.
     *
     * @param userId the user's identifier
     * @return a stage of the result of {@link #userPerformance}
     */
    CompletionStage<Sourced<UserPerformance>> userPerformanceAsync(String userId);
}
