package org.ar1.integration.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.config.InvalidConfigException;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.ar1.integration.jaxrs.server.ServerConfig;
import org.ar1.integration.jaxrs.server.demo.SampleFaults;
import org.ar1.integration.testkit.DemoFaults;
import org.ar1.integration.testkit.SampleCampus;

/**
 * A sample campus and the Integration Service over it, on {@code INTEGRATION_API_HOST} and {@code INTEGRATION_API_PORT}
 * (127.0.0.1 and 8007 unless set), until it is stopped. Every answer has the header {@code X-Sample-Data}. Where
 * {@code DEMO_ENVIRONMENT_FILE} names a file, the variables that describe the running demo are written to it, a
 * {@code NAME=value} a line.
 */
public final class DemoServer implements AutoCloseable {

    private static final String PORT = "INTEGRATION_API_PORT";
    /** Exit statuses of {@code sysexits.h}. */
    private static final int UNAVAILABLE = 69;

    private static final int WRONG_SETTING = 78;

    private final SampleCampus campus;
    private final IntegrationServer server;

    private DemoServer(SampleCampus campus, IntegrationServer server) {
        this.campus = campus;
        this.server = server;
    }

    /**
     * Starts the demo and waits until the process is stopped.
     *
     * @param args none
     * @throws InterruptedException when the waiting is interrupted
     */
    public static void main(String[] args) throws InterruptedException {
        int status = run(System.getenv(), System.out, System.err);
        if (status != 0) {
            System.exit(status);
        }
    }

    /** Returns the exit status: 0 when the process is stopped, another when the demo cannot start. */
    static int run(Map<String, String> environment, PrintStream out, PrintStream err) throws InterruptedException {
        DemoServer demo;
        try {
            demo = start(environment);
        } catch (InvalidConfigException e) {
            e.problems().forEach(err::println);
            return WRONG_SETTING;
        } catch (IOException e) {
            err.println(
                    e.getMessage() + ": end what listens there, or set INTEGRATION_API_PORT, for example to 0 for any"
                            + " free one, or INTEGRATION_API_HOST");
            return UNAVAILABLE;
        }
        try (demo) {
            String file = environment.get("DEMO_ENVIRONMENT_FILE");
            if (file != null && !file.isBlank()) {
                demo.writeEnvironment(Path.of(file));
            }
            demo.describe(out);
            CountDownLatch stopped = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown));
            stopped.await();
            return 0;
        } catch (IOException | InvalidPathException e) {
            err.println("DEMO_ENVIRONMENT_FILE \"" + environment.get("DEMO_ENVIRONMENT_FILE") + "\" cannot be written ("
                    + e + "): name a file in a folder that is there and writable");
            return WRONG_SETTING;
        }
    }

    /**
     * Starts the demo.
     *
     * @param environment the settings; where the services are is the demo's own matter
     * @return the running demo
     * @throws IOException when the Integration Service cannot listen on its port
     */
    public static DemoServer start(Map<String, String> environment) throws IOException {
        SampleCampus campus = SampleCampus.start();
        try {
            Map<String, String> settings = new HashMap<>(environment);
            settings.putAll(campus.environment());
            DemoFaults faults = new DemoFaults(campus);
            return new DemoServer(
                    campus,
                    IntegrationServer.builder()
                            .config(IntegrationConfig.fromEnvironment(settings))
                            .server(ServerConfig.fromEnvironment(settings).toBuilder()
                                    .sampleData(true)
                                    .sampleFaults(new SampleFaults(DemoFaults.names(), faults::current, faults::change))
                                    .build())
                            .start());
        } catch (IOException | RuntimeException e) {
            campus.close();
            throw e;
        }
    }

    /**
     * The variables that describe the running demo.
     *
     * @return values by variable
     */
    public Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>(campus.environment());
        environment.put(PORT, String.valueOf(server.uri().getPort()));
        return environment;
    }

    void describe(PrintStream out) {
        String base = server.uri().toString().replaceAll("/$", "");
        out.println("Dashboard: " + base + "/dashboard");
        out.println("The Integration Service answers at " + base + " with the data of a sample campus. Try:");
        out.println("  curl " + base + "/");
        out.println("  curl " + base + "/integration/lab-utilization");
        out.println("  curl " + base + "/integration/lab-utilization/docker");
        out.println("  curl " + base + "/integration/server-allocation");
        out.println("  curl " + base + "/integration/server-allocation/kubernetes");
        out.println("  curl " + base + "/integration/insights");
        out.println("The six sample services:");
        campus.environment().forEach((variable, url) -> out.println("  " + variable + "=" + url));
        out.println("Ctrl-C ends it.");
    }

    private void writeEnvironment(Path file) throws IOException {
        StringBuilder lines = new StringBuilder();
        environment()
                .forEach((variable, value) ->
                        lines.append(variable).append('=').append(value).append('\n'));
        Files.writeString(file, lines, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.close();
        campus.close();
    }
}
