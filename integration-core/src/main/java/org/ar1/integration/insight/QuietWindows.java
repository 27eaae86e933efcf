package org.ar1.integration.insight;

import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a server can be restarted so that the fewest notice.
 *
 * @param serverId the server's number
 * @param hours the length of a window in hours, 1 to 12
 * @param leadHours hours before a window whose sessions last into it
 * @param windows up to three that do not overlap, the quietest first; empty when there is too little data
 * @param state whether they rest on all that they should
 * @param reasonCodes why there are none
 * @param caveats what to bear in mind
 * @param confidence how sure they are
 * @param sources the sources that they rest on
 */
public record QuietWindows(
        long serverId,
        int hours,
        int leadHours,
        List<QuietWindow> windows,
        InsightState state,
        List<ReasonCode> reasonCodes,
        List<Caveat> caveats,
        Confidence confidence,
        List<String> sources) {
    public QuietWindows {
        windows = List.copyOf(windows);
        reasonCodes = List.copyOf(reasonCodes);
        caveats = List.copyOf(caveats);
        sources = List.copyOf(sources);
    }

    /**
     * A window in the week.
     *
     * @param weekday the day on which it starts
     * @param hour the hour at which it starts
     * @param next its next start, not before the time of the answer
     * @param users session starts in an average week from which someone is still there; null when not known
     * @param load the highest mean load of its hours, a fraction with two decimals
     */
    public record QuietWindow(
            DayOfWeek weekday,
            int hour,
            Instant next,
            @Nullable Double users,
            double load) {}
}
