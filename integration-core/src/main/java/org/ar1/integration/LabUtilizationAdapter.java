package org.ar1.integration;

import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.source.UndeterminedLabTypeException;
import org.ar1.integration.source.UnknownLabTypeException;
import org.ar1.integration.upstream.LabCatalogue;
import org.ar1.integration.upstream.LabUsage;
import org.ar1.integration.upstream.LabUtilization;
import org.ar1.integration.upstream.PopularLab;
import org.ar1.integration.upstream.UsageTrends;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Who uses which lab type, and what that means for the infrastructure.
 *
 * <p>A report is built when something that it would say has changed, and is the same object until then: its timestamp
 * says when it was built, and its sources where each value came from at that time.
 *
 * <p>Every method comes in a blocking form and an asynchronous one. Neither takes longer than the
 * {@linkplain org.ar1.integration.config.IntegrationConfig#reportDeadline() deadline}. A failing service is never an
 * exception: reports list their sources with the outcome of each, single resources say the same of themselves. A blocked
 * thread that is interrupted gets a {@link java.util.concurrent.CancellationException} and stays interrupted. A closed
 * adapter throws {@link IllegalStateException}. Thread-safe.
 */
public interface LabUtilizationAdapter {

    /**
     * Reports on every lab type.
     *
     * @return the report
     */
    LabUtilizationReport report();

    /**
     * Reports on one lab type: the same report, filtered.
     *
     * @param labType the lab type, matched exactly
     * @return the report
     * @throws UnknownLabTypeException when no source knows the lab type
     * @throws UndeterminedLabTypeException when no source that answered knows it, and one did not answer
     */
    LabUtilizationReport report(String labType);

    /**
     * Reports on what a request asks for.
     *
     * @param request the lab type, whether the sources are fetched again, and the trace
     * @return the report
     * @throws UnknownLabTypeException when no source knows the lab type
     * @throws UndeterminedLabTypeException when no source that answered knows it, and one did not answer
     */
    LabUtilizationReport report(ReportRequest request);

    /**
     * Reports on what a request asks for, without blocking; the stage fails with what the blocking form throws.
     *
     * @param request the lab type, whether the sources are fetched again, and the trace
     * @return the report to come
     */
    CompletionStage<LabUtilizationReport> reportAsync(ReportRequest request);

    /**
     * The catalogue, which knows both names and types of the labs.
     *
     * @return every lab of it
     */
    Sourced<LabCatalogue> catalogue();

    /**
     * The catalogue, without blocking.
     *
     * @return what {@link #catalogue()} returns, to come
     */
    CompletionStage<Sourced<LabCatalogue>> catalogueAsync();

    /**
     * How much each lab was used.
     *
     * @return every lab, in the service's order: most user-minutes first
     */
    Sourced<List<PopularLab>> popularLabs();

    /**
     * How much each lab was used, without blocking.
     *
     * @return what {@link #popularLabs()} returns, to come
     */
    CompletionStage<Sourced<List<PopularLab>>> popularLabsAsync();

    /**
     * How each lab's use compares with its estimate.
     *
     * @return the labs, in the service's order
     */
    Sourced<List<LabUtilization>> utilization();

    /**
     * How each lab's use compares with its estimate, without blocking.
     *
     * @return what {@link #utilization()} returns, to come
     */
    CompletionStage<Sourced<List<LabUtilization>>> utilizationAsync();

    /**
     * The use of every lab type in the last days.
     *
     * @param days the window, 1 to 3650
     * @return the trends
     * @throws IllegalArgumentException when the window is out of range
     */
    Sourced<UsageTrends> usageTrends(int days);

    /**
     * The use of every lab type in the last days, without blocking.
     *
     * @param days the window, 1 to 3650
     * @return what {@link #usageTrends} returns, to come
     * @throws IllegalArgumentException when the window is out of range
     */
    CompletionStage<Sourced<UsageTrends>> usageTrendsAsync(int days);

    /**
     * The use of one lab type in the last seven days.
     *
     * @param labType the lab type, matched exactly
     * @return the figures; no value when the service answered that there are none
     */
    Sourced<LabUsage> labUsage(String labType);

    /**
     * The use of one lab type in the last seven days, without blocking.
     *
     * @param labType the lab type, matched exactly
     * @return what {@link #labUsage} returns, to come
     */
    CompletionStage<Sourced<LabUsage>> labUsageAsync(String labType);
}
