package org.ar1.integration.testkit;

import java.time.Instant;
import java.util.Map;
import org.ar1.integration.testkit.Campus.Server;

/** The campus at its latest ten-minute mark: its answers change when the next mark comes, not before. */
final class Moment {

    private final Instant time;
    private final Instant start;
    private final Campus campus;
    private final Map<Long, double[]> sums;
    private final boolean partialSums;

    /**
     * @param time the mark
     * @param start the mark at which the campus was first looked at
     * @param partialSums whether the servers keep whichever running total was written last
     */
    Moment(Instant time, Instant start, Campus campus, boolean partialSums) {
        this.time = time;
        this.start = start;
        this.campus = campus;
        this.sums = RunningTotals.of(campus);
        this.partialSums = partialSums;
    }

    /** The mark at or before a time. */
    static Instant mark(Instant time) {
        long step = History.STEP.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), step) * step);
    }

    Instant time() {
        return time;
    }

    Campus campus() {
        return campus;
    }

    /**
     * The shares of a server's usage that its labs have reached one after the other, the last one 1; of no labs none.
     */
    double[] sums(Server server) {
        return sums.getOrDefault(server.id(), RunningTotals.NONE);
    }

    /** The usage that a server states: the running total that the latest check happened to write last, or the whole. */
    ServerUsage stated(Server server) {
        ServerUsage whole = ServerUsage.now(server);
        double[] totals = sums(server);
        if (!partialSums || totals.length == 0) {
            return whole;
        }
        long seed = time.getEpochSecond() ^ (server.id() << 40);
        return whole.share(totals[LoadProfile.index(seed, totals.length)]);
    }

    /** When the checker updated a server last: one without labs it never touches. */
    Instant lastChecked(Server server) {
        return (sums(server).length == 0 ? start : time).minus(server.sinceChecked());
    }
}
