package org.ar1.integration;

import java.util.concurrent.CompletionStage;
import org.ar1.integration.campus.CampusReport;

/**
 * Reports lab types and servers as objects that refer to each other, each with the data of all services.
 *
 * <p>The report and the {@linkplain InsightAdapter insights} in it come from the same reads. Until one of them changes,
 * callers get the same object. The blocking and the asynchronous form behave like those of the insights. Thread-safe.
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
    default CampusReport report(InsightRequest request) {
        return Blocking.await(reportAsync(request));
    }

    /**
     * All lab types and servers, without blocking.
     *
     * @param request the zone of the insights, whether the sources are fetched again, and the trace
     * @return a stage of the result of {@link #report(InsightRequest)}
     */
    CompletionStage<CampusReport> reportAsync(InsightRequest request);
}
