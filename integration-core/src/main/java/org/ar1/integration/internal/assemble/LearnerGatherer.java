package org.ar1.integration.internal.assemble;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.ar1.integration.internal.assemble.LearnerJoin.Inputs;
import org.ar1.integration.internal.call.Deadline;
import org.ar1.integration.internal.service.ServiceClients;
import org.ar1.integration.internal.source.Reading;
import org.ar1.integration.report.LearnerReport;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.upstream.Allocation;
import org.ar1.integration.upstream.LabCatalogue;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.UserPerformance;
import org.jspecify.annotations.Nullable;

/** Gathers the report of a learner. Keeps nothing. Thread-safe. */
public final class LearnerGatherer {

    private final ReportContext context;

    public LearnerGatherer(ReportContext context) {
        this.context = context;
    }

    /**
     * Gathers the report; ends with {@link org.ar1.integration.source.UnknownLearnerException} when there is no such
     * learner.
     *
     * @param traceparent the trace that fetches belong to; null for none
     */
    public CompletableFuture<LearnerReport> gather(String userId, @Nullable String traceparent) {
        ServiceClients clients = context.clients();
        Deadline deadline = context.deadline().forTrace(traceparent);
        CompletableFuture<Sourced<UserPerformance>> performance =
                clients.performanceReporting().verifiedUserPerformance(userId, deadline);
        Reading<LabCatalogue> catalogue = clients.userProgress().catalogue(deadline);
        Reading<List<Allocation>> allocations = clients.resourceAllocation().allocations(deadline);
        CompletableFuture<Sourced<LabCatalogue>> labs = catalogue.by(deadline);
        CompletableFuture<Sourced<List<Allocation>>> rows = allocations.by(deadline);
        CompletableFuture<Sourced<List<Server>>> servers =
                clients.resourceAllocation().servers(deadline);
        CompletableFuture<Histories> histories = performance.thenCompose(
                own -> new NamedCalls(context, deadline, labsOf(own), catalogue, allocations).histories(false));
        return ReportContext.all(List.of(performance, labs, rows, servers, histories))
                .thenApplyAsync(
                        done -> LearnerJoin.join(
                                new Inputs(
                                        performance.join(), rows.join(), servers.join(), histories.join(), labs.join()),
                                userId,
                                context.resolver(),
                                context.reader().now(),
                                context.retryAfter()),
                        context.callbacks());
    }

    private static Predicate<String> labsOf(Sourced<UserPerformance> performance) {
        UserPerformance own = performance.orNull();
        return labType -> own != null && own.performanceByLab().containsKey(labType);
    }
}
