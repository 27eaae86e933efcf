package org.ar1.integration.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ar1.integration.testkit.Campus.Allocation;
import org.ar1.integration.testkit.Campus.Lab;
import org.ar1.integration.testkit.Campus.Server;
import org.jspecify.annotations.Nullable;

/** What Performance answers. */
final class PerformanceService {

    private static final Pattern OF_ONE_SERVER = Pattern.compile("/performance/servers/([^/]+)/(peaks|stats)");
    private static final double BUSY = 0.1;

    private final Rendered rendered;
    private final Zones zones;
    private final int historyDays;
    private final @Nullable Long historyRows;

    PerformanceService(Rendered rendered, Zones zones, int historyDays, @Nullable Long historyRows) {
        this.rendered = rendered;
        this.zones = zones;
        this.historyDays = historyDays;
        this.historyRows = historyRows;
    }

    Response answer(Request request) {
        String path = Express.path(request);
        if (path.equals("/performance/servers/stats")) {
            return statistics(rendered.moment(), server -> true);
        }
        Matcher ofOne = OF_ONE_SERVER.matcher(path);
        if (!ofOne.matches()) {
            return Dialect.EXPRESS.notFound(request);
        }
        Moment moment = rendered.moment();
        Optional<Server> found = moment.campus().servers().stream()
                .filter(server -> Long.toString(server.id()).equals(Request.decode(ofOne.group(1))))
                .findFirst();
        if (found.isEmpty()) {
            return Dialect.EXPRESS.json(Express.NO_ROWS);
        }
        Server server = found.get();
        return ofOne.group(2).equals("peaks")
                ? Express.rows(rendered, "peaks " + server.id(), at -> peaks(at, server))
                : statistics(moment, id -> id == server.id());
    }

    private Response statistics(Moment moment, LongPredicate wanted) {
        History history = new History(moment, zones, historyDays, historyRows);
        return Response.streamed(Dialect.EXPRESS.json(), out -> history.writeTo(out, wanted))
                .tagged(history.etag());
    }

    /** The session starts on a server, hour by hour. */
    private Json.Writer peaks(Moment moment, Server server) {
        Set<String> names = new HashSet<>();
        for (Allocation allocation : moment.campus().allocations()) {
            if (allocation.serverId() == server.id()) {
                names.add(allocation.labName());
            }
        }
        double full = moment.campus().labs().stream()
                .filter(lab -> names.contains(lab.name()))
                .mapToDouble(Lab::averageUsers)
                .sum();
        return json -> {
            Instant hour = moment.time().minus(Duration.ofDays(historyDays)).truncatedTo(ChronoUnit.HOURS);
            for (; !hour.isAfter(moment.time()); hour = hour.plus(1, ChronoUnit.HOURS)) {
                double level = LoadProfile.level(server.load(), hour);
                double noise = 1 + 0.1 * LoadProfile.noise(Objects.hash(hour, server.id()));
                long users = Math.round(full * level * noise);
                if (level >= BUSY && users > 0) {
                    json.writeStartObject();
                    json.writeStringField("time", zones.local(hour));
                    json.writeStringField("users", Long.toString(users));
                    json.writeEndObject();
                }
            }
        };
    }
}
