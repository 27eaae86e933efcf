package org.ar1.integration.service;

import ch.qos.logback.classic.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.config.InvalidConfigException;
import org.ar1.integration.jaxrs.server.ServerConfig;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is set.
 *
 * @param config the settings of the library
 * @param serverConfig the settings of the server alone
 */
record ServiceSettings(IntegrationConfig config, ServerConfig serverConfig) {

    /**
     * The settings, when all can be used.
     *
     * @param serves whether a server is to start with them; only then it matters who can reach it
     * @param found problems that were found before, which are told together with those found here
     * @throws StartupException with a line for each that cannot
     */
    static ServiceSettings apply(Settings settings, boolean serves, List<String> found) throws StartupException {
        Map<String, String> values = settings.values();
        List<String> problems = new ArrayList<>(found);
        Optional<Level> level = ServiceLogging.level(values);
        if (level.isEmpty()) {
            problems.add(wrong(values, ServiceLogging.LEVEL_VARIABLE, "ERROR, WARN, INFO, DEBUG or TRACE"));
        }
        Optional<ServiceLogging.Format> format = ServiceLogging.format(values);
        if (format.isEmpty()) {
            problems.add(wrong(values, ServiceLogging.FORMAT_VARIABLE, "text or json"));
        }
        ServiceLogging.start(level.orElse(Level.INFO), format.orElse(ServiceLogging.Format.TEXT));
        @Nullable IntegrationConfig config = null;
        try {
            config = IntegrationConfig.fromEnvironment(values);
        } catch (InvalidConfigException e) {
            problems.addAll(e.problems());
        }
        @Nullable ServerConfig serverConfig = null;
        try {
            Map<String, String> ofServer = new HashMap<>(values);
            if (!serves) {
                ofServer.remove("INTEGRATION_API_HOST");
            }
            serverConfig = ServerConfig.fromEnvironment(ofServer);
        } catch (InvalidConfigException e) {
            problems.addAll(e.problems());
        }
        if (config == null || serverConfig == null || !problems.isEmpty()) {
            throw new StartupException(
                    ExitCode.CONFIG, problems.stream().map(settings::withOrigin).toList());
        }
        return new ServiceSettings(config, serverConfig);
    }

    private static String wrong(Map<String, String> values, String variable, String allowed) {
        String value = values.getOrDefault(variable, "").replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
        return variable + " is \"" + value + "\", but must be " + allowed;
    }
}
