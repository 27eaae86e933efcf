package org.ar1.integration;

import java.util.concurrent.CompletionStage;
import org.ar1.integration.report.LearnerReport;
import org.ar1.integration.source.UnknownLearnerException;
import org.jspecify.annotations.Nullable;

/**
 * Reports how one learner does, and the state of the servers on which the learner's labs run.
 *
 * <p>A report is personal data. The data of a learner is fetched each time and kept in no cache, neither in a cache of
 * this process nor in one that replicas share; no log, event, metric or message names a learner. The application
 * decides which callers may read a report. The lists of labs and servers come from the same caches as for the other
 * reports. Thread-safe.
 *
 * <p>A failing service makes no method fail; the sources of the report state the failure. The blocking form throws
 * {@link java.util.concurrent.CancellationException} when its thread is interrupted; the asynchronous form completes
 * exceptionally with the exception that the blocking form throws. All methods throw {@link IllegalStateException} when
 * the client is closed.
 */
public interface LearnerAdapter {

    /**
     * The report of one learner.
     *
     * @param userId the learner's identifier at Performance Reporting, matched exactly
     * @return the report, at the report deadline at the latest. It has failed when Performance Reporting does not
     *     answer, or denies the learner while User Progress, which it asks, does not answer
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
    default LearnerReport report(String userId, @Nullable String traceparent) {
        return Blocking.await(reportAsync(userId, traceparent));
    }

    /**
     * The report of one learner, without blocking.
     *
     * @param userId the learner's identifier at Performance Reporting, matched exactly
     * @return a stage of the result of {@link #report(String)}
     */
    default CompletionStage<LearnerReport> reportAsync(String userId) {
        return reportAsync(userId, null);
    }

    /**
     * The report of one learner as a part of a trace (W3C Trace Context, level 1), without blocking.
     *
     * @param userId the learner's identifier at Performance Reporting, matched exactly
     * @param traceparent the header that fetches carry, as in {@link ReportRequest#traced}; null for none
     * @return a stage of the result of {@link #report(String)}
     * @throws IllegalArgumentException when the identifier is empty, or the trace cannot be sent as a header
     */
    CompletionStage<LearnerReport> reportAsync(String userId, @Nullable String traceparent);
}
