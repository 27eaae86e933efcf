package org.ar1.integration.internal.remote;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.ar1.integration.report.IntegrationReport;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.source.CallCounts;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceError;
import org.ar1.integration.source.SourceStatus;
import org.ar1.integration.source.UpstreamService;
import org.jspecify.annotations.Nullable;

/**
 * What every report states: when it was built, how complete it is, its sources, and when to ask again.
 *
 * @param retryAfter when to ask again, of a report that failed; null of others
 */
public record Head(
        Instant timestamp,
        IntegrationStatus status,
        List<SourceStatus> sources,
        @Nullable Duration retryAfter) {

    /** The resource of the sources of a report that the Integration Service did not give. */
    private static final String RESOURCE = "integration-service";

    /** The head of a report. */
    public static Head of(IntegrationReport report) {
        return new Head(report.timestamp(), report.integrationStatus(), report.sources(), report.retryAfter());
    }

    /** The head of a report that the Integration Service did not give: nothing is known of any service. */
    static Head away(Instant now, SourceError error, Duration retryAfter) {
        List<SourceStatus> sources = Stream.of(UpstreamService.values())
                .map(service -> new SourceStatus(service, RESOURCE, Outcome.FAILED, null, null, null, 1, error, null))
                .toList();
        return new Head(now, IntegrationStatus.FAILED, sources, retryAfter);
    }

    Head withRetryAfter(@Nullable Duration wait) {
        return new Head(timestamp, status, sources, wait);
    }

    /** The greatest age of a source; zero when no source has a value. */
    Duration age() {
        return sources.stream()
                .map(SourceStatus::age)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /**
     * The head of the same report, which is shown again because the Integration Service gave no newer one.
     *
     * @param since how much older than its sources state the report is
     * @param error why there is no newer one
     */
    Head stale(Instant now, Duration since, SourceError error) {
        List<SourceStatus> older =
                sources.stream().map(source -> stale(source, since, error)).toList();
        return new Head(
                now, status == IntegrationStatus.SUCCESS ? IntegrationStatus.PARTIAL : status, older, retryAfter);
    }

    private static SourceStatus stale(SourceStatus source, Duration since, SourceError error) {
        if (!source.outcome().hasData()) {
            return source;
        }
        Duration age = source.age();
        return new SourceStatus(
                source.service(),
                source.resource(),
                Outcome.STALE,
                source.fetchedAt(),
                source.dataAsOf(),
                age == null ? null : age.plus(since),
                source.attempts(),
                source.outcome() == Outcome.STALE ? source.error() : error,
                stale(source.calls()));
    }

    private static @Nullable CallCounts stale(@Nullable CallCounts calls) {
        if (calls == null) {
            return null;
        }
        int good = calls.live() + calls.cached();
        return new CallCounts(
                0,
                0,
                calls.stale() + good,
                calls.failed(),
                calls.skipped(),
                calls.failing(),
                calls.failingMore() + good);
    }
}
