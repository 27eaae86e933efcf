package org.ar1.integration;

import org.ar1.integration.campus.CampusReport;

import java.util.concurrent.CompletionStage;

/**
 * Lab types and servers, each with what all services say of it, linked to each other.
 *
 * <p>The report is of the same reads as the {@linkplain InsightAdapter insights} that it holds, and the same object until one
 * of them changes. Both forms behave as those of the insights do. Thread-safe.
 */
public interface CampusAdapter {

    /**
     * All lab types and servers, in the zone of the campus.
     *
     * @return the report
     */
    default CampusReport report() {
        return report(InsightRequest.standard());
    }

    /**
     * All lab types and servers.
     *
     * @param request the zone of the insights, whether the sources are fetched again, and the trace
     * @return the report
     */
    CampusReport report(InsightRequest request);

    /**
     * All lab types and servers, without blocking.
     *
     * @param request the zone of the insights, whether the sources are fetched again, and the trace
     * @return what {@link #report(InsightRequest)} returns, to come
     */
    CompletionStage<CampusReport> reportAsync(InsightRequest request);
}
