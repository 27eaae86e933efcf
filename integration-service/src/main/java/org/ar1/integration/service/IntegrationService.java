package org.ar1.integration.service;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.config.InvalidConfigException;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.ar1.integration.jaxrs.server.ServerConfig;
import org.ar1.integration.jaxrs.server.demo.SampleFaults;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.testkit.DemoFaults;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleCampusBuilder;
import org.ar1.integration.testkit.SampleService;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The Integration Service as a program: {@code java -jar integration-service.jar --help} says how it is called, which
 * settings there are and what its exit codes mean. When it is up it prints one line, with its URL and the services that
 * it asks, on standard output, and the demo the address of its dashboard before that; the log goes to standard error.
 *
 * <p>Ctrl-C and SIGTERM end it in order: requests in flight have ten seconds.
 */
public final class IntegrationService {

    private static final String NAME = "Integration Service";

    /** Read once, before the first HTTP client; the README says under "How hard it tries" what for. */
    private static final String RESTRICTED_FIELDS = "jdk.httpclient.allowRestrictedHeaders";

    /** The folder of files of settings that are read without {@code --config}; the start scripts set it. */
    private static final String CONF = "org.ar1.integration.service.conf";

    private IntegrationService() {}

    /**
     * Does what the arguments ask for. A service that has started goes on when this returns, on threads of its own.
     *
     * @param arguments the options, as {@code --help} lists them
     */
    public static void main(String[] arguments) {
        if (System.getProperty(RESTRICTED_FIELDS) == null) {
            System.setProperty(RESTRICTED_FIELDS, "host");
        }
        try {
            CommandLineOptions options = CommandLineOptions.parse(arguments);
            if (options.serves()) {
                TerminationSignal.exitsOrderly();
            }
            run(options, System.getenv(), System.out).ifPresent(IntegrationService::stopOnExit);
        } catch (StartupException e) {
            ServiceLogging.stop();
            e.lines().forEach(System.err::println);
            System.exit(e.exitCode());
        } catch (RuntimeException | Error e) {
            LoggerFactory.getLogger(IntegrationService.class).error("The service cannot start", e);
            ServiceLogging.stop();
            System.exit(ExitCode.SOFTWARE);
        }
    }

    private static void stopOnExit(RunningService running) {
        Thread stop = new Thread(
                () -> {
                    running.close();
                    ServiceLogging.stop();
                },
                "integration-service-stop");
        try {
            Runtime.getRuntime().addShutdownHook(stop);
        } catch (IllegalStateException e) {
            running.close(); // it has to end before it has begun
        }
    }

    /** The running service; empty when something else was asked for, which is then done. */
    static Optional<RunningService> run(String[] arguments, Map<String, String> environment, PrintStream out)
            throws StartupException {
        return run(CommandLineOptions.parse(arguments), environment, out);
    }

    private static Optional<RunningService> run(
            CommandLineOptions options, Map<String, String> environment, PrintStream out) throws StartupException {
        if (options.help) {
            out.print(CommandLineOptions.helpText());
            return Optional.empty();
        }
        if (options.version) {
            out.println(NAME + " " + IntegrationServer.version());
            return Optional.empty();
        }
        @Nullable SampleCampus campus = options.demo ? campus(options.demoPorts) : null;
        @Nullable RunningService running = null;
        try {
            running = run(options, environment, campus, out);
        } finally {
            if (running == null && campus != null) {
                campus.close();
            }
        }
        return Optional.ofNullable(running);
    }

    private static SampleCampus campus(@Nullable Integer firstPort) throws StartupException {
        SampleCampusBuilder builder = SampleCampus.builder();
        int first = firstPort == null ? 0 : firstPort;
        List<SampleService> services = List.of(SampleService.values());
        for (int i = 0; i < services.size(); i++) {
            builder.port(services.get(i), first == 0 ? 0 : first + i);
        }
        try {
            return builder.start();
        } catch (UncheckedIOException e) {
            throw new StartupException(
                    ExitCode.UNAVAILABLE,
                    List.of("The sample services cannot listen: "
                            + Objects.requireNonNull(e.getCause()).getMessage()
                            + (firstPort == null ? "" : ": end what listens there, or set another --demo-ports")),
                    e);
        }
    }

    private static @Nullable RunningService run(
            CommandLineOptions options, Map<String, String> environment, @Nullable SampleCampus campus, PrintStream out)
            throws StartupException {
        Settings settings = new Settings(ServiceSettings.all());
        if (campus != null) {
            settings.add("--demo", campus.environment());
        }
        settings.add("flag", options.settings()).add("environment", environment);
        List<String> problems = new ArrayList<>();
        if (options.config != null) {
            settings.add("file", SettingsFile.read(options.config, problems));
        } else if (System.getProperty(CONF) != null) {
            settings.add("file", SettingsFile.readAll(Path.of(System.getProperty(CONF)), problems));
        }
        if (options.check || options.printsInsights()) {
            settings.add("--check", Map.of(LogSettings.LEVEL.variable(), "ERROR")); // what is printed says what failed
        }
        ServiceSettings checked = ServiceSettings.apply(settings, options.serves(), problems);
        if (options.printConfig) {
            out.print(settings.table());
            return null;
        }
        if (options.check) {
            check(checked, out);
            return null;
        }
        if (options.printsInsights()) {
            new InsightOutput(options, Terminal.of(out)).print(checked.config());
            return null;
        }
        return start(settings, checked, campus, options.demoPorts != null, out);
    }

    private static void check(ServiceSettings checked, PrintStream out) throws StartupException {
        UpstreamCheck upstreams = UpstreamCheck.run(checked.config(), checked.engine());
        out.print(upstreams);
        List<String> failures = new ArrayList<>(upstreams.failures());
        StateSettings state = checked.state();
        if (state != null) {
            Optional<String> failure = state.failure();
            out.println("State directory " + state.directory() + ": " + (failure.isEmpty() ? "ok" : "FAILED"));
            failure.ifPresent(failures::add);
        }
        if (!failures.isEmpty()) {
            throw new StartupException(ExitCode.CHECK_FAILED, failures);
        }
    }

    private static RunningService start(
            Settings settings,
            ServiceSettings checked,
            @Nullable SampleCampus campus,
            boolean fixedPorts,
            PrintStream out)
            throws StartupException {
        ServiceCaches caches = ServiceCaches.open(checked, campus != null);
        @Nullable RunningService running = null;
        try {
            IntegrationConfig config = caches.config(checked.config());
            ServerConfig serverConfig = checked.serverConfig().toBuilder()
                    .sampleData(campus != null)
                    .sampleFaults(campus == null ? null : faults(campus))
                    .droppedLogLines(ServiceLogging::dropped)
                    .build();
            IntegrationServer server =
                    caches.server().config(config).server(serverConfig).start();
            running = new RunningService(server, caches, campus);
            if (campus != null) {
                out.println("Dashboard: " + server.uri() + "dashboard");
                if (fixedPorts) {
                    campus.environment().forEach((variable, url) -> out.println(variable + "=" + url));
                }
            }
            out.println(announcement(server, config, campus != null));
            return running;
        } catch (InvalidConfigException e) {
            throw new StartupException(
                    ExitCode.CONFIG,
                    e.problems().stream().map(settings::withOrigin).toList());
        } catch (IOException e) {
            throw new StartupException(
                    ExitCode.UNAVAILABLE,
                    List.of(e.getMessage() + ": end what listens there, or set INTEGRATION_API_HOST and"
                            + " INTEGRATION_API_PORT (--host and --port)"));
        } finally {
            if (running == null) {
                caches.close();
            }
        }
    }

    private static SampleFaults faults(SampleCampus campus) {
        DemoFaults faults = new DemoFaults(campus);
        return new SampleFaults(DemoFaults.names(), faults::current, faults::change);
    }

    private static String announcement(IntegrationServer server, IntegrationConfig config, boolean demo) {
        String listens = NAME + " " + IntegrationServer.version() + " listens on " + server.uri();
        if (demo) {
            return listens + " and answers with SAMPLE DATA of a campus that does not exist";
        }
        String sources = Arrays.stream(UpstreamService.values())
                .map(service -> service.id() + " " + config.url(service))
                .collect(Collectors.joining(", "));
        return listens + " and asks " + sources;
    }
}
