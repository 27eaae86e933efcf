package org.ar1.integration.document;

import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.LearnerReport;
import org.ar1.integration.report.ServerAllocationReport;

/**
 * The JSON of the reports: compact, in UTF-8, with keys in a fixed order, so that equal reports give equal bytes. The
 * Integration Service answers exactly these bytes. Thread-safe.
 *
 * <p>A report that is read has what its document states. What the document does not state is null or empty:
 *
 * <ul>
 *   <li>{@code retryAfter()}, which is the header {@code Retry-After} of an answer,
 *   <li>the peaks of a server beyond the number that was asked for,
 *   <li>the slots and the newest row of a server's history,
 *   <li>the time of a lab type's performance,
 *   <li>the specs, usage, headroom, last check and history of a learner's server.
 * </ul>
 *
 * <p>Writing a report that was read gives the bytes that were read, unless the document is that of a later version with
 * further members, which are ignored.
 */
public final class ReportJson {

    /** The number of peaks of a server in the JSON of a server allocation report, unless a caller wants another. */
    public static final int USUAL_PEAKS = 100;

    /** The largest number of peaks of a server that a report has. */
    public static final int MOST_PEAKS = 1_000;

    private ReportJson() {}

    /**
     * The JSON of a lab utilization report.
     *
     * @param report the report
     * @return the document in UTF-8
     */
    public static byte[] write(LabUtilizationReport report) {
        return Json.write(LabUtilizationJson.REPORT, report);
    }

    /**
     * The JSON of a server allocation report with the latest 100 peaks of each server.
     *
     * @param report the report
     * @return the document in UTF-8
     */
    public static byte[] write(ServerAllocationReport report) {
        return Json.write(ServerAllocationJson.REPORT, report);
    }

    /**
     * The JSON of a server allocation report with the latest peaks of each server. The document states how many there
     * are in all.
     *
     * @param report the report
     * @param peaks the largest number of peaks of a server, 0 or more; a report has up to {@value #MOST_PEAKS}
     * @return the document in UTF-8
     * @throws IllegalArgumentException when the number is negative
     */
    public static byte[] write(ServerAllocationReport report, int peaks) {
        if (peaks < 0) {
            throw new IllegalArgumentException("The number of peaks is " + peaks + ", but must be 0 or more");
        }
        return Json.write(ServerAllocationJson.report(peaks), report);
    }

    /**
     * The JSON of the report of a learner. Personal data.
     *
     * @param report the report
     * @return the document in UTF-8
     */
    public static byte[] write(LearnerReport report) {
        return Json.write(LearnerJson.REPORT, report);
    }

    /**
     * Reads the JSON of a lab utilization report.
     *
     * @param document the document in UTF-8, at most 64 MiB
     * @return the report
     * @throws InvalidDocumentException when it is not such a document; the message names the field, its value and what
     *     was expected
     */
    public static LabUtilizationReport readLabUtilization(byte[] document) {
        return Json.read(LabUtilizationJson.REPORT, document);
    }

    /**
     * Reads the JSON of a server allocation report.
     *
     * @param document the document in UTF-8, at most 64 MiB
     * @return the report
     * @throws InvalidDocumentException when it is not such a document; the message names the field, its value and what
     *     was expected
     */
    public static ServerAllocationReport readServerAllocation(byte[] document) {
        return Json.read(ServerAllocationJson.REPORT, document);
    }

    /**
     * Reads the JSON of the report of a learner. Personal data.
     *
     * @param document the document in UTF-8, at most 64 MiB
     * @return the report
     * @throws InvalidDocumentException when it is not such a document; the message names the field, its value, which
     *     may be personal, and what was expected
     */
    public static LearnerReport readLearner(byte[] document) {
        return Json.read(LearnerJson.REPORT, document);
    }
}
