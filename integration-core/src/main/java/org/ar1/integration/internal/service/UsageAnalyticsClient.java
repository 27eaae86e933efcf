package org.ar1.integration.internal.service;

import static org.ar1.integration.source.UpstreamService.USAGE_ANALYTICS;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.ar1.integration.internal.call.CallChains;
import org.ar1.integration.internal.call.Channel;
import org.ar1.integration.internal.call.Deadline;
import org.ar1.integration.internal.call.Endpoint;
import org.ar1.integration.internal.call.PathSegments;
import org.ar1.integration.internal.source.EntryJson;
import org.ar1.integration.internal.source.Reading;
import org.ar1.integration.internal.source.Source;
import org.ar1.integration.internal.source.SourceReader;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.upstream.LabUsage;
import org.ar1.integration.upstream.UsageTrends;

/** Usage Analytics: who used which lab type. */
public final class UsageAnalyticsClient {

    /** The name of the usage by lab type in reports. */
    public static final String LAB_USAGE = "usage/lab";

    /** The name of the trends in the window of the usage by lab type in reports. */
    public static final String RECENT_TRENDS = "trends-7";

    private static final int LAB_USAGE_DAYS = 7;
    private static final int[] WEEKLY_WINDOWS = {7, 14, 21, 28};
    private static final EntryJson<UsageTrends> TRENDS_FORM = EntryJson.of(UsageTrends.class);
    private static final EntryJson<LabUsage> USAGE_FORM = EntryJson.of(LabUsage.class);

    private final SourceReader reader;
    private final Channel channel;
    private final LabTypeVerifier verifier;

    UsageAnalyticsClient(SourceReader reader, CallChains chains, LabTypeVerifier verifier) {
        this.reader = reader;
        this.verifier = verifier;
        this.channel = chains.to(USAGE_ANALYTICS);
    }

    /** The events of all lab types in a window, which reports show under {@code trends}. */
    public Reading<UsageTrends> trends(int days, Deadline deadline) {
        return trends("trends", days, deadline);
    }

    /** The events of all lab types in the window of {@link #labUsage}: types without any have no usage there. */
    public Reading<UsageTrends> recentTrends(Deadline deadline) {
        return trends(RECENT_TRENDS, LAB_USAGE_DAYS, deadline);
    }

    /**
     * The events of all lab types in the last one, two, three and four weeks, in this order, which reports show under
     * {@code trends-7} to {@code trends-28}. Asked one after the other, because the service answers one request at a
     * time, and fresh for an hour, because what changes from week to week does not change sooner. The future never
     * fails.
     */
    public CompletableFuture<List<Sourced<UsageTrends>>> weeklyTrends(Deadline deadline) {
        CompletableFuture<List<Sourced<UsageTrends>>> answers = CompletableFuture.completedFuture(List.of());
        for (int days : WEEKLY_WINDOWS) {
            answers = answers.thenCompose(before -> weeklyTrends(days, deadline)
                    .thenApply(answer ->
                            Stream.concat(before.stream(), Stream.of(answer)).toList()));
        }
        return answers;
    }

    /**
     * Apart from the trends of the same window that are fresh for less long, so that the four are of about one time.
     */
    private CompletableFuture<Sourced<UsageTrends>> weeklyTrends(int days, Deadline deadline) {
        String path = "/analytics/trends?days=" + days;
        return reader.read(
                Source.of(
                                Endpoint.of(USAGE_ANALYTICS, "trends-" + days, path, ApplicationJson.TRENDS),
                                TRENDS_FORM,
                                channel)
                        .hourly(),
                deadline);
    }

    private Reading<UsageTrends> trends(String resource, int days, Deadline deadline) {
        String path = "/analytics/trends?days=" + days;
        return reader.open(
                Source.of(Endpoint.of(USAGE_ANALYTICS, resource, path, ApplicationJson.TRENDS), TRENDS_FORM, channel),
                deadline);
    }

    public CompletableFuture<Sourced<LabUsage>> labUsage(String labType, Deadline deadline) {
        String path = "/analytics/usage/lab/" + PathSegments.encode(labType) + "?days=" + LAB_USAGE_DAYS;
        Source<LabUsage> source = Source.of(
                        Endpoint.of(USAGE_ANALYTICS, LAB_USAGE, path, ApplicationJson.LAB_USAGE)
                                .orAbsent(),
                        USAGE_FORM,
                        channel)
                .asOneOfMany();
        return reader.read(verifier.verified(source, labType), deadline);
    }
}
