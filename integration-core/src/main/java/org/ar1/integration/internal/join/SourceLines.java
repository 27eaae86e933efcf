package org.ar1.integration.internal.join;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.source.CallCounts;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceError;
import org.ar1.integration.source.SourceStatus;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.source.UpstreamService;
import org.jspecify.annotations.Nullable;

/** The lines of a report's sources, and the status that follows from them. Not thread-safe. */
public final class SourceLines {

    /** From good to bad. */
    private static final List<Outcome> WORST_LAST =
            List.of(Outcome.CACHED, Outcome.LIVE, Outcome.STALE, Outcome.SKIPPED, Outcome.FAILED);

    private final Instant now;
    private final List<SourceStatus> lines = new ArrayList<>();
    private boolean dataBesidesCatalogue;

    public SourceLines(Instant now) {
        this.now = now;
    }

    /** A resource that is asked once. */
    public void add(Sourced<?> source) {
        lines.add(new SourceStatus(
                source.service(),
                source.resource(),
                source.outcome(),
                source.fetchedAt(),
                source.dataAsOf(),
                source.age(now),
                source.attempts(),
                source.error(),
                null));
        noteData(source);
    }

    /** A resource that is asked once a lab type or server; no line when nothing was to be asked. */
    public void addCalls(UpstreamService service, String resource, Collection<? extends Sourced<?>> calls) {
        if (calls.isEmpty()) {
            return;
        }
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        calls.forEach(call -> counts.merge(call.outcome(), 1, Integer::sum));
        Instant fetchedAt = oldest(calls, Sourced::fetchedAt);
        lines.add(new SourceStatus(
                service,
                resource,
                calls.stream()
                        .map(Sourced::outcome)
                        .max(Comparator.comparingInt(WORST_LAST::indexOf))
                        .orElseThrow(),
                fetchedAt,
                oldest(calls, Sourced::dataAsOf),
                fetchedAt == null ? null : notNegative(Duration.between(fetchedAt, now)),
                calls.stream().mapToInt(Sourced::attempts).sum(),
                worstError(calls),
                new CallCounts(
                        counts.getOrDefault(Outcome.LIVE, 0),
                        counts.getOrDefault(Outcome.CACHED, 0),
                        counts.getOrDefault(Outcome.STALE, 0),
                        counts.getOrDefault(Outcome.FAILED, 0),
                        counts.getOrDefault(Outcome.SKIPPED, 0))));
        calls.forEach(this::noteData);
    }

    private static @Nullable Instant oldest(
            Collection<? extends Sourced<?>> calls, Function<Sourced<?>, @Nullable Instant> time) {
        return calls.stream()
                .map(time)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** The first error of the worst outcome. */
    private static @Nullable SourceError worstError(Collection<? extends Sourced<?>> calls) {
        return calls.stream()
                .filter(call -> call.error() != null)
                .max(Comparator.comparingInt(call -> WORST_LAST.indexOf(call.outcome())))
                .map(Sourced::error)
                .orElse(null);
    }

    private static Duration notNegative(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }

    private void noteData(Sourced<?> source) {
        dataBesidesCatalogue |= source.service() != UpstreamService.USER_PROGRESS && source.value() != null;
    }

    public List<SourceStatus> lines() {
        return lines;
    }

    public IntegrationStatus status() {
        if (!dataBesidesCatalogue) {
            return IntegrationStatus.FAILED;
        }
        return lines.stream().allMatch(line -> line.outcome().isCurrent())
                ? IntegrationStatus.SUCCESS
                : IntegrationStatus.PARTIAL;
    }
}
