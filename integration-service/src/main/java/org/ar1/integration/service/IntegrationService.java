package org.ar1.integration.service;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.config.InvalidConfigException;
import org.ar1.integration.jaxrs.IntegrationServer;
import org.ar1.integration.source.UpstreamService;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The Integration Service as a program: {@code java -jar integration-service.jar}. It takes its settings from the
 * environment, as {@link IntegrationConfig} lists them, and {@code LOG_LEVEL} ({@code ERROR}, {@code WARN},
 * {@code INFO}, {@code DEBUG} or {@code TRACE}; default {@code INFO}). When it is up it prints one line, with its URL and
 * the services that it asks, on standard output; the log goes to standard error.
 *
 * <p>Ctrl-C and SIGTERM end it in order: requests in flight have ten seconds. Exit codes, by {@code sysexits.h} where
 * they are there:
 *
 * <table>
 * <caption>Exit codes</caption>
 * <tr><th>code</th><th>meaning</th></tr>
 * <tr><td>0</td><td>ended by SIGTERM</td></tr>
 * <tr><td>64</td><td>called with arguments; there are none</td></tr>
 * <tr><td>69</td><td>cannot listen: the port is taken, or the host is unknown or not of this machine</td></tr>
 * <tr><td>70</td><td>an error of the program itself; the log has the reason</td></tr>
 * <tr><td>78</td><td>settings that cannot be used; each problem is a line on standard error</td></tr>
 * <tr><td>130</td><td>ended by Ctrl-C</td></tr>
 * </table>
 */
public final class IntegrationService {

    private static final String NAME = "Integration Service";
    private static final int USAGE = 64;
    private static final int UNAVAILABLE = 69;
    private static final int SOFTWARE = 70;
    private static final int CONFIG = 78;

    private IntegrationService() {}

    /**
     * Starts the service and returns; the server's threads keep the program alive.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        try {
            IntegrationServer server = start(arguments, System.getenv(), System.out);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "integration-service-stop"));
            TerminationSignal.exitsOrderly();
        } catch (StartupException e) {
            e.lines().forEach(System.err::println);
            System.exit(e.exitCode());
        } catch (RuntimeException | Error e) {
            LoggerFactory.getLogger(IntegrationService.class).error("The service cannot start", e);
            System.exit(SOFTWARE);
        }
    }

    static IntegrationServer start(String[] arguments, Map<String, String> environment, PrintStream out)
            throws StartupException {
        if (arguments.length > 0) {
            throw new StartupException(USAGE, List.of("integration-service takes no arguments"));
        }
        IntegrationConfig config = settings(environment);
        try {
            IntegrationServer server = IntegrationServer.start(config);
            out.println(announcement(server, config));
            return server;
        } catch (IOException e) {
            throw new StartupException(UNAVAILABLE, List.of(String.valueOf(e.getMessage())));
        }
    }

    private static IntegrationConfig settings(Map<String, String> environment) throws StartupException {
        List<String> problems = new ArrayList<>();
        Optional<Level> level = ServiceLogging.level(environment);
        if (level.isEmpty()) {
            problems.add(ServiceLogging.LEVEL_VARIABLE + " must be ERROR, WARN, INFO, DEBUG or TRACE");
        }
        ServiceLogging.start(level.orElse(Level.INFO));
        @Nullable IntegrationConfig config = null;
        try {
            config = IntegrationConfig.fromEnvironment(environment);
        } catch (InvalidConfigException e) {
            problems.addAll(e.problems());
        }
        if (config == null || !problems.isEmpty()) {
            throw new StartupException(CONFIG, problems);
        }
        return config;
    }

    private static String announcement(IntegrationServer server, IntegrationConfig config) {
        String sources = Arrays.stream(UpstreamService.values())
                .map(service -> service.id() + " " + config.url(service))
                .collect(Collectors.joining(", "));
        return NAME + " " + IntegrationServer.version() + " listens on " + server.uri() + " and asks " + sources;
    }
}
