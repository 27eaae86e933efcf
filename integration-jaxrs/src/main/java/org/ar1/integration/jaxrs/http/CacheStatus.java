package org.ar1.integration.jaxrs.http;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceStatus;

/**
 * The {@code Cache-Status} header (RFC 9211) of a report: one member for this service, whose cache holds the sources.
 *
 * <ul>
 *   <li>{@code hit}: no source was asked for this answer, all of it was there; also with last good values of sources that
 *       are left alone after a failure, which {@code detail} counts as stale;
 *   <li>{@code fwd=miss}: every source was asked;
 *   <li>{@code fwd=partial}: some were asked, the others were there;
 *   <li>{@code fwd=stale}: some were asked in vain, and their last good values stand in;
 *   <li>{@code fwd=request}: the caller asked to refresh;
 *   <li>neither: nothing was there, and nothing asked.
 * </ul>
 *
 * <p>{@code detail} counts the sources by outcome, in the terms of the document: {@code "live=1 cached=3"}. It begins
 * with {@code refresh-limited} when the caller asked to refresh sooner than that is done again.
 */
public final class CacheStatus {

    public static final String HEADER = "Cache-Status";

    private static final String CACHE = "ar1-integration";

    private CacheStatus() {}

    /**
     * The header's value.
     *
     * @param sources what the report was made from
     * @param refresh what became of a wish to refresh
     */
    static String of(List<SourceStatus> sources, Refresh refresh) {
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        sources.forEach(source -> counts.merge(source.outcome(), 1, Integer::sum));
        boolean asked = counts.containsKey(Outcome.LIVE) || sources.stream().anyMatch(source -> source.attempts() > 0);
        StringBuilder status = new StringBuilder(CACHE);
        if (asked) {
            status.append("; fwd=").append(refresh == Refresh.DONE ? "request" : forwarded(counts));
        } else if (counts.containsKey(Outcome.CACHED) || counts.containsKey(Outcome.STALE)) {
            status.append("; hit");
        }
        StringJoiner detail = new StringJoiner(" ", "; detail=\"", "\"").setEmptyValue("");
        if (refresh == Refresh.LIMITED) {
            detail.add("refresh-limited");
        }
        counts.forEach((outcome, count) -> detail.add(outcome.id() + "=" + count));
        return status.append(detail).toString();
    }

    private static String forwarded(Map<Outcome, Integer> counts) {
        if (counts.containsKey(Outcome.STALE)) {
            return "stale";
        }
        return counts.containsKey(Outcome.CACHED) ? "partial" : "miss";
    }

    /** What became of a caller's wish to have the sources asked again. */
    public enum Refresh {
        /** There was none. */
        NONE,
        /** They were asked. */
        DONE,
        /** It came too soon after another. */
        LIMITED
    }
}
