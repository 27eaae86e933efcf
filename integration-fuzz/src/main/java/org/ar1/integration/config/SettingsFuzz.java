package org.ar1.integration.config;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ar1.integration.internal.setting.LibrarySettings;
import org.ar1.integration.internal.setting.Setting;
import org.ar1.integration.jaxrs.server.ServerConfig;

/**
 * Any text as the value of any setting of the library or of the server: settings, or an {@link InvalidConfigException}
 * that can be printed. The settings of the program alone ({@code LOG_*}, {@code STATE_*}, {@code SHARED_CACHE*}) are not
 * among them.
 */
public final class SettingsFuzz {

    private static final List<String> VARIABLES =
            LibrarySettings.TABLE.settings().stream().map(Setting::variable).toList();
    private static final List<String> OF_THE_SERVER = List.of(
            "INTEGRATION_API_PORT",
            "INTEGRATION_API_HOST",
            "INTEGRATION_API_CORS_ORIGINS",
            "INTEGRATION_API_OPEN",
            "INTEGRATION_API_TOKENS_FILE",
            "INTEGRATION_API_TLS_KEYSTORE",
            "INTEGRATION_API_TLS_KEYSTORE_PASSWORD_FILE");

    private SettingsFuzz() {}

    /** Reads an environment with up to four variables. */
    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        Map<String, String> environment = new HashMap<>();
        for (int i = data.consumeInt(1, 4); i > 0; i--) {
            environment.put(data.pickValue(VARIABLES), data.consumeString(200));
            environment.put(data.pickValue(OF_THE_SERVER), data.consumeString(200));
        }
        try {
            String shown = String.valueOf(IntegrationConfig.fromEnvironment(environment));
            if (shown.isEmpty()) {
                throw new IllegalStateException("settings without a text");
            }
        } catch (InvalidConfigException refused) {
            requirePrintable(refused);
        }
        try {
            ServerConfig.fromEnvironment(environment);
        } catch (InvalidConfigException refused) {
            requirePrintable(refused);
        }
    }

    private static void requirePrintable(InvalidConfigException refused) {
        String message = String.valueOf(refused.getMessage());
        if (message.chars().anyMatch(c -> c != '\n' && Character.isISOControl(c))) {
            throw new IllegalStateException("a control character in a message: " + message);
        }
    }
}
