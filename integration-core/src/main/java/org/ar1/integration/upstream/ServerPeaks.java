package org.ar1.integration.upstream;

import java.util.List;

/**
 * When sessions started on a server, as Performance knows it.
 *
 * @param total the number of times that the service has, at least as many as the latest
 * @param latest the latest times with the users who started a session then, in the service's order; at most 1,000
 * @param starts the starts of all times that are kept, by quarter of an hour
 */
public record ServerPeaks(long total, List<PeakTime> latest, SessionStarts starts) {

    public ServerPeaks {
        latest = List.copyOf(latest);
    }
}
