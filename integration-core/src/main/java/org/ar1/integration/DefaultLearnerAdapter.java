package org.ar1.integration;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.ar1.integration.internal.assemble.LearnerGatherer;
import org.ar1.integration.internal.assemble.ReportContext;
import org.ar1.integration.report.LearnerReport;
import org.jspecify.annotations.Nullable;

final class DefaultLearnerAdapter implements LearnerAdapter {

    private final ReportContext context;
    private final LearnerGatherer gatherer;

    DefaultLearnerAdapter(ReportContext context) {
        this.context = context;
        this.gatherer = new LearnerGatherer(context);
    }

    static void requireIdentifier(String userId) {
        if (Objects.requireNonNull(userId, "userId").isEmpty()) {
            throw new IllegalArgumentException("the identifier of the learner is empty");
        }
    }

    @Override
    public CompletableFuture<LearnerReport> reportAsync(String userId, @Nullable String traceparent) {
        requireIdentifier(userId);
        FetchOptions options = FetchOptions.USUAL.traced(traceparent);
        context.requireOpen();
        return context.handedOver(gatherer.gather(userId, options.traceparent()));
    }
}
