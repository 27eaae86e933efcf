package org.ar1.integration.internal.service;

import static org.ar1.integration.source.UpstreamService.PERFORMANCE;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.ar1.integration.internal.call.CallChains;
import org.ar1.integration.internal.call.Channel;
import org.ar1.integration.internal.call.Deadline;
import org.ar1.integration.internal.call.Decoder;
import org.ar1.integration.internal.call.Endpoint;
import org.ar1.integration.internal.source.EntryJson;
import org.ar1.integration.internal.source.Source;
import org.ar1.integration.internal.source.SourceReader;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.upstream.PeakTime;
import org.ar1.integration.upstream.ServerPeaks;
import org.ar1.integration.upstream.ServerStatistics;

/** Performance: the servers' statistics history and their peak times, both without bounds. */
public final class PerformanceClient {

    /** The name of the peaks in reports. */
    public static final String PEAKS = "peaks";

    /** The name of the history of one server in reports. */
    public static final String SERVER_STATISTICS = "server-stats";

    private final SourceReader reader;
    private final Channel channel;
    private final Decoder<ServerStatistics> history;
    private final Source<ServerStatistics> statistics;
    private final Decoder<ServerPeaks> peaks;

    PerformanceClient(SourceReader reader, CallChains chains, HistoryBudget budget) {
        this.reader = reader;
        this.channel = chains.to(PERFORMANCE);
        this.history = InfrastructureJson.statistics(reader::now, budget);
        this.statistics = history("stats", "/performance/servers/stats");
        this.peaks = PeaksJson.decoder(reader::now, budget.weeks());
    }

    private Source<ServerStatistics> history(String resource, String path) {
        return Source.of(
                Endpoint.of(PERFORMANCE, resource, path, history).streamed(InfrastructureJson::bytes),
                EntryJson.of(ServerStatistics.class),
                channel,
                ServerStatistics::newest);
    }

    /** The history of all servers. */
    public CompletableFuture<Sourced<ServerStatistics>> statistics(Deadline deadline) {
        return reader.read(statistics, deadline);
    }

    /** Whether the history of all servers is in memory, of whatever age. */
    public boolean hasStatistics() {
        return reader.lastKnown(statistics) != null;
    }

    /** The history of one server, in a window of its own: it ends with the newest slot of this server. */
    public CompletableFuture<Sourced<ServerStatistics>> statistics(long serverId, Deadline deadline) {
        return reader.read(
                history(SERVER_STATISTICS, "/performance/servers/" + serverId + "/stats")
                        .asOneOfMany(),
                deadline);
    }

    /** The latest peaks of a server. */
    public CompletableFuture<Sourced<List<PeakTime>>> peaks(long serverId, Deadline deadline) {
        return serverPeaks(serverId, deadline).thenApply(peaks -> peaks.map(ServerPeaks::latest));
    }

    /** The latest peaks of a server and its session starts: one source, whichever of the two is asked for. */
    public CompletableFuture<Sourced<ServerPeaks>> serverPeaks(long serverId, Deadline deadline) {
        String path = "/performance/servers/" + serverId + "/peaks";
        return reader.read(
                Source.of(
                                Endpoint.of(PERFORMANCE, PEAKS, path, peaks).streamed(PeaksJson::bytes),
                                PeaksJson.FORM,
                                channel)
                        .asOneOfMany(),
                deadline);
    }
}
