package org.ar1.integration.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.config.InvalidConfigException;
import org.ar1.integration.internal.setting.LibrarySettings;
import org.ar1.integration.internal.setting.Setting;
import org.ar1.integration.internal.setting.SettingValues;
import org.ar1.integration.jaxrs.server.ServerConfig;
import org.ar1.integration.jaxrs.server.setting.ServerSettings;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is set.
 *
 * @param config the settings of the library
 * @param serverConfig the settings of the server alone
 * @param engine the engine of the cache that replicas share; null when they share none
 * @param state where last good values are kept; null for nowhere
 */
record ServiceSettings(
        IntegrationConfig config,
        ServerConfig serverConfig,
        @Nullable JCacheEngine engine,
        @Nullable StateSettings state) {

    /** Every setting, those of the program first. */
    static List<Setting<?>> all() {
        return Stream.of(
                        ServerSettings.TABLE,
                        LogSettings.TABLE,
                        SharedCacheSettings.TABLE,
                        StateSettings.TABLE,
                        LibrarySettings.TABLE)
                .flatMap(table -> table.settings().stream())
                .toList();
    }

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
        SettingValues log = LogSettings.TABLE.read(values, problems::add);
        ServiceLogging.start(log.get(LogSettings.LEVEL), log.get(LogSettings.FORMAT));
        @Nullable IntegrationConfig config = null;
        try {
            config = IntegrationConfig.fromEnvironment(values);
            if (config.integrationServiceUrl() != null) {
                problems.add(
                        LibrarySettings.INTEGRATION_SERVICE_URL + " is set, but must not be for this program, which"
                                + " is the Integration Service: unset it here, and set it for the applications that ask the"
                                + " service");
            }
        } catch (InvalidConfigException e) {
            problems.addAll(e.problems());
        }
        @Nullable ServerConfig serverConfig = null;
        try {
            Map<String, String> ofServer = new HashMap<>(values);
            if (!serves) {
                ofServer.merge(
                        ServerSettings.OPEN.variable(),
                        "true",
                        (given, open) -> given.equalsIgnoreCase("false") ? open : given);
            }
            serverConfig = ServerConfig.fromEnvironment(ofServer);
        } catch (InvalidConfigException e) {
            problems.addAll(e.problems());
        }
        @Nullable JCacheEngine engine = SharedCacheSettings.read(values, problems::add);
        @Nullable StateSettings state = StateSettings.read(values, problems::add);
        if (config == null || serverConfig == null || !problems.isEmpty()) {
            throw new StartupException(
                    ExitCode.CONFIG, problems.stream().map(settings::withOrigin).toList());
        }
        return new ServiceSettings(config, serverConfig, engine, state);
    }
}
