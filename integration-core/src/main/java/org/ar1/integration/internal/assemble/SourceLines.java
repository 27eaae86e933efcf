package org.ar1.integration.internal.assemble;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.source.CallCounts;
import org.ar1.integration.source.Outcome;
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
        add(source, source.dataAsOf());
    }

    /**
     * A resource that is asked once.
     *
     * @param dataAsOf the time that its data states
     */
    void add(Sourced<?> source, @Nullable Instant dataAsOf) {
        lines.add(new SourceStatus(
                source.service(),
                source.resource(),
                source.outcome(),
                source.fetchedAt(),
                past(dataAsOf),
                source.age(now),
                source.attempts(),
                source.error(),
                null));
        noteData(source);
    }

    /**
     * A call of a resource that is asked once a lab type or server.
     *
     * @param key the lab type or the server's id; null when it is not known
     */
    public record Call(@Nullable String key, Sourced<?> sourced) {}

    /** A resource that is asked once a lab type or server; no line when nothing was to be asked. */
    public void addCalls(UpstreamService service, String resource, Collection<Call> calls) {
        if (calls.isEmpty()) {
            return;
        }
        int live = 0;
        int cached = 0;
        int stale = 0;
        int failed = 0;
        int skipped = 0;
        Outcome worst = WORST_LAST.get(0);
        Sourced<?> worstError = null;
        Instant fetchedAt = null;
        Instant dataAsOf = null;
        int attempts = 0;
        List<String> failing = new ArrayList<>();
        for (Call keyed : calls) {
            Sourced<?> call = keyed.sourced();
            if (!call.outcome().isCurrent() && keyed.key() != null) {
                failing.add(keyed.key());
            }
            switch (call.outcome()) {
                case LIVE -> live++;
                case CACHED -> cached++;
                case STALE -> stale++;
                case FAILED -> failed++;
                case SKIPPED -> skipped++;
            }
            worst = isWorse(call.outcome(), worst) ? call.outcome() : worst;
            if (call.error() != null && (worstError == null || isWorse(call.outcome(), worstError.outcome()))) {
                worstError = call;
            }
            fetchedAt = older(fetchedAt, call.fetchedAt());
            dataAsOf = older(dataAsOf, past(call.dataAsOf()));
            attempts += call.attempts();
            noteData(call);
        }
        lines.add(new SourceStatus(
                service,
                resource,
                worst,
                fetchedAt,
                dataAsOf,
                fetchedAt == null ? null : notNegative(Duration.between(fetchedAt, now)),
                attempts,
                worstError == null ? null : worstError.error(),
                counts(live, cached, stale, failed, skipped, failing)));
    }

    private static CallCounts counts(int live, int cached, int stale, int failed, int skipped, List<String> failing) {
        int named = Math.min(failing.size(), CallCounts.MAX_NAMED);
        return new CallCounts(live, cached, stale, failed, skipped, failing.subList(0, named), failing.size() - named);
    }

    /** No data is of a time to come; a clock that says so says nothing. */
    private @Nullable Instant past(@Nullable Instant stated) {
        return stated == null || stated.isAfter(now) ? null : stated;
    }

    private static boolean isWorse(Outcome a, Outcome b) {
        return a != b && WORST_LAST.indexOf(a) > WORST_LAST.indexOf(b);
    }

    private static @Nullable Instant older(@Nullable Instant a, @Nullable Instant b) {
        return a == null || (b != null && b.isBefore(a)) ? b : a;
    }

    private static Duration notNegative(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }

    private void noteData(Sourced<?> source) {
        dataBesidesCatalogue |= source.service() != UpstreamService.USER_PROGRESS && source.orNull() != null;
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
