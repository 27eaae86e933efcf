package org.ar1.integration.examples;

import org.ar1.integration.IntegrationClient;
import org.ar1.integration.ReportRequest;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.report.ServerState;
import org.ar1.integration.testkit.SampleCampus;

import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Asks for both reports at once, without a thread that waits, and puts them together when both are there. */
public final class AsynchronousReports {

    private AsynchronousReports() {}

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
            CompletableFuture<Void> printed = client.labUtilization()
                    .reportAsync(ReportRequest.all())
                    .thenCombine(
                            client.serverAllocation().reportAsync(ReportRequest.all()), AsynchronousReports::summary)
                    .thenAccept(out::println)
                    .toCompletableFuture();
            printed.join();
        }
    }

    private static String summary(LabUtilizationReport labs, ServerAllocationReport servers) {
        long strained = servers.infrastructure().servers().values().stream()
                .filter(server -> server.state() == ServerState.HOT || server.state() == ServerState.SATURATED)
                .count();
        return labs.labUsage().size() + " lab types in use, " + strained + " of "
                + servers.infrastructure().servers().size() + " servers hot or saturated";
    }
}
