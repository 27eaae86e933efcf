package org.ar1.integration.examples;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.campus.CampusServer;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.report.LabTypeUtilization;
import org.ar1.integration.report.ServerState;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.upstream.UtilizationStatus;
import org.jspecify.annotations.Nullable;

/** The joined campus: which lab types are used more than they were sized for, and stand on a hot server. */
public final class BusyLabsOnHotServers {

    private BusyLabsOnHotServers() {}

    /**
     * Runs on a sample campus.
     *
     * @param args none
     */
    public static void main(String[] args) {
        try (SampleCampus campus = SampleCampus.start()) {
            run(campus.environment(), System.out);
        }
    }

    static void run(Map<String, String> environment, PrintStream out) {
        try (IntegrationClient client = IntegrationClient.create(IntegrationConfig.fromEnvironment(environment))) {
            client.campus().report().labTypes().values().stream()
                    .filter(type -> isOverused(type.utilization()))
                    .filter(type -> type.servers().stream().anyMatch(server -> server.state() == ServerState.HOT))
                    .forEach(type -> out.println(type.labType() + " on " + names(type.servers())));
        }
    }

    private static boolean isOverused(@Nullable LabTypeUtilization use) {
        return use != null && use.status() == UtilizationStatus.OVER_UTILIZED;
    }

    private static String names(List<CampusServer> servers) {
        return servers.stream()
                .map(server -> server.name() + " (" + server.state().id() + ")")
                .collect(Collectors.joining(", "));
    }
}
