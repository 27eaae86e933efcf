package org.ar1.integration.internal.insight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ar1.integration.insight.Confidence;
import org.ar1.integration.upstream.ServerResource;
import org.ar1.integration.upstream.SlotSeries;

/**
 * The servers that take part in the figures of all of them, for one resource: those with a maximum and with a slot in
 * the last 24 hours, because a server that is silent neither carries nor causes load that is known. Immutable.
 */
final class Fleet {

    /** Fewer hours are not a whole week, and a day of the week is missing. */
    static final int FEWEST_HOURS = 168;

    static final int FEWEST_SERVERS = 2;

    private static final int SLOTS_OF_A_DAY = 144;

    private final ServerResource resource;
    private final List<ServerLoads> servers;
    private final int[] hours;

    private Fleet(ServerResource resource, List<ServerLoads> servers, int[] hours) {
        this.resource = resource;
        this.servers = servers;
        this.hours = hours;
    }

    static Fleet of(Loads loads, ServerResource resource) {
        List<ServerLoads> servers = new ArrayList<>();
        for (ServerLoads server : loads.servers()) {
            if (server.hasMaximum(resource) && hasSlot(loads, server, resource, SLOTS_OF_A_DAY)) {
                servers.add(server);
            }
        }
        int[] hours = servers.isEmpty() ? new int[0] : commonHours(servers, resource);
        return new Fleet(resource, List.copyOf(servers), hours);
    }

    /** Whether a server has a value of a resource in so many slots up to the newest of all servers. */
    static boolean hasSlot(Loads loads, ServerLoads server, ServerResource resource, int last) {
        Long horizon = loads.horizon();
        SlotSeries slots = server.slots();
        if (horizon == null || slots == null) {
            return false;
        }
        for (long slot = horizon; slot > horizon - last; slot--) {
            if (!Float.isNaN(slots.value(resource, slot))) {
                return true;
            }
        }
        return false;
    }

    /** The hours in which all of the servers have a mean of a resource. */
    static int[] commonHours(List<ServerLoads> servers, ServerResource resource) {
        double[][] means =
                servers.stream().map(server -> server.means(resource)).toArray(double[][]::new);
        int[] common = new int[servers.get(0).calendar().hours()];
        int count = 0;
        for (int hour = 0; hour < common.length; hour++) {
            boolean known = true;
            for (int i = 0; known && i < means.length; i++) {
                known = !Double.isNaN(means[i][hour]);
            }
            if (known) {
                common[count++] = hour;
            }
        }
        return Arrays.copyOf(common, count);
    }

    ServerResource resource() {
        return resource;
    }

    /** The servers, by number. */
    List<ServerLoads> servers() {
        return servers;
    }

    /** The hours in which all of them have a mean, in time order. Not to be changed. */
    int[] hours() {
        return hours;
    }

    boolean hasEnoughServers() {
        return servers.size() >= FEWEST_SERVERS;
    }

    /** Whether there are enough servers and hours to say anything. */
    boolean isEnough() {
        return hasEnoughServers() && hours.length >= FEWEST_HOURS;
    }

    /** The usage of all servers together in each of the hours, in the unit of the usage. */
    double[] totals() {
        double[] totals = new double[hours.length];
        for (ServerLoads server : servers) {
            double[] means = server.means(resource);
            for (int i = 0; i < hours.length; i++) {
                totals[i] += means[hours[i]];
            }
        }
        return totals;
    }

    /** What rests on all of the servers is as sure as the least sure of them. */
    Confidence confidence() {
        return Confidences.ofSeveral(
                servers.stream().map(server -> server.confidence(null)).toList());
    }
}
