package org.ar1.integration.jaxrs;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ar1.integration.LabUtilizationAdapter;
import org.ar1.integration.ServerAllocationAdapter;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.spi.TraceContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is answered about one of the reports: the one definition of it, for all ways in which it is asked for. Thread-safe.
 */
final class ReportAnswers<R> {

    private static final Logger LOGGER = LoggerFactory.getLogger(IntegrationFeature.class);

    private final Documents<R> documents;
    private final RefreshGate gate;
    private final Supplier<R> all;
    private final Supplier<R> allRefreshed;
    private final Function<String, R> one;
    private final Function<String, R> oneRefreshed;

    private ReportAnswers(
            Documents<R> documents,
            RefreshGate gate,
            Supplier<R> all,
            Supplier<R> allRefreshed,
            Function<String, R> one,
            Function<String, R> oneRefreshed) {
        this.documents = documents;
        this.gate = gate;
        this.all = all;
        this.allRefreshed = allRefreshed;
        this.one = one;
        this.oneRefreshed = oneRefreshed;
    }

    static ReportAnswers<LabUtilizationReport> of(LabUtilizationAdapter adapter, RefreshGate gate) {
        return new ReportAnswers<>(
                Documents.ofLabUtilization(),
                gate,
                adapter::report,
                adapter::refreshedReport,
                adapter::report,
                adapter::refreshedReport);
    }

    static ReportAnswers<ServerAllocationReport> of(ServerAllocationAdapter adapter, RefreshGate gate) {
        return new ReportAnswers<>(
                Documents.ofServerAllocation(),
                gate,
                adapter::report,
                adapter::refreshedReport,
                adapter::report,
                adapter::refreshedReport);
    }

    /**
     * A request.
     *
     * @param labType the segment of the path that names the lab type, as it was sent; null for all of them
     * @param accept the values of the header
     * @param conditions those of the request
     * @param refresh the values of the query parameter; null when it is not there
     * @param traceParent the trace that the request belongs to, valid; null for none
     */
    record Question(
            @Nullable String labType,
            List<String> accept,
            Conditions conditions,
            @Nullable List<String> refresh,
            @Nullable String traceParent) {}

    /**
     * The answer, within the client's deadline.
     *
     * @throws RuntimeException what {@link Problem#of} tells of
     */
    Answer answer(Question question) {
        Form form = Form.of(question.accept());
        CacheStatus.Refresh refresh = gate.wish(question.refresh());
        R report = TraceContext.call(
                question.traceParent(), () -> report(question.labType(), refresh == CacheStatus.Refresh.DONE));
        return CachingHeaders.answer(
                documents.of(report, form),
                question.conditions(),
                refresh,
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    private R report(@Nullable String segment, boolean refreshed) {
        if (segment == null) {
            return (refreshed ? allRefreshed : all).get();
        }
        String labType = PathLabType.decode(segment);
        try {
            return (refreshed ? oneRefreshed : one).apply(labType);
        } catch (IllegalArgumentException e) {
            LOGGER.debug("A lab type was refused", e);
            throw new InvalidParameterException(
                    PathLabType.PARAMETER, "The parameter " + PathLabType.PARAMETER + " cannot be used.");
        }
    }
}
