package org.ar1.integration;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants of a report: of which lab type it is, whether its sources are fetched again, and the trace that
 * the fetches belong to. Immutable.
 *
 * <pre>{@code
 * client.labUtilization().report(ReportRequest.of("docker").refreshed());
 * }</pre>
 */
public final class ReportRequest {

    private static final ReportRequest ALL = new ReportRequest(null, FetchOptions.USUAL);

    private final @Nullable String labType;
    private final FetchOptions options;

    private ReportRequest(@Nullable String labType, FetchOptions options) {
        this.labType = labType;
        this.options = options;
    }

    /**
     * A request for the report of all lab types.
     *
     * @return the request
     */
    public static ReportRequest all() {
        return ALL;
    }

    /**
     * A request for the report of one lab type.
     *
     * @param labType the lab type, matched exactly
     * @return the request
     */
    public static ReportRequest of(String labType) {
        return new ReportRequest(Objects.requireNonNull(labType, "labType"), FetchOptions.USUAL);
    }

    /**
     * The same request, with all sources fetched again, even if their values are fresh. The report waits for them as
     * for sources without a value. It joins a fetch in flight, and does not fetch a source in backoff. Use this when a
     * person asks for new data, not on a schedule.
     *
     * @return the request
     */
    public ReportRequest refreshed() {
        return new ReportRequest(labType, options.refreshed());
    }

    /**
     * The same request as a part of a trace (W3C Trace Context, level 1): fetches that it starts, retries included,
     * carry the header {@code traceparent}. A fetch that several callers wait for belongs to the caller that started
     * it.
     *
     * @param value the value of the header. One that is not valid is sent nowhere; of a later version than 00 the
     *     fields of version 00 are sent, as that version. Null means no trace
     * @return the request
     * @throws IllegalArgumentException when the value cannot be sent as a header
     */
    public ReportRequest traced(@Nullable String value) {
        return new ReportRequest(labType, options.traced(value));
    }

    /**
     * The lab type that the report is of.
     *
     * @return the lab type; null for all of them
     */
    public @Nullable String labType() {
        return labType;
    }

    /**
     * Whether the sources are fetched again.
     *
     * @return true when they are
     */
    public boolean isRefreshed() {
        return options.isRefreshed();
    }

    /**
     * The trace that fetches for this request belong to.
     *
     * @return the value of the header as it is sent; null for none
     */
    public @Nullable String traceparent() {
        return options.traceparent();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReportRequest that
                && Objects.equals(labType, that.labType)
                && options.equals(that.options);
    }

    @Override
    public int hashCode() {
        return Objects.hash(labType, options);
    }

    @Override
    public String toString() {
        return "ReportRequest[" + (labType == null ? "all lab types" : labType) + (isRefreshed() ? ", refreshed" : "")
                + "]";
    }
}
