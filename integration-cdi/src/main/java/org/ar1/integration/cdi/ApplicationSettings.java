package org.ar1.integration.cdi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.config.InvalidConfigException;
import org.ar1.integration.internal.setting.LibrarySettings;
import org.ar1.integration.internal.setting.Setting;
import org.ar1.integration.source.UpstreamService;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The settings of the library from the properties of the application, and beneath these from the library's environment
 * variables.
 */
final class ApplicationSettings {

    /** What the names of all properties begin with. */
    static final String PREFIX = "ar1.integration.";

    /** Whether the reports are answered. */
    static final String WEB_ENABLED = PREFIX + "web.enabled";

    private static final Pattern CAPITAL = Pattern.compile("\\p{Lu}");

    private ApplicationSettings() {}

    /**
     * The settings of MicroProfile Config, which has the environment variables too; without it, of these alone.
     *
     * @throws InvalidConfigException when a property does not exist or a value cannot be used
     */
    static IntegrationConfig read() {
        return hasProperties() ? OfMicroProfile.read() : IntegrationConfig.fromEnvironment();
    }

    /** Whether the reports are answered, which a property of the application may prevent. */
    static boolean isWebEnabled() {
        return !hasProperties() || OfMicroProfile.isWebEnabled();
    }

    private static boolean hasProperties() {
        try {
            return OfMicroProfile.isPresent();
        } catch (LinkageError | IllegalStateException e) { // no such API, or no implementation of it
            return false;
        }
    }

    /**
     * The settings of some properties.
     *
     * @param names the names of properties, those of other libraries among them
     * @param property gives the value of a property or of an environment variable
     * @throws InvalidConfigException as {@link #read()}
     */
    static IntegrationConfig of(Iterable<String> names, Function<String, Optional<String>> property) {
        Map<String, String> properties = new HashMap<>(); // by variable
        Map<String, String> variables = new HashMap<>();
        for (Setting<?> setting : LibrarySettings.TABLE.settings()) {
            String name = name(setting);
            properties.put(setting.variable(), name);
            property.apply(name)
                    .or(() -> property.apply(setting.variable()))
                    .ifPresent(value -> variables.put(setting.variable(), value));
        }
        List<String> problems = new ArrayList<>();
        for (String name : names) {
            if (name.startsWith(PREFIX) && !name.equals(WEB_ENABLED) && !properties.containsValue(name)) {
                problems.add(name + " is no setting");
            }
        }
        try {
            IntegrationConfig config = IntegrationConfig.fromEnvironment(variables);
            if (problems.isEmpty()) {
                return config;
            }
        } catch (InvalidConfigException e) {
            e.problems().stream()
                    .map(problem -> named(problem, properties, property))
                    .forEach(problems::add);
        }
        throw new InvalidConfigException(problems);
    }

    /** A problem, which begins with a variable, with the property in its place if that is what was set. */
    private static String named(
            String problem, Map<String, String> properties, Function<String, Optional<String>> property) {
        String variable = problem.substring(0, Math.max(0, problem.indexOf(' ')));
        String name = properties.get(variable);
        return name != null && property.apply(name).isPresent() ? name + problem.substring(variable.length()) : problem;
    }

    /** The property of a setting, as the starter for Spring Boot names it. */
    static String name(Setting<?> setting) {
        boolean isUrl = List.of(UpstreamService.values()).stream()
                .anyMatch(service -> LibrarySettings.url(service).equals(setting));
        return PREFIX
                + (isUrl ? "url." : "")
                + CAPITAL.matcher(setting.name())
                        .replaceAll(capital -> "-" + capital.group().toLowerCase(Locale.ROOT));
    }

    /** A class of its own, so that applications without MicroProfile Config do not load it. */
    private static final class OfMicroProfile {

        private OfMicroProfile() {}

        static boolean isPresent() {
            return ConfigProvider.getConfig() != null;
        }

        static boolean isWebEnabled() {
            return ConfigProvider.getConfig()
                    .getOptionalValue(WEB_ENABLED, Boolean.class)
                    .orElse(true);
        }

        static IntegrationConfig read() {
            Config config = ConfigProvider.getConfig();
            return of(config.getPropertyNames(), name -> config.getOptionalValue(name, String.class));
        }
    }
}
