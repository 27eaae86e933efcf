package org.ar1.integration.internal.service;

import static org.ar1.integration.source.UpstreamService.PERFORMANCE_REPORTING;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.ar1.integration.internal.call.CallChains;
import org.ar1.integration.internal.call.Channel;
import org.ar1.integration.internal.call.Deadline;
import org.ar1.integration.internal.call.Endpoint;
import org.ar1.integration.internal.call.PathSegments;
import org.ar1.integration.internal.source.EntryJson;
import org.ar1.integration.internal.source.Source;
import org.ar1.integration.internal.source.SourceReader;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.upstream.LabPerformance;
import org.ar1.integration.upstream.UserPerformance;
import org.jspecify.annotations.Nullable;

/** Performance Reporting: how well users do, by lab type and by user. */
public final class PerformanceReportingClient {

    /** The name of the performance by lab type in reports. */
    public static final String LAB_PERFORMANCE = "performance/lab";

    /** The name of the performance by user in reports. */
    public static final String USER_PERFORMANCE = "performance/user";

    private static final EntryJson<LabPerformance> LAB_FORM = EntryJson.of(LabPerformance.class);
    private static final EntryJson<UserPerformance> USER_FORM = EntryJson.of(UserPerformance.class);

    private final SourceReader reader;
    private final Channel channel;
    private final LabTypeVerifier verifier;

    PerformanceReportingClient(SourceReader reader, CallChains chains, LabTypeVerifier verifier) {
        this.reader = reader;
        this.verifier = verifier;
        this.channel = chains.to(PERFORMANCE_REPORTING);
    }

    public CompletableFuture<Sourced<LabPerformance>> labPerformance(String labType, Deadline deadline) {
        String path = "/performance/lab/" + PathSegments.encode(labType);
        Source<LabPerformance> source = Source.of(
                        Endpoint.of(PERFORMANCE_REPORTING, LAB_PERFORMANCE, path, ApplicationJson.LAB_PERFORMANCE)
                                .orAbsent(),
                        LAB_FORM,
                        channel,
                        performance -> past(performance.lastUpdated()))
                .asOneOfMany();
        return reader.read(verifier.verified(source, labType), deadline);
    }

    /** No data is of a time to come. */
    private @Nullable Instant past(@Nullable Instant stated) {
        return stated == null || stated.isAfter(reader.now()) ? null : stated;
    }

    /** How well one user does, as the service answers; kept in no cache, because it is personal. */
    public CompletableFuture<Sourced<UserPerformance>> userPerformance(String userId, Deadline deadline) {
        return reader.readUncached(ofUser(userId), deadline);
    }

    /** How well one user does; an absence counts only if User Progress answers a later call. Kept in no cache. */
    public CompletableFuture<Sourced<UserPerformance>> verifiedUserPerformance(String userId, Deadline deadline) {
        return reader.readUncached(verifier.verifiedLearner(ofUser(userId)), deadline);
    }

    private Source<UserPerformance> ofUser(String userId) {
        String path = "/performance/user/" + PathSegments.encode(userId);
        return Source.of(
                Endpoint.of(PERFORMANCE_REPORTING, USER_PERFORMANCE, path, ApplicationJson.USER_PERFORMANCE)
                        .orAbsent()
                        .ofPerson(),
                USER_FORM,
                channel);
    }
}
