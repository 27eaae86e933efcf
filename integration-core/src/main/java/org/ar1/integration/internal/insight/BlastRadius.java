package org.ar1.integration.internal.insight;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.ar1.integration.internal.stats.Rounding;
import org.ar1.integration.internal.text.CodePoints;
import org.ar1.integration.upstream.UsageTrends;
import org.ar1.integration.upstream.UsageTrends.TypeTrend;
import org.jspecify.annotations.Nullable;

/** What is lost with each server: the labs that stand on it alone, and whom that hits. Not thread-safe. */
final class BlastRadius {

    /**
     * What is lost with a server.
     *
     * @param labs the names of the labs that stand on it alone, by code point
     * @param types the lab types all of whose labs do, by code point
     * @param usersAtLeast the most users of one of these types; null when they are not known
     * @param usersAtMost the sum of their users, of whom several may be one
     * @param minutesShare the share of all user-minutes that the labs have; null when it is not known
     */
    record Lost(
            List<String> labs,
            List<String> types,
            @Nullable Long usersAtLeast,
            @Nullable Long usersAtMost,
            @Nullable Double minutesShare) {}

    private final Map<Long, List<String>> labs = new HashMap<>();
    private final Map<Long, SortedSet<String>> types = new HashMap<>();
    private final @Nullable UsageTrends trends;
    private final Popularity popularity;

    BlastRadius(Basis basis) {
        this.trends = basis.inputs().trends().orNull();
        this.popularity = new Popularity(basis.inputs());
        Map<String, SortedSet<Long>> serversOfTypes = new HashMap<>();
        basis.labs().allocated().forEach((lab, servers) -> {
            serversOfTypes
                    .computeIfAbsent(basis.labs().typeOf(lab), type -> new TreeSet<>())
                    .addAll(servers);
            if (servers.size() == 1) {
                labs.computeIfAbsent(servers.first(), id -> new ArrayList<>()).add(lab);
            }
        });
        serversOfTypes.forEach((type, servers) -> {
            if (servers.size() == 1) {
                types.computeIfAbsent(servers.first(), id -> new TreeSet<>(CodePoints.ORDER))
                        .add(type);
            }
        });
    }

    Lost of(long server) {
        List<String> lostLabs = labs.getOrDefault(server, List.of());
        List<String> lostTypes = List.copyOf(types.getOrDefault(server, new TreeSet<>()));
        Long atLeast = 0L;
        Long atMost = 0L;
        for (String type : lostTypes) {
            Long users = users(type);
            atLeast = users == null || atLeast == null ? null : Long.valueOf(Math.max(atLeast, users));
            atMost = users == null || atMost == null ? null : Long.valueOf(atMost + users);
        }
        boolean known = trends != null;
        return new Lost(lostLabs, lostTypes, known ? atLeast : null, known ? atMost : null, share(lostLabs));
    }

    /** A type that trends do not list has no users there. */
    private @Nullable Long users(String type) {
        if (trends == null) {
            return null;
        }
        TypeTrend trend = trends.labUsage().get(type);
        return trend == null ? Long.valueOf(0) : trend.uniqueUsers();
    }

    private @Nullable Double share(List<String> lostLabs) {
        Double lost = popularity.minutes(lostLabs);
        Double all = popularity.allMinutes();
        return lost == null || all == null ? null : Rounding.fraction(lost / all);
    }
}
