package org.ar1.integration.examples;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.config.InvalidConfigException;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.ar1.integration.jaxrs.server.ServerConfig;
import org.ar1.integration.testkit.Fault;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;
import org.slf4j.LoggerFactory;

/**
 * Measures what readers wait while a service accepts every request and never answers. {@code SILENT_SERVICE} in the
 * environment says which, {@code USER_PROGRESS} unless set; other settings are read there too.
 */
public final class SilentUpstream {

    private static final List<String> PATHS = List.of(
            "",
            "integration/lab-utilization",
            "integration/lab-utilization/docker",
            "integration/server-allocation",
            "integration/server-allocation/docker");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private SilentUpstream() {}

    /**
     * Runs on a sample campus, for as long as a cold report takes and a few seconds more.
     *
     * @param args none
     */
    public static void main(String[] args) {
        try (SampleCampus campus = SampleCampus.start()) {
            Map<String, String> settings = new HashMap<>(System.getenv());
            settings.putAll(campus.environment());
            SampleService silent = service(settings.getOrDefault("SILENT_SERVICE", "USER_PROGRESS"));
            System.out.println("Measuring; this takes about half a minute");
            run(campus, IntegrationConfig.fromEnvironment(settings), silent, 300, System.out);
        }
    }

    static SampleService service(String name) {
        return Arrays.stream(SampleService.values())
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidConfigException(List.of("SILENT_SERVICE \"" + name
                        + "\" is no service: set it to one of " + List.of(SampleService.values()))));
    }

    static void run(
            SampleCampus campus, IntegrationConfig config, SampleService silent, int requests, PrintStream out) {
        // A line for each of thousands of requests, and for each failure that is arranged here, would hide the table.
        ((Logger) LoggerFactory.getLogger("org.ar1.integration")).setLevel(Level.ERROR);
        AtomicReference<Duration> passed = new AtomicReference<>(Duration.ZERO);
        try (IntegrationClient client = IntegrationClient.builder()
                        .config(config)
                        .clock(() -> Instant.now().plus(passed.get()))
                        .build();
                IntegrationServer server = start(config, client)) {
            PATHS.forEach(path -> times(server, path, requests)); // fills the memory, and lets the JVM compile
            List<double[]> healthy =
                    PATHS.stream().map(path -> times(server, path, requests)).toList();
            campus.fault(silent, Fault.silent());
            passed.set(Duration.ofHours(1)); // what is known is too old to be shown without asking
            List<double[]> warm =
                    PATHS.stream().map(path -> times(server, path, requests)).toList();
            List<CompletableFuture<Double>> asking = PATHS.stream()
                    .map(path ->
                            CompletableFuture.supplyAsync(() -> cold(config, path), task -> new Thread(task).start()))
                    .toList();
            List<Double> cold = asking.stream().map(CompletableFuture::join).toList();
            out.println("Milliseconds, while " + silent + " accepts and never answers; what is known is an hour old");
            out.printf("%-38s %8s %8s %8s %8s%n", "", "healthy", "silent", "silent", "silent");
            out.printf("%-38s %8s %8s %8s %8s%n", "GET", "median", "median", "slowest", "cold");
            for (int i = 0; i < PATHS.size(); i++) {
                out.printf(
                        Locale.ROOT,
                        "%-38s %8.1f %8.1f %8.1f %8.1f%n",
                        "/" + PATHS.get(i),
                        healthy.get(i)[requests / 2],
                        warm.get(i)[requests / 2],
                        warm.get(i)[requests - 1],
                        cold.get(i));
            }
        }
    }

    /** The first answer of a service that knows nothing yet. */
    private static double cold(IntegrationConfig config, String path) {
        try (IntegrationClient client = IntegrationClient.create(config);
                IntegrationServer server = start(config, client)) {
            return times(server, path, 1)[0];
        }
    }

    private static IntegrationServer start(IntegrationConfig config, IntegrationClient client) {
        try {
            return IntegrationServer.builder()
                    .config(config)
                    .server(ServerConfig.builder().port(0).sampleData(true).build())
                    .client(client)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How long each of so many requests took, one after the other, shortest first. */
    private static double[] times(IntegrationServer server, String path, int requests) {
        URI uri = server.uri().resolve(path);
        double[] times = IntStream.range(0, requests)
                .mapToDouble(i -> {
                    long start = System.nanoTime();
                    HTTP.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                            .join();
                    return (System.nanoTime() - start) / 1e6;
                })
                .toArray();
        Arrays.sort(times);
        return times;
    }
}
