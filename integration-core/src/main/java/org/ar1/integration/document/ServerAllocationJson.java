package org.ar1.integration.document;

import static org.ar1.integration.document.Forms.COUNT;
import static org.ar1.integration.document.Forms.REAL;
import static org.ar1.integration.document.Forms.RESOURCE;
import static org.ar1.integration.document.Forms.TEXT;
import static org.ar1.integration.document.Forms.TEXTS;
import static org.ar1.integration.document.Forms.TIME;
import static org.ar1.integration.document.Forms.WHOLE;
import static org.ar1.integration.document.SharedJson.AMOUNTS;

import java.io.IOException;
import java.util.List;
import org.ar1.integration.report.AllocatedInfrastructure;
import org.ar1.integration.report.LabAllocation;
import org.ar1.integration.report.LabAllocation.Placement;
import org.ar1.integration.report.PerformanceCorrelation;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.report.ServerInsight;
import org.ar1.integration.report.ServerReporting;
import org.ar1.integration.report.ServerState;
import org.ar1.integration.upstream.LabPerformance;
import org.ar1.integration.upstream.PeakTime;
import org.ar1.integration.upstream.ResourceAmounts;
import org.ar1.integration.upstream.ServerStatistics.ResourceHistory;
import org.ar1.integration.upstream.ServerStatistics.ServerHistory;
import org.jspecify.annotations.Nullable;

/** The report of which lab type runs on which servers. */
final class ServerAllocationJson {

    static final Form<ServerState> STATE = Forms.id(ServerState.values(), ServerState::id);
    static final Form<ServerReporting> REPORTING = Forms.id(ServerReporting.values(), ServerReporting::id);

    private static final Form<PerformanceCorrelation.ApplicationMeasure> APPLICATION =
            Forms.id(PerformanceCorrelation.ApplicationMeasure.values(), PerformanceCorrelation.ApplicationMeasure::id);

    private static final Form<PerformanceCorrelation.InfrastructureMeasure> INFRASTRUCTURE = Forms.id(
            PerformanceCorrelation.InfrastructureMeasure.values(), PerformanceCorrelation.InfrastructureMeasure::id);

    private static final Form<ResourceAmounts> SPECS = SharedJson.amounts("max_");

    private static final Form<List<PeakTime>> PEAKS = Form.list(Form.object(
            peak -> new PeakTime(peak.get("time", PeakTime::time, TEXT), peak.find("users", PeakTime::users, WHOLE))));

    private static final Form<ResourceHistory> FIGURES = Form.object(figures -> new ResourceHistory(
            figures.get("latest", ResourceHistory::latest, REAL),
            figures.get("mean", ResourceHistory::mean, REAL),
            figures.get("max", ResourceHistory::max, REAL),
            figures.get("p95", ResourceHistory::p95, REAL)));

    private static final Form<ServerHistory> HISTORY = Form.object(history -> new ServerHistory(
            null,
            history.get("window_weeks", ServerHistory::windowWeeks, COUNT),
            history.get("samples", ServerHistory::samples, COUNT),
            history.find("first", ServerHistory::first, TIME),
            history.find("last", ServerHistory::last, TIME),
            history.get("future_rows", ServerHistory::futureRows, WHOLE),
            null,
            history.find("cpu", ServerHistory::cpu, FIGURES),
            history.find("memory", ServerHistory::memory, FIGURES),
            history.find("disk", ServerHistory::disk, FIGURES)));

    /** A server and its load. */
    static final Form<ServerInsight> SERVER = Form.object(server -> new ServerInsight(
            server.get("name", ServerInsight::name, TEXT),
            server.get("specs", ServerInsight::specs, SPECS),
            server.get("usage", ServerInsight::usage, AMOUNTS),
            server.get("utilization", ServerInsight::utilization, AMOUNTS),
            server.get("headroom", ServerInsight::headroom, AMOUNTS),
            server.find("binding_resource", ServerInsight::bindingResource, RESOURCE),
            server.get("state", ServerInsight::state, STATE),
            server.get("reporting", ServerInsight::reporting, REPORTING),
            server.find("last_checked", ServerInsight::lastChecked, TIME),
            server.find("history", ServerInsight::history, HISTORY)));

    private static final Form<AllocatedInfrastructure> SERVERS =
            Form.object(infrastructure -> new AllocatedInfrastructure(
                    infrastructure.get("servers", AllocatedInfrastructure::servers, Form.map(Forms.NUMBER_KEY, SERVER)),
                    infrastructure.get(
                            "allocation_map", AllocatedInfrastructure::allocationMap, Form.map(Forms.WHOLES))));

    private static final Form<List<PerformanceCorrelation.Pair>> PAIRS =
            Form.list(Form.object(pair -> new PerformanceCorrelation.Pair(
                    pair.get("application", PerformanceCorrelation.Pair::application, APPLICATION),
                    pair.get("infrastructure", PerformanceCorrelation.Pair::infrastructure, INFRASTRUCTURE),
                    pair.find("rho", PerformanceCorrelation.Pair::rho, REAL),
                    pair.find("p", PerformanceCorrelation.Pair::p, REAL),
                    pair.get("n", PerformanceCorrelation.Pair::n, COUNT),
                    pair.find("reason", PerformanceCorrelation.Pair::reason, LabUtilizationJson.REASON))));

    private static final Form<PerformanceCorrelation> CORRELATION =
            Form.object(correlation -> new PerformanceCorrelation(
                    correlation.get("application_window", PerformanceCorrelation::applicationWindow, TEXT),
                    correlation.find(
                            "infrastructure_window_weeks", PerformanceCorrelation::infrastructureWindowWeeks, COUNT),
                    correlation.get("pairs", PerformanceCorrelation::pairs, PAIRS)));

    static final Form<ServerAllocationReport> REPORT = report(ReportJson.USUAL_PEAKS);

    private ServerAllocationJson() {}

    /**
     * The report with the latest peaks of each server.
     *
     * @param peaks the largest number of them that is written; any number is read
     */
    static Form<ServerAllocationReport> report(int peaks) {
        return Form.object(report -> new ServerAllocationReport(
                report.get("timestamp", ServerAllocationReport::timestamp, TIME),
                report.get("integration_status", ServerAllocationReport::integrationStatus, SharedJson.STATUS),
                report.get("labs", ServerAllocationReport::labs, Form.keyed(labType -> lab(labType, peaks))),
                report.get("infrastructure", ServerAllocationReport::infrastructure, SERVERS),
                report.get("correlation", ServerAllocationReport::correlation, CORRELATION),
                report.get("join", ServerAllocationReport::coverage, SharedJson.JOIN),
                report.get("sources", ServerAllocationReport::sources, SharedJson.SOURCES),
                null));
    }

    private static Form<LabAllocation> lab(String labType, int peaks) {
        return Form.object(lab -> {
            String name = lab.get("name", LabAllocation::name, TEXT);
            LabPerformance performance =
                    lab.find("performance", LabAllocation::performance, performance(labType, false));
            LabAllocation written = lab.written();
            boolean isPlaced = written == null
                    ? lab.has("infrastructure")
                    : !written.servers().isEmpty();
            if (!isPlaced) {
                lab.derived("infrastructure", own -> null, TEXT);
                return new LabAllocation(name, performance, List.of());
            }
            return new LabAllocation(
                    name, performance, lab.group("infrastructure", placements -> placements(placements, peaks)));
        });
    }

    /** The first placement, as the earlier service had it, and all of them. The peaks of the first are there once. */
    private static List<Placement> placements(Fields<LabAllocation> lab, int peaks) throws IOException {
        LabAllocation written = lab.written();
        Placement head = written == null ? null : written.servers().get(0);
        Placement first = withPeaks(lab.of(own -> own.servers().get(0)), peaks);
        return lab.get("servers", LabAllocation::servers, Form.list(Form.object(placement -> {
            boolean isFirst = head == null ? !placement.has("peak_times") : head.equals(placement.written());
            return isFirst ? placement(placement, first.peakTimes(), first.peaksTotal()) : withPeaks(placement, peaks);
        })));
    }

    private static Placement placement(Fields<Placement> placement, List<PeakTime> peaks, @Nullable Long total)
            throws IOException {
        long serverId = placement.get("server_id", Placement::serverId, WHOLE);
        placement.derived("server_name", Placement::serverName, TEXT);
        return new Placement(serverId, placement.find("resource_allocation", Placement::usage, AMOUNTS), peaks, total);
    }

    private static Placement withPeaks(Fields<Placement> placement, int peaks) throws IOException {
        Placement without = placement(placement, List.of(), null);
        return new Placement(
                without.serverId(),
                without.usage(),
                placement.get("peak_times", own -> latest(own.peakTimes(), peaks), PEAKS),
                placement.find("peaks_total", Placement::peaksTotal, WHOLE));
    }

    private static List<PeakTime> latest(List<PeakTime> peaks, int most) {
        return peaks.subList(Math.max(0, peaks.size() - most), peaks.size());
    }

    /**
     * How well the users of a lab type do.
     *
     * @param isDated whether the document states the time of the figures
     */
    static Form<LabPerformance> performance(String labType, boolean isDated) {
        return Form.object(performance -> new LabPerformance(
                labType,
                performance.find("total_users", LabPerformance::totalUsers, WHOLE),
                performance.find("avg_completion_time", LabPerformance::avgCompletionTime, REAL),
                performance.find("success_rate", LabPerformance::successRate, REAL),
                performance.get("common_errors", LabPerformance::commonErrors, TEXTS),
                isDated ? performance.find("last_updated", LabPerformance::lastUpdated, TIME) : null));
    }
}
