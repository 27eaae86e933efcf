package org.ar1.integration.insight;

import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.source.SourceStatus;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of what the insights of one moment say, with what an {@linkplain InsightReport insight report} of that moment
 * states of itself.
 *
 * @param <T> the type of the part
 * @param timestamp the time of the report
 * @param integrationStatus how complete it is
 * @param zone the time zone of days and hours
 * @param window the time that the history covers; null when there is none
 * @param sources what is said of each source
 * @param retryAfter when to ask again, should the report have failed; else null
 * @param value the part
 */
public record InsightView<T>(
        Instant timestamp,
        IntegrationStatus integrationStatus,
        ZoneId zone,
        @Nullable Window window,
        List<SourceStatus> sources,
        @Nullable Duration retryAfter,
        T value) {
    public InsightView {
        sources = List.copyOf(sources);
        Objects.requireNonNull(value, "value");
    }

    /**
     * A part of a report.
     *
     * @param <T> the type of the part
     * @param report the report
     * @param value the part
     * @return the part with what the report states of itself
     */
    public static <T> InsightView<T> of(InsightReport report, T value) {
        return new InsightView<>(
                report.timestamp(),
                report.integrationStatus(),
                report.zone(),
                report.window(),
                report.sources(),
                report.retryAfter(),
                value);
    }

    /**
     * The same view of another part.
     *
     * @param <R> the type of the other part
     * @param part makes the other part
     * @return this view with what {@code part} made
     */
    public <R> InsightView<R> map(Function<? super T, ? extends R> part) {
        return new InsightView<>(timestamp, integrationStatus, zone, window, sources, retryAfter, part.apply(value));
    }
}
