package org.ar1.integration.insight;

import org.ar1.integration.upstream.ServerResource;

import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The week of a server, hour by hour.
 *
 * @param serverId the server's number
 * @param zone the time zone of the hours
 * @param window the time that the history covers; null when there is none
 * @param resources cpu and memory
 */
public record WeeklyProfile(
        long serverId, ZoneId zone, @Nullable Window window, Map<ServerResource, ResourceProfile> resources) {
    public WeeklyProfile {
        resources = Collections.unmodifiableMap(new LinkedHashMap<>(resources));
    }
}
