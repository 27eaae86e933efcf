package org.ar1.integration.cdi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.config.InvalidConfigException;
import org.ar1.integration.internal.setting.LibrarySettings;
import org.ar1.integration.internal.setting.Setting;
import org.ar1.integration.internal.setting.SettingTable;
import org.ar1.integration.internal.setting.ValueTypes;
import org.ar1.integration.source.UpstreamService;
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

    /** The variable that stands for {@link #WEB_ENABLED}, in MicroProfile Config and without it. */
    private static final String WEB_ENABLED_VARIABLE = "AR1_INTEGRATION_WEB_ENABLED";

    private static final Pattern CAPITAL = Pattern.compile("\\p{Lu}");
    private static final Pattern SEPARATOR = Pattern.compile("[^\\p{L}\\p{N}]");

    private ApplicationSettings() {}

    /**
     * The settings of MicroProfile Config, which has the environment variables too; without it, of these alone.
     *
     * @throws InvalidConfigException when a property does not exist or a value cannot be used
     */
    static IntegrationConfig read() {
        return hasProperties() ? OfMicroProfile.read() : IntegrationConfig.fromEnvironment();
    }

    /**
     * Whether the reports are answered, which they are only if the application says so.
     *
     * @throws InvalidConfigException when the value is neither true nor false
     */
    static boolean isWebEnabled() {
        return hasProperties()
                ? isTrue(WEB_ENABLED, OfMicroProfile.property(WEB_ENABLED))
                : isTrue(WEB_ENABLED_VARIABLE, Optional.ofNullable(System.getenv(WEB_ENABLED_VARIABLE)));
    }

    /** Whether a value, which may be missing, is true. */
    static boolean isTrue(String name, Optional<String> value) {
        SettingTable table = new SettingTable();
        Setting<Boolean> flag = table.row(name, name, ValueTypes.FLAG, "false", "whether the reports are answered");
        Map<String, String> given = value.map(text -> Map.of(name, text)).orElse(Map.of());
        List<String> problems = new ArrayList<>();
        boolean isTrue = table.read(given, problems::add).get(flag);
        if (problems.isEmpty()) {
            return isTrue;
        }
        throw new InvalidConfigException(problems);
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
        Set<String> known = new HashSet<>(Set.of(withoutSeparators(WEB_ENABLED)));
        Map<String, String> variables = new HashMap<>();
        for (Setting<?> setting : LibrarySettings.TABLE.settings()) {
            String name = name(setting);
            properties.put(setting.variable(), name);
            known.add(withoutSeparators(name));
            property.apply(name)
                    .or(() -> property.apply(setting.variable()))
                    .ifPresent(value -> variables.put(setting.variable(), value));
        }
        List<String> problems = new ArrayList<>();
        for (String name : names) {
            if (name.startsWith(PREFIX) && !known.contains(withoutSeparators(name))) {
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

    /** MicroProfile Config lists {@code AR1_INTEGRATION_MAX_RETRIES} as a property with dots in place of all hyphens. */
    private static String withoutSeparators(String name) {
        return SEPARATOR.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
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

        static Optional<String> property(String name) {
            return ConfigProvider.getConfig().getOptionalValue(name, String.class);
        }

        static IntegrationConfig read() {
            return of(ConfigProvider.getConfig().getPropertyNames(), OfMicroProfile::property);
        }
    }
}
