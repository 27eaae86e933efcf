package org.ar1.integration;

import java.util.concurrent.CompletableFuture;
import org.ar1.integration.internal.call.PathSegments;
import org.ar1.integration.internal.remote.Refusals;
import org.ar1.integration.internal.remote.RemoteService;
import org.ar1.integration.report.LearnerReport;
import org.jspecify.annotations.Nullable;

/** Asks an Integration Service for a learner, and keeps nothing of the answer. */
final class RemoteLearnerAdapter implements LearnerAdapter {

    private final RemoteService service;

    RemoteLearnerAdapter(RemoteService service) {
        this.service = service;
    }

    @Override
    public CompletableFuture<LearnerReport> reportAsync(String userId, @Nullable String traceparent) {
        DefaultLearnerAdapter.requireIdentifier(userId);
        FetchOptions options = FetchOptions.USUAL.traced(traceparent);
        return service.personal(
                RemoteKinds.learner(userId),
                "/integration/users/" + PathSegments.encode(userId),
                Refusals.NONE.ofLearner(),
                options.traceparent());
    }
}
