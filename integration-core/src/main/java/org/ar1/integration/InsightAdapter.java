package org.ar1.integration;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.ar1.integration.insight.Explanation;
import org.ar1.integration.insight.InsightReport;
import org.ar1.integration.insight.InsightView;
import org.ar1.integration.insight.Move;
import org.ar1.integration.insight.QuietWindows;
import org.ar1.integration.insight.ServerCapacity;
import org.ar1.integration.insight.ServerForecast;
import org.ar1.integration.insight.WeeklyProfile;
import org.ar1.integration.source.UndeterminedInsightException;
import org.ar1.integration.source.UndeterminedLabTypeException;
import org.ar1.integration.source.UndeterminedServerException;
import org.ar1.integration.source.UnknownInsightException;
import org.ar1.integration.source.UnknownLabTypeException;
import org.ar1.integration.source.UnknownServerException;
import org.ar1.integration.upstream.ServerResource;

/**
 * Reports insights into the campus for its operators, with their figures and the data that they are derived from.
 *
 * <p>The insights are computed again when their data has changed, and every ten minutes, since some depend on the time.
 * Until then callers get the same report object. While the insights are computed, callers that have waited for the
 * {@linkplain org.ar1.integration.config.IntegrationConfig#refreshPatience() refresh patience} get the previous report,
 * as its timestamp shows. A view of one server or insight belongs to such a report, and states the timestamp of that
 * report.
 *
 * <p>Every method has a blocking and an asynchronous form. Neither waits for the services beyond the
 * {@linkplain org.ar1.integration.config.IntegrationConfig#reportDeadline() deadline}. A failing service never causes
 * an exception: insights that need it are withheld, and the report lists its sources with the outcome of each. A
 * blocked thread that is interrupted gets a {@link java.util.concurrent.CancellationException} and stays interrupted. A
 * closed adapter throws {@link IllegalStateException}. The stage of an asynchronous form fails with the exception that
 * the blocking form throws; for a wrong argument, the asynchronous form itself throws. Thread-safe.
 */
public interface InsightAdapter {

    /**
     * Returns all insights, in the zone of the campus.
     *
     * @return the report
     */
    default InsightReport report() {
        return report(InsightRequest.standard());
    }

    /**
     * Returns all insights.
     *
     * @param request the zone, whether the sources are fetched again, and the trace
     * @return the report
     */
    default InsightReport report(InsightRequest request) {
        return Blocking.await(reportAsync(request));
    }

    /**
     * Returns all insights, without blocking.
     *
     * @param request the zone, whether the sources are fetched again, and the trace
     * @return a stage of the result of {@link #report(InsightRequest)}
     */
    CompletionStage<InsightReport> reportAsync(InsightRequest request);

    /**
     * Explains one insight of the report, or why it is withheld, step by step, in the zone of the campus.
     *
     * @param id the identifier of the insight
     * @return the steps, enough to redo the insight on paper
     * @throws UnknownInsightException when the report neither lists nor withholds an insight with this identifier
     * @throws UndeterminedInsightException when the client asks an Integration Service that does not answer
     */
    default InsightView<Explanation> explain(String id) {
        return explain(id, InsightRequest.standard());
    }

    /**
     * Explains one insight of the report, or why it is withheld, step by step.
     *
     * @param id the identifier of the insight
     * @param request the zone, whether the sources are fetched again, and the trace
     * @return the steps, enough to redo the insight on paper
     * @throws UnknownInsightException when the report neither lists nor withholds an insight with this identifier
     * @throws UndeterminedInsightException when the client asks an Integration Service that does not answer
     */
    default InsightView<Explanation> explain(String id, InsightRequest request) {
        return Blocking.await(explainAsync(id, request));
    }

    /**
     * Explains one insight step by step, without blocking.
     *
     * @param id the identifier of the insight
     * @param request the zone, whether the sources are fetched again, and the trace
     * @return a stage of the result of {@link #explain(String, InsightRequest)}
     */
    CompletionStage<InsightView<Explanation>> explainAsync(String id, InsightRequest request);

    /**
     * Returns the capacity of each server, in the zone of the campus.
     *
     * @return the servers, those with the least headroom first
     */
    default InsightView<List<ServerCapacity>> servers() {
        return servers(InsightRequest.standard());
    }

    /**
     * Returns the capacity of each server.
     *
     * @param request the zone, whether the sources are fetched again, and the trace
     * @return the servers, those with the least headroom first; empty when the servers or their history are missing
     */
    default InsightView<List<ServerCapacity>> servers(InsightRequest request) {
        return Blocking.await(serversAsync(request));
    }

    /**
     * Returns the capacity of each server, without blocking.
     *
     * @param request the zone, whether the sources are fetched again, and the trace
     * @return a stage of the result of {@link #servers(InsightRequest)}
     */
    CompletionStage<InsightView<List<ServerCapacity>>> serversAsync(InsightRequest request);

    /**
     * Returns the week of a server, hour by hour.
     *
     * @param serverId the server's number
     * @param request the zone, whether the sources are fetched again, and the trace
     * @return the week; without resources when the history is missing
     * @throws UnknownServerException when there is no such server
     * @throws UndeterminedServerException when the list of servers is missing
     */
    default InsightView<WeeklyProfile> profile(long serverId, InsightRequest request) {
        return Blocking.await(profileAsync(serverId, request));
    }

    /**
     * Returns the week of a server, without blocking.
     *
     * @param serverId the server's number
     * @param request the zone, whether the sources are fetched again, and the trace
     * @return a stage of the result of {@link #profile}
     */
    CompletionStage<InsightView<WeeklyProfile>> profileAsync(long serverId, InsightRequest request);

    /**
     * Forecasts when the resources of a server run out.
     *
     * @param serverId the server's number
     * @param request the zone, whether the sources are fetched again, and the trace
     * @return the forecasts of cpu, memory and disk, in this order; empty when the history is missing
     * @throws UnknownServerException when there is no such server
     * @throws UndeterminedServerException when the list of servers is missing
     */
    default InsightView<Map<ServerResource, ServerForecast>> forecast(long serverId, InsightRequest request) {
        return Blocking.await(forecastAsync(serverId, request));
    }

    /**
     * Forecasts when the resources of a server run out, without blocking.
     *
     * @param serverId the server's number
     * @param request the zone, whether the sources are fetched again, and the trace
     * @return a stage of the result of {@link #forecast}
     */
    CompletionStage<InsightView<Map<ServerResource, ServerForecast>>> forecastAsync(
            long serverId, InsightRequest request);

    /**
     * Finds the times at which the restart of a server affects the fewest users.
     *
     * @param serverId the server's number
     * @param hours the length of a window in hours, 1 to 12
     * @param request the zone, whether the sources are fetched again, and the trace
     * @return up to three windows of the week, the quietest first; none when the history is missing
     * @throws IllegalArgumentException when the length is out of range
     * @throws UnknownServerException when there is no such server
     * @throws UndeterminedServerException when the list of servers is missing
     */
    default InsightView<QuietWindows> quietWindows(long serverId, int hours, InsightRequest request) {
        return Blocking.await(quietWindowsAsync(serverId, hours, request));
    }

    /**
     * Finds the times for the restart of a server, without blocking.
     *
     * @param serverId the server's number
     * @param hours the length of a window in hours, 1 to 12
     * @param request the zone, whether the sources are fetched again, and the trace
     * @return a stage of the result of {@link #quietWindows}
     * @throws IllegalArgumentException when the length is out of range
     */
    CompletionStage<InsightView<QuietWindows>> quietWindowsAsync(long serverId, int hours, InsightRequest request);

    /**
     * Computes the effect of moving a lab type from one server to another, also of a move that is not worthwhile.
     *
     * @param labType the lab type, matched exactly
     * @param from the number of the server that it runs on
     * @param to the number of the other server
     * @param request the zone, whether the sources are fetched again, and the trace
     * @return the move; its verdict is {@link org.ar1.integration.insight.MoveVerdict#UNKNOWN} when the effect cannot
     *     be computed
     * @throws UnknownServerException when there is no such server
     * @throws UndeterminedServerException when the list of servers is missing
     * @throws UnknownLabTypeException when no source knows the lab type
     * @throws UndeterminedLabTypeException when no source that answered knows it, and one did not answer
     */
    default InsightView<Move> placement(String labType, long from, long to, InsightRequest request) {
        return Blocking.await(placementAsync(labType, from, to, request));
    }

    /**
     * Computes the effect of moving a lab type, without blocking.
     *
     * @param labType the lab type, matched exactly
     * @param from the number of the server that it runs on
     * @param to the number of the other server
     * @param request the zone, whether the sources are fetched again, and the trace
     * @return a stage of the result of {@link #placement}
     */
    CompletionStage<InsightView<Move>> placementAsync(String labType, long from, long to, InsightRequest request);
}
