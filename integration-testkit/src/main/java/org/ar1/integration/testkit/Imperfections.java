package org.ar1.integration.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.ar1.integration.testkit.Campus.Activity;
import org.ar1.integration.testkit.Campus.CatalogueLab;
import org.ar1.integration.testkit.Campus.Lab;
import org.ar1.integration.testkit.Campus.Performance;
import org.ar1.integration.testkit.Campus.Server;

/**
 * What a campus in use has and tidy data have not. Immutable.
 *
 * @param typesWithoutData how many lab types of the catalogue have neither usage data nor records; those that have none
 *     anyway count, the others are the last of the catalogue
 * @param serversWithoutLabs how many further servers there are on which no lab stands
 * @param deletedLabs how many further labs there are that were deleted lately
 */
record Imperfections(int typesWithoutData, int serversWithoutLabs, int deletedLabs) {

    private static final Duration SINCE_ADDED = Duration.ofDays(40);

    Campus in(Campus campus) {
        return withDeletedLabs(withServersWithoutLabs(withTypesWithoutData(campus)));
    }

    private Campus withTypesWithoutData(Campus campus) {
        List<String> types = campus.catalogue().stream()
                .map(CatalogueLab::labType)
                .distinct()
                .toList();
        List<String> withData =
                types.stream().filter(type -> hasData(campus, type)).toList();
        int surplus = Math.max(0, typesWithoutData - (types.size() - withData.size()));
        Set<String> emptied = Set.copyOf(withData.subList(Math.max(0, withData.size() - surplus), withData.size()));
        return campus.withActivities(campus.activities().stream()
                        .filter(activity -> !emptied.contains(activity.labType()))
                        .toList())
                .withPerformances(campus.performances().stream()
                        .filter(performance -> !emptied.contains(performance.labType()))
                        .toList());
    }

    private static boolean hasData(Campus campus, String type) {
        return campus.activities().stream().map(Activity::labType).anyMatch(type::equals)
                || campus.performances().stream().map(Performance::labType).anyMatch(type::equals);
    }

    private Campus withServersWithoutLabs(Campus campus) {
        List<Server> servers = new ArrayList<>(campus.servers());
        long last = servers.stream().mapToLong(Server::id).max().orElse(0);
        for (int i = 1; i <= serversWithoutLabs; i++) {
            servers.add(new Server(
                    last + i, "192.168.200." + i % 256, 0.0, 0.0, 0.0, 100.0, 128.0, 500.0, SINCE_ADDED.plusDays(i)));
        }
        return campus.withServers(servers);
    }

    private Campus withDeletedLabs(Campus campus) {
        List<Lab> labs = new ArrayList<>(campus.labs());
        List<Activity> activities = new ArrayList<>(campus.activities());
        long last = labs.stream().mapToLong(Lab::id).max().orElse(0);
        for (int i = 1; i <= deletedLabs; i++) {
            labs.add(new Lab(last + i, String.format(Locale.ROOT, "Deleted Lab %02d", i), 6, 1440, 20, 8, 30, true));
            activities.add(new Activity(String.format(Locale.ROOT, "deleted-lab-%02d", i), 40 + i, 8, 2, 300));
        }
        return campus.withLabs(labs).withActivities(activities);
    }
}
