package org.ar1.integration.internal.insight;

import java.time.LocalDateTime;
import java.util.Map;

/**
 * The session starts of one server.
 *
 * @param users users by the hour in which their sessions started, in the zone of the peaks; the times are whole hours
 */
public record SessionStarts(Map<LocalDateTime, Long> users) {

    public SessionStarts {
        users = Map.copyOf(users);
    }
}
