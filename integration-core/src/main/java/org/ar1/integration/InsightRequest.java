package org.ar1.integration;

import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Options of a request for insights: the time zone of days and hours, whether the sources are fetched again, and the
 * trace that the fetches belong to. Immutable.
 *
 * <pre>{@code
 * client.insights().report(InsightRequest.in(ZoneId.of("Europe/Berlin")).refreshed());
 * }</pre>
 */
public final class InsightRequest {

    private static final InsightRequest STANDARD = new InsightRequest(null, FetchOptions.USUAL);

    private final @Nullable ZoneId zone;
    private final FetchOptions options;

    private InsightRequest(@Nullable ZoneId zone, FetchOptions options) {
        this.zone = zone;
        this.options = options;
    }

    /**
     * A request in the zone of the campus, as the settings state it.
     *
     * @return the request
     */
    public static InsightRequest standard() {
        return STANDARD;
    }

    /**
     * A request in a time zone.
     *
     * @param zone the time zone of days and hours
     * @return the request
     */
    public static InsightRequest in(ZoneId zone) {
        return new InsightRequest(Objects.requireNonNull(zone, "zone"), FetchOptions.USUAL);
    }

    /**
     * The same request, with all sources fetched again, even if their values are fresh; this includes the trends of the
     * last four weeks, which are fresh for an hour. The answer waits for them as for sources without a value. It joins
     * a fetch in flight, and does not fetch a source in backoff. Use this when a person asks for new data, not on a
     * schedule.
     *
     * @return the request
     */
    public InsightRequest refreshed() {
        return new InsightRequest(zone, options.refreshed());
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
    public InsightRequest traced(@Nullable String value) {
        return new InsightRequest(zone, options.traced(value));
    }

    /**
     * The time zone of days and hours.
     *
     * @return the zone; null for that of the campus
     */
    public @Nullable ZoneId zone() {
        return zone;
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
        return other instanceof InsightRequest that && Objects.equals(zone, that.zone) && options.equals(that.options);
    }

    @Override
    public int hashCode() {
        return Objects.hash(zone, options);
    }

    @Override
    public String toString() {
        return "InsightRequest[" + (zone == null ? "zone of the campus" : zone) + (isRefreshed() ? ", refreshed" : "")
                + "]";
    }
}
