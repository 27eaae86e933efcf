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
import org.ar1.integration.source.UndeterminedLabTypeException;
import org.ar1.integration.source.UndeterminedServerException;
import org.ar1.integration.source.UnknownInsightException;
import org.ar1.integration.source.UnknownLabTypeException;
import org.ar1.integration.source.UnknownServerException;
import org.ar1.integration.upstream.ServerResource;

/**
 * What an operator should know of the campus: insights with their figures, and what they rest on.
 *
 * <p>The insights are computed when something that they rest on has changed, and every ten minutes, since some depend on the
 * time. Until then a report is the same object. While they are computed, readers that waited for the
 * {@linkplain org.ar1.integration.config.IntegrationConfig#refreshPatience() refresh patience} are given the report before,
 * whose timestamp says so. The views of one server or insight are of the same report, and say which.
 *
 * <p>Every method comes in a blocking form and an asynchronous one. Neither waits longer for the services than the
 * {@linkplain org.ar1.integration.config.IntegrationConfig#reportDeadline() deadline}. A failing service is never an
 * exception: what needs it is withheld, and the report lists its sources with the outcome of each. A blocked thread that is
 * interrupted gets a {@link java.util.concurrent.CancellationException} and stays interrupted. A closed adapter throws
 * {@link IllegalStateException}. The stage of an asynchronous form fails with what the blocking form throws, except for
 * what is wrong with an argument. Thread-safe.
 */
public interface InsightAdapter {

    /**
     * All insights, in the zone of the campus.
     *
     * @return the report
     */
    default InsightReport report() {
        return report(InsightRequest.standard());
    }

    /**
     * All insights.
     *
     * @param request the zone, whether the sources are fetched again, and the trace
     * @return the report
     */
    InsightReport report(InsightRequest request);

    /**
     * All insights, without blocking.
     *
     * @param request the zone, whether the sources are fetched again, and the trace
     * @return what {@link #report(InsightRequest)} returns, to come
     */
    CompletionStage<InsightReport> reportAsync(InsightRequest request);

    /**
     * One insight of the report, or why it is withheld, step by step, in the zone of the campus.
     *
     * @param id the identifier of the insight
     * @return the steps, enough to redo the insight on paper
     * @throws UnknownInsightException when the report lists and withholds nothing of this identifier
     */
    default InsightView<Explanation> explain(String id) {
        return explain(id, InsightRequest.standard());
    }

    /**
     * One insight of the report, or why it is withheld, step by step.
     *
     * @param id the identifier of the insight
     * @param request the zone, whether the sources are fetched again, and the trace
     * @return the steps, enough to redo the insight on paper
     * @throws UnknownInsightException when the report lists and withholds nothing of this identifier
     */
    InsightView<Explanation> explain(String id, InsightRequest request);

    /**
     * One insight step by step, without blocking.
     *
     * @param id the identifier of the insight
     * @param request the zone, whether the sources are fetched again, and the trace
     * @return what {@link #explain(String, InsightRequest)} returns, to come
     */
    CompletionStage<InsightView<Explanation>> explainAsync(String id, InsightRequest request);

    /**
     * The capacity of each server, in the zone of the campus.
     *
     * @return the servers, those with the least headroom first
     */
    default InsightView<List<ServerCapacity>> servers() {
        return servers(InsightRequest.standard());
    }

    /**
     * The capacity of each server.
     *
     * @param request the zone, whether the sources are fetched again, and the trace
     * @return the servers, those with the least headroom first; empty when the servers or their history are missing
     */
    InsightView<List<ServerCapacity>> servers(InsightRequest request);

    /**
     * The capacity of each server, without blocking.
     *
     * @param request the zone, whether the sources are fetched again, and the trace
     * @return what {@link #servers(InsightRequest)} returns, to come
     */
    CompletionStage<InsightView<List<ServerCapacity>>> serversAsync(InsightRequest request);

    /**
     * The week of a server, hour by hour.
     *
     * @param serverId the server's number
     * @param request the zone, whether the sources are fetched again, and the trace
     * @return the week; without resources when the history is missing
     * @throws UnknownServerException when there is no such server
     * @throws UndeterminedServerException when the servers are missing
     */
    InsightView<WeeklyProfile> profile(long serverId, InsightRequest request);

    /**
     * The week of a server, without blocking.
     *
     * @param serverId the server's number
     * @param request the zone, whether the sources are fetched again, and the trace
     * @return what {@link #profile} returns, to come
     */
    CompletionStage<InsightView<WeeklyProfile>> profileAsync(long serverId, InsightRequest request);

    /**
     * When the resources of a server run out.
     *
     * @param serverId the server's number
     * @param request the zone, whether the sources are fetched again, and the trace
     * @return the forecasts of cpu, memory and disk, in this order; empty when the history is missing
     * @throws UnknownServerException when there is no such server
     * @throws UndeterminedServerException when the servers are missing
     */
    InsightView<Map<ServerResource, ServerForecast>> forecast(long serverId, InsightRequest request);

    /**
     * When the resources of a server run out, without blocking.
     *
     * @param serverId the server's number
     * @param request the zone, whether the sources are fetched again, and the trace
     * @return what {@link #forecast} returns, to come
     */
    CompletionStage<InsightView<Map<ServerResource, ServerForecast>>> forecastAsync(
            long serverId, InsightRequest request);

    /**
     * When a server can be restarted so that the fewest notice.
     *
     * @param serverId the server's number
     * @param hours the length of a window in hours, 1 to 12
     * @param request the zone, whether the sources are fetched again, and the trace
     * @return up to three windows of the week, the quietest first; none when the history is missing
     * @throws IllegalArgumentException when the length is out of range
     * @throws UnknownServerException when there is no such server
     * @throws UndeterminedServerException when the servers are missing
     */
    InsightView<QuietWindows> quietWindows(long serverId, int hours, InsightRequest request);

    /**
     * When a server can be restarted, without blocking.
     *
     * @param serverId the server's number
     * @param hours the length of a window in hours, 1 to 12
     * @param request the zone, whether the sources are fetched again, and the trace
     * @return what {@link #quietWindows} returns, to come
     * @throws IllegalArgumentException when the length is out of range
     */
    CompletionStage<InsightView<QuietWindows>> quietWindowsAsync(long serverId, int hours, InsightRequest request);

    /**
     * What moving a lab type from one server to another would do, whether it is worth it or not.
     *
     * @param labType the lab type, matched exactly
     * @param from the number of the server that it stands on
     * @param to the number of the other server
     * @param request the zone, whether the sources are fetched again, and the trace
     * @return the move; of the verdict {@link org.ar1.integration.insight.MoveVerdict#UNKNOWN} when it cannot be said
     * @throws UnknownServerException when there is no such server
     * @throws UndeterminedServerException when the servers are missing
     * @throws UnknownLabTypeException when no source knows the lab type
     * @throws UndeterminedLabTypeException when no source that answered knows it, and one did not answer
     */
    InsightView<Move> placement(String labType, long from, long to, InsightRequest request);

    /**
     * What moving a lab type would do, without blocking.
     *
     * @param labType the lab type, matched exactly
     * @param from the number of the server that it stands on
     * @param to the number of the other server
     * @param request the zone, whether the sources are fetched again, and the trace
     * @return what {@link #placement} returns, to come
     */
    CompletionStage<InsightView<Move>> placementAsync(String labType, long from, long to, InsightRequest request);
}
