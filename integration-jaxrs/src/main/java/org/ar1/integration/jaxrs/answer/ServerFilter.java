package org.ar1.integration.jaxrs.answer;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.ar1.integration.insight.Finding;
import org.ar1.integration.insight.ServerCapacity;
import org.ar1.integration.report.ServerState;

/**
 * Which servers a caller wants, and in which order. Immutable.
 *
 * @param servers their numbers; empty for all
 * @param states the states; empty for all
 * @param findings the findings of right-sizing; empty for all
 * @param sort the order, one of {@link #SORTS}
 */
record ServerFilter(Set<Long> servers, Set<ServerState> states, Set<Finding> findings, String sort) {

    static final Set<String> PARAMETERS = Set.of("server", "state", "finding", "sort");

    static final List<String> SORTS = List.of("headroom", "-headroom", "server_id", "-server_id");

    /** The filter that a query asks for. */
    static ServerFilter of(StrictQuery query) {
        return new ServerFilter(
                query.servers("server"),
                query.anyOf("state", ServerState.values(), ServerState::id),
                query.anyOf("finding", Finding.values(), Finding::id),
                query.oneOf("sort", SORTS, SORTS.get(0)));
    }

    /** The servers that pass, in the order. */
    List<ServerCapacity> servers(List<ServerCapacity> all) {
        List<ServerCapacity> chosen = all.stream().filter(this::passes).toList();
        Comparator<ServerCapacity> byNumber = Comparator.comparingLong(ServerCapacity::serverId);
        return switch (sort) {
            case "-headroom" -> chosen.stream().sorted(MOST_HEADROOM_FIRST).toList();
            case "server_id" -> chosen.stream().sorted(byNumber).toList();
            case "-server_id" -> chosen.stream().sorted(byNumber.reversed()).toList();
            default -> chosen; // the order of the table
        };
    }

    private static final Comparator<ServerCapacity> MOST_HEADROOM_FIRST = Comparator.comparing(
            ServerCapacity::busiestHour,
            Comparator.nullsLast(
                    Comparator.comparingDouble(ServerCapacity.Busiest::headroom).reversed()));

    private boolean passes(ServerCapacity server) {
        Finding finding = server.finding();
        return (servers.isEmpty() || servers.contains(server.serverId()))
                && (states.isEmpty() || states.contains(server.state()))
                && (findings.isEmpty() || (finding != null && findings.contains(finding)));
    }
}
