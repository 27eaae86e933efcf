package org.ar1.integration.document;

import static org.ar1.integration.document.Forms.COUNT;
import static org.ar1.integration.document.Forms.REAL;
import static org.ar1.integration.document.Forms.TEXT;
import static org.ar1.integration.document.Forms.TIME;
import static org.ar1.integration.document.Forms.WHOLE;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.ar1.integration.internal.text.CodePoints;
import org.ar1.integration.report.Correlation;
import org.ar1.integration.report.Disagreement;
import org.ar1.integration.report.InfrastructureInsights;
import org.ar1.integration.report.LabTypeUsage;
import org.ar1.integration.report.LabTypeUtilization;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.PopularEntry;
import org.ar1.integration.upstream.LabUsage;
import org.ar1.integration.upstream.LabUtilization;
import org.ar1.integration.upstream.UtilizationStatus;

/** The report of how each lab type is used. */
final class LabUtilizationJson {

    static final Form<Correlation.Reason> REASON = Forms.id(Correlation.Reason.values(), Correlation.Reason::text);

    private static final Form<Correlation.ApplicationMeasure> APPLICATION =
            Forms.id(Correlation.ApplicationMeasure.values(), Correlation.ApplicationMeasure::id);

    private static final Form<Correlation.InfrastructureMeasure> INFRASTRUCTURE =
            Forms.id(Correlation.InfrastructureMeasure.values(), Correlation.InfrastructureMeasure::id);

    private static final Form<UtilizationStatus> STATUS = Forms.id(UtilizationStatus.values(), UtilizationStatus::id);

    private static final Form<Map<String, Long>> NUMBERS = Form.map(WHOLE);

    private static final Form<LabUtilization> LAB = Form.object(lab -> {
        long id = lab.get("lab_id", LabUtilization::labId, WHOLE);
        String name = lab.get("name", LabUtilization::name, TEXT);
        UtilizationStatus status = lab.get("status", LabUtilization::status, STATUS);
        Double avgUsers = lab.find("avg_users", LabUtilization::avgUsers, REAL);
        Long estimatedUsers = lab.find("estimated_users", LabUtilization::estimatedUsers, WHOLE);
        Double ratio = lab.find("ratio", LabUtilization::ratio, REAL);
        Double avgTime = lab.find("avg_time", LabUtilization::avgTime, REAL);
        Double normalizedUsage = lab.find("normalized_usage", LabUtilization::normalizedUsage, REAL);
        return new LabUtilization(id, name, estimatedUsers, avgUsers, avgTime, normalizedUsage, ratio, status);
    });

    /** The utilization of a lab type. */
    static final Form<LabTypeUtilization> UTILIZATION = Form.object(type -> new LabTypeUtilization(
            type.get("status", LabTypeUtilization::status, STATUS),
            type.find("avg_users", LabTypeUtilization::avgUsers, REAL),
            type.find("estimated_users", LabTypeUtilization::estimatedUsers, WHOLE),
            type.find("ratio", LabTypeUtilization::ratio, REAL),
            type.find("avg_time", LabTypeUtilization::avgTime, REAL),
            type.find("normalized_usage", LabTypeUtilization::normalizedUsage, REAL),
            type.get("labs", LabTypeUtilization::labs, Form.list(LAB))));

    private static final Form<List<PopularEntry>> POPULAR = Form.list(Form.object(lab -> new PopularEntry(
            lab.get("lab_type", PopularEntry::labType, TEXT),
            lab.get("name", PopularEntry::name, TEXT),
            lab.find("sessions", PopularEntry::sessions, WHOLE),
            lab.find("user_minutes", PopularEntry::userMinutes, REAL))));

    private static final Form<Map<String, LabTypeUtilization>> UTILIZATIONS = Form.map(UTILIZATION);

    private static final Form<List<Correlation.Pair>> PAIRS = Form.list(Form.object(pair -> new Correlation.Pair(
            pair.get("application", Correlation.Pair::application, APPLICATION),
            pair.get("infrastructure", Correlation.Pair::infrastructure, INFRASTRUCTURE),
            pair.find("rho", Correlation.Pair::rho, REAL),
            pair.find("p", Correlation.Pair::p, REAL),
            pair.get("n", Correlation.Pair::n, COUNT),
            pair.find("reason", Correlation.Pair::reason, REASON))));

    private static final Form<Correlation> CORRELATION = Form.object(correlation -> new Correlation(
            correlation.find("application_window_days", Correlation::applicationWindowDays, COUNT),
            correlation.get("infrastructure_window", Correlation::infrastructureWindow, TEXT),
            correlation.get("pairs", Correlation::pairs, PAIRS)));

    private static final Form<List<Disagreement>> DISAGREEMENTS = Form.list(Form.object(type -> new Disagreement(
            type.get("lab_type", Disagreement::labType, TEXT),
            type.get("application_rank", Disagreement::applicationRank, REAL),
            type.get("infrastructure_rank", Disagreement::infrastructureRank, REAL),
            type.get("of", Disagreement::rankedLabTypes, COUNT))));

    static final Form<LabUtilizationReport> REPORT = Form.object(report -> new LabUtilizationReport(
            report.get("timestamp", LabUtilizationReport::timestamp, TIME),
            report.get("integration_status", LabUtilizationReport::integrationStatus, SharedJson.STATUS),
            report.get("lab_usage", LabUtilizationReport::labUsage, Form.keyed(LabUtilizationJson::usage)),
            report.of(LabUtilizationReport::infrastructureInsights)
                    .group("infrastructure_insights", LabUtilizationJson::insights),
            report.get("correlation", LabUtilizationReport::correlation, CORRELATION),
            report.get("disagreements", LabUtilizationReport::disagreements, DISAGREEMENTS),
            report.get("join", LabUtilizationReport::coverage, SharedJson.JOIN),
            report.get("sources", LabUtilizationReport::sources, SharedJson.SOURCES),
            null));

    private LabUtilizationJson() {}

    /** The usage of this lab type. */
    static Form<LabTypeUsage> usage(String labType) {
        return Form.object(usage -> new LabTypeUsage(
                usage.find("total_events", LabTypeUsage::totalEvents, WHOLE),
                usage.find("unique_users", LabTypeUsage::uniqueUsers, WHOLE),
                usage.find("errors", LabTypeUsage::errors, WHOLE),
                usage.find("time_period_days", LabTypeUsage::timePeriodDays, COUNT),
                usage.find("detail", LabTypeUsage::detail, detail(labType))));
    }

    private static Form<LabUsage> detail(String labType) {
        return Form.object(detail -> new LabUsage(
                labType,
                detail.get("time_period_days", LabUsage::timePeriodDays, COUNT),
                detail.find("unique_users", LabUsage::uniqueUsers, WHOLE),
                detail.find("total_events", LabUsage::totalEvents, WHOLE),
                detail.get("event_distribution", own -> CodePoints.sorted(own.eventDistribution()), NUMBERS),
                detail.find("average_session_time_seconds", LabUsage::averageSessionTimeSeconds, REAL)));
    }

    private static InfrastructureInsights insights(Fields<InfrastructureInsights> insights) throws IOException {
        return new InfrastructureInsights(
                insights.get("popular_labs", InfrastructureInsights::popularLabs, POPULAR),
                insights.get("utilization_status", InfrastructureInsights::utilization, UTILIZATIONS));
    }
}
