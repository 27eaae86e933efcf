package org.ar1.integration;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.ar1.integration.campus.CampusReport;
import org.ar1.integration.document.CampusJson;
import org.ar1.integration.document.ReportJson;
import org.ar1.integration.insight.InsightReport;
import org.ar1.integration.insight.InsightView;
import org.ar1.integration.internal.call.PathSegments;
import org.ar1.integration.internal.remote.Head;
import org.ar1.integration.internal.remote.Kind;
import org.ar1.integration.internal.remote.Refusals;
import org.ar1.integration.internal.remote.RemoteService;
import org.ar1.integration.report.AllocatedInfrastructure;
import org.ar1.integration.report.Correlation;
import org.ar1.integration.report.InfrastructureInsights;
import org.ar1.integration.report.JoinCoverage;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.LearnerReport;
import org.ar1.integration.report.PerformanceCorrelation;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.source.UnknownLabTypeException;

/** The kinds of documents that an Integration Service gives. */
final class RemoteKinds {

    private static final JoinCoverage UNKNOWN = new JoinCoverage(null, List.of(), null);

    static final Kind<LabUtilizationReport> LAB_UTILIZATION = new Kind<>(
            ReportJson::readLabUtilization,
            Head::of,
            (report, head) -> new LabUtilizationReport(
                    head.timestamp(),
                    head.status(),
                    report.labUsage(),
                    report.infrastructureInsights(),
                    report.correlation(),
                    report.disagreements(),
                    report.coverage(),
                    head.sources(),
                    head.retryAfter()),
            head -> new LabUtilizationReport(
                    head.timestamp(),
                    head.status(),
                    Map.of(),
                    new InfrastructureInsights(List.of(), Map.of()),
                    new Correlation(null, Correlation.ALL_TIME, List.of()),
                    List.of(),
                    UNKNOWN,
                    head.sources(),
                    head.retryAfter()));

    static final Kind<ServerAllocationReport> SERVER_ALLOCATION = new Kind<>(
            ReportJson::readServerAllocation,
            Head::of,
            (report, head) -> new ServerAllocationReport(
                    head.timestamp(),
                    head.status(),
                    report.labs(),
                    report.infrastructure(),
                    report.correlation(),
                    report.coverage(),
                    head.sources(),
                    head.retryAfter()),
            head -> new ServerAllocationReport(
                    head.timestamp(),
                    head.status(),
                    Map.of(),
                    new AllocatedInfrastructure(Map.of(), Map.of()),
                    new PerformanceCorrelation(Correlation.ALL_TIME, null, List.of()),
                    UNKNOWN,
                    head.sources(),
                    head.retryAfter()));

    private RemoteKinds() {}

    /** Asks for a report of all lab types or of one. The path of an empty lab type may be that of all, so none is asked. */
    static <T> CompletableFuture<T> report(
            RemoteService service, Kind<T> kind, String path, String query, ReportRequest request) {
        String labType = request.labType();
        if (labType != null && labType.isEmpty()) {
            service.requireOpen();
            return CompletableFuture.failedFuture(new UnknownLabTypeException(labType));
        }
        return service.get(
                kind,
                path + (labType == null ? "" : "/" + PathSegments.encode(labType)) + query,
                labType == null ? Refusals.NONE : Refusals.NONE.ofLabTypeInPath(labType),
                request.isRefreshed(),
                request.traceparent());
    }

    /** The campus in a zone. */
    static Kind<CampusReport> campus(ZoneId zone) {
        return new Kind<>(
                CampusJson::read,
                campus -> Head.of(campus.insights()),
                (campus, head) ->
                        new CampusReport(insights(campus.insights(), head), campus.labTypes(), campus.servers()),
                head -> new CampusReport(
                        new InsightReport(
                                head.timestamp(),
                                head.status(),
                                zone,
                                null,
                                List.of(),
                                List.of(),
                                UNKNOWN,
                                head.sources(),
                                head.retryAfter()),
                        Map.of(),
                        Map.of()));
    }

    private static InsightReport insights(InsightReport report, Head head) {
        return new InsightReport(
                head.timestamp(),
                head.status(),
                report.zone(),
                report.window(),
                report.insights(),
                report.withheld(),
                report.coverage(),
                head.sources(),
                head.retryAfter());
    }

    /**
     * A view.
     *
     * @param away the exception in place of a view that there is none of
     */
    static <T> Kind<InsightView<T>> view(
            Function<byte[], InsightView<T>> reader, Function<Head, RuntimeException> away) {
        return new Kind<>(
                reader,
                view -> new Head(view.timestamp(), view.integrationStatus(), view.sources(), view.retryAfter()),
                (view, head) -> new InsightView<>(
                        head.timestamp(),
                        head.status(),
                        view.zone(),
                        view.window(),
                        head.sources(),
                        head.retryAfter(),
                        view.value()),
                head -> {
                    throw away.apply(head);
                });
    }

    /** The report of a learner. */
    static Kind<LearnerReport> learner(String userId) {
        return new Kind<>(
                ReportJson::readLearner,
                report ->
                        new Head(report.timestamp(), report.integrationStatus(), report.sources(), report.retryAfter()),
                (report, head) -> new LearnerReport(
                        head.timestamp(),
                        head.status(),
                        report.userId(),
                        report.labs(),
                        report.coverage(),
                        head.sources(),
                        head.retryAfter()),
                head -> new LearnerReport(
                        head.timestamp(), head.status(), userId, Map.of(), UNKNOWN, head.sources(), head.retryAfter()));
    }
}
