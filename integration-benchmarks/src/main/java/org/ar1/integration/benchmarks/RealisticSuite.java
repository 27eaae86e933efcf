package org.ar1.integration.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.ReportRequest;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.source.SourceStatus;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;

/**
 * Both reports with default settings from a campus as slow, empty and untidy as real ones: read again and again for
 * some minutes, and once after a pause in which all values expire. Every read should be whole, the first one included;
 * how often the services are asked is only to be known.
 */
final class RealisticSuite implements Suite {

    private final Duration reading = Run.realistic("reading");
    private final Duration interval = Run.realistic("interval");
    private final Duration pause = Run.realistic("pause");

    private final List<Double> seconds = new ArrayList<>();
    private int notWhole;

    @Override
    public void measure(Consumer<Row> table) throws InterruptedException {
        Duration cost = Run.realistic("cost");
        try (SampleCampus campus = SampleCampus.realistic().callCost(cost).start();
                IntegrationClient client =
                        IntegrationClient.create(IntegrationConfig.fromEnvironment(campus.environment()))) {
            long start = System.nanoTime();
            read(client, start);
            table.accept(information("first read of both reports, a call costs " + cost.toMillis() + " ms", 0));
            for (long due = interval.toNanos(); due <= reading.toNanos(); due += interval.toNanos()) {
                TimeUnit.NANOSECONDS.sleep(start + due - System.nanoTime());
                read(client, start);
            }
            Map<SampleService, Integer> before = calls(campus);
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            read(client, start);
            table.accept(information("first read after a pause of " + text(pause), seconds.size() - 1));
            calls(campus)
                    .forEach((service, after) -> table.accept(only(
                            "- calls of " + service.id() + ", in " + text(reading) + " of reads and after them",
                            before.get(service) + " + " + after)));
        }
        table.accept(new Row(
                "reads of both reports that were not whole, of " + seconds.size() + ", one every " + text(interval),
                Integer.toString(notWhole),
                "-",
                "-",
                "<= 0",
                notWhole == 0 ? "met" : "MISSED",
                "-"));
    }

    private void read(IntegrationClient client, long start) {
        long begun = System.nanoTime();
        CompletableFuture<LabUtilizationReport> utilization =
                client.labUtilization().reportAsync(ReportRequest.all()).toCompletableFuture();
        CompletableFuture<ServerAllocationReport> allocation =
                client.serverAllocation().reportAsync(ReportRequest.all()).toCompletableFuture();
        boolean whole = utilization.join().integrationStatus() == IntegrationStatus.SUCCESS
                && allocation.join().integrationStatus() == IntegrationStatus.SUCCESS;
        seconds.add((System.nanoTime() - begun) / 1e9);
        if (!whole) {
            notWhole++;
            System.out.println("  not whole after " + (begun - start) / 1_000_000_000 + " s:");
            Stream.concat(utilization.join().sources().stream(), allocation.join().sources().stream())
                    .filter(source -> source.error() != null)
                    .map(RealisticSuite::line)
                    .forEach(System.out::println);
        }
    }

    private static String line(SourceStatus source) {
        return "    " + source.service().id() + " " + source.resource() + " " + source.outcome() + " " + source.age()
                + " " + source.error() + " " + source.calls();
    }

    private static Map<SampleService, Integer> calls(SampleCampus campus) {
        Map<SampleService, Integer> calls = new EnumMap<>(SampleService.class);
        for (SampleService service : SampleService.values()) {
            calls.put(service, campus.requests(service));
        }
        campus.resetCounts();
        return calls;
    }

    private Row information(String what, int read) {
        return only(what, Race.figure(seconds.get(read)) + " s");
    }

    private static Row only(String what, String figure) {
        return new Row(what, figure, "-", "-", "-", "-", "-");
    }

    private static String text(Duration duration) {
        return duration.toSeconds() % 60 == 0 ? duration.toMinutes() + " min" : duration.toSeconds() + " s";
    }
}
