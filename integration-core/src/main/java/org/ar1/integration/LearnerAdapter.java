package org.ar1.integration;

import java.util.concurrent.CompletionStage;
import org.ar1.integration.report.LearnerReport;
import org.ar1.integration.source.UnknownLearnerException;
import org.jspecify.annotations.Nullable;

/**
 * How one learner does, and how the servers are doing on which the learner's labs run.
 *
 * <p>A report is personal data. What is said of a learner is fetched each time and kept in no cache, neither in one of this
 * process nor in one that replicas share; no log, event, metric or message names a learner. Who may read it is for the
 * application to decide. The lists of labs and servers come from the same caches as those of the other reports. Thread-safe.
 *
 * <p>A failing service makes no method fail, but a report that says so in its sources. The blocking form throws {@link
 * java.util.concurrent.CancellationException} when its thread is interrupted; the asynchronous one ends exceptionally with what
 * the blocking one throws. All throw {@link IllegalStateException} when the client is closed.
 */
public interface LearnerAdapter {

    /**
     * The report of one learner.
     *
     * @param userId the learner's identifier at Performance Reporting, matched exactly
     * @return the report, by the report deadline; failed when Performance Reporting does not answer, or denies the learner
     *     while User Progress, which it asks, does not answer
     * @throws IllegalArgumentException when the identifier is empty
     * @throws UnknownLearnerException when there is no such learner
     */
    default LearnerReport report(String userId) {
        return report(userId, null);
    }

    /**
     * The report of one learner as a part of a trace (W3C Trace Context, level 1).
     *
     * @param userId the learner's identifier at Performance Reporting, matched exactly
     * @param traceparent the header that fetches carry, as in {@link ReportRequest#traced}; null for none
     * @return as {@link #report(String)}
     * @throws IllegalArgumentException when the identifier is empty, or the trace cannot be sent as a header
     * @throws UnknownLearnerException when there is no such learner
     */
    LearnerReport report(String userId, @Nullable String traceparent);

    /**
     * The report of one learner, without blocking.
     *
     * @param userId the learner's identifier at Performance Reporting, matched exactly
     * @return what {@link #report(String)} returns, to come
     */
    default CompletionStage<LearnerReport> reportAsync(String userId) {
        return reportAsync(userId, null);
    }

    /**
     * The report of one learner as a part of a trace (W3C Trace Context, level 1), without blocking.
     *
     * @param userId the learner's identifier at Performance Reporting, matched exactly
     * @param traceparent the header that fetches carry, as in {@link ReportRequest#traced}; null for none
     * @return what {@link #report(String)} returns, to come
     * @throws IllegalArgumentException when the identifier is empty, or the trace cannot be sent as a header
     */
    CompletionStage<LearnerReport> reportAsync(String userId, @Nullable String traceparent);
}
