package org.ar1.integration;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.source.UndeterminedLabTypeException;
import org.ar1.integration.source.UnknownLabTypeException;
import org.ar1.integration.upstream.LabCatalogue;
import org.ar1.integration.upstream.LabUsage;
import org.ar1.integration.upstream.LabUtilization;
import org.ar1.integration.upstream.PopularLab;
import org.ar1.integration.upstream.UsageTrends;

/**
 * Reports how each lab type is used, and how this use loads the infrastructure.
 *
 * <p>A report is built again only after something in it has changed; until then callers get the same object. Its
 * timestamp says when it was built, and its sources say where each value came from at that time.
 *
 * <p>Every method has a blocking and an asynchronous form. Neither takes longer than the
 * {@linkplain org.ar1.integration.config.IntegrationConfig#reportDeadline() deadline}. A failing service never causes
 * an exception: reports list their sources with the outcome of each, and a single resource states its own outcome. A
 * blocked thread that is interrupted gets a {@link java.util.concurrent.CancellationException} and stays interrupted. A
 * closed adapter throws {@link IllegalStateException}. Thread-safe.
 */
public interface LabUtilizationAdapter {

    /**
     * Reports on every lab type.
     *
     * @return the report
     */
    default LabUtilizationReport report() {
        return report(ReportRequest.all());
    }

    /**
     * Reports on one lab type: the same report, filtered.
     *
     * @param labType the lab type, matched exactly
     * @return the report
     * @throws UnknownLabTypeException when no source knows the lab type
     * @throws UndeterminedLabTypeException when no source that answered knows it, and one did not answer
     */
    default LabUtilizationReport report(String labType) {
        return report(ReportRequest.of(labType));
    }

    /**
     * Reports on what a request asks for.
     *
     * @param request the lab type, whether the sources are fetched again, and the trace
     * @return the report
     * @throws UnknownLabTypeException when no source knows the lab type
     * @throws UndeterminedLabTypeException when no source that answered knows it, and one did not answer
     */
    default LabUtilizationReport report(ReportRequest request) {
        return Blocking.await(reportAsync(request));
    }

    /**
     * Reports on what a request asks for, without blocking; the stage fails with what the blocking form throws.
     *
     * @param request the lab type, whether the sources are fetched again, and the trace
     * @return a stage of the report
     */
    CompletionStage<LabUtilizationReport> reportAsync(ReportRequest request);

    /**
     * The catalogue, which knows both names and types of the labs.
     *
     * @return every lab of it
     */
    default Sourced<LabCatalogue> catalogue() {
        return Blocking.await(catalogueAsync());
    }

    /**
     * The catalogue, without blocking.
     *
     * @return a stage of the result of {@link #catalogue()}
     */
    CompletionStage<Sourced<LabCatalogue>> catalogueAsync();

    /**
     * How much each lab was used.
     *
     * @return every lab, in the service's order: most user-minutes first
     */
    default Sourced<List<PopularLab>> popularLabs() {
        return Blocking.await(popularLabsAsync());
    }

    /**
     * How much each lab was used, without blocking.
     *
     * @return a stage of the result of {@link #popularLabs()}
     */
    CompletionStage<Sourced<List<PopularLab>>> popularLabsAsync();

    /**
     * How each lab's use compares with its estimate.
     *
     * @return the labs, in the service's order
     */
    default Sourced<List<LabUtilization>> utilization() {
        return Blocking.await(utilizationAsync());
    }

    /**
     * How each lab's use compares with its estimate, without blocking.
     *
     * @return a stage of the result of {@link #utilization()}
     */
    CompletionStage<Sourced<List<LabUtilization>>> utilizationAsync();

    /**
     * The use of every lab type in the last days.
     *
     * @param days the window, 1 to 3650
     * @return the trends
     * @throws IllegalArgumentException when the window is out of range
     */
    default Sourced<UsageTrends> usageTrends(int days) {
        return Blocking.await(usageTrendsAsync(days));
    }

    /**
     * The use of every lab type in the last days, without blocking.
     *
     * @param days the window, 1 to 3650
     * @return a stage of the result of {@link #usageTrends}
     * @throws IllegalArgumentException when the window is out of range
     */
    CompletionStage<Sourced<UsageTrends>> usageTrendsAsync(int days);

    /**
     * The use of one lab type in the last seven days.
     *
     * @param labType the lab type, matched exactly
     * @return the figures; no value when the service answered that there are none
     */
    default Sourced<LabUsage> labUsage(String labType) {
        return Blocking.await(labUsageAsync(labType));
    }

    /**
     * The use of one lab type in the last seven days, without blocking.
     *
     * @param labType the lab type, matched exactly
     * @return a stage of the result of {@link #labUsage}
     */
    CompletionStage<Sourced<LabUsage>> labUsageAsync(String labType);
}
