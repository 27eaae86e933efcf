package org.ar1.integration.spring;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.config.IntegrationConfigBuilder;
import org.ar1.integration.config.InvalidConfigException;
import org.ar1.integration.internal.setting.LibrarySettings;
import org.ar1.integration.internal.setting.Setting;
import org.ar1.integration.source.UpstreamService;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** The settings of the library from the properties, and beneath these from the library's environment variables. */
final class ConfigFromProperties {

    private static final Pattern CAPITAL = Pattern.compile("\\p{Lu}");

    private final List<Given> given = new ArrayList<>();

    /** A setting that a property sets. */
    private record Given(Setting<?> setting, Consumer<IntegrationConfigBuilder> change) {}

    private ConfigFromProperties(IntegrationProperties properties) {
        properties
                .url()
                .forEach((service, url) ->
                        add(LibrarySettings.url(service), url, (builder, value) -> builder.url(service, value)));
        add(LibrarySettings.CONNECT_TIMEOUT, properties.connectTimeout(), IntegrationConfigBuilder::connectTimeout);
        add(LibrarySettings.REQUEST_TIMEOUT, properties.requestTimeout(), IntegrationConfigBuilder::requestTimeout);
        add(LibrarySettings.REPORT_DEADLINE, properties.reportDeadline(), IntegrationConfigBuilder::reportDeadline);
        add(LibrarySettings.MAX_RETRIES, properties.maxRetries(), IntegrationConfigBuilder::maxRetries);
        add(LibrarySettings.RETRY_DELAY, properties.retryDelay(), IntegrationConfigBuilder::retryDelay);
        add(LibrarySettings.CACHE_DURATION, properties.cacheDuration(), IntegrationConfigBuilder::cacheDuration);
        add(
                LibrarySettings.HISTORY_CACHE_DURATION,
                properties.historyCacheDuration(),
                IntegrationConfigBuilder::historyCacheDuration);
        add(
                LibrarySettings.STALE_WHILE_REVALIDATE,
                properties.staleWhileRevalidate(),
                IntegrationConfigBuilder::staleWhileRevalidate);
        add(LibrarySettings.STALE_IF_ERROR, properties.staleIfError(), IntegrationConfigBuilder::staleIfError);
        add(LibrarySettings.REFRESH_PATIENCE, properties.refreshPatience(), IntegrationConfigBuilder::refreshPatience);
        add(LibrarySettings.REFRESH_AHEAD, properties.refreshAhead(), IntegrationConfigBuilder::refreshAhead);
        add(
                LibrarySettings.SHARED_CACHE_TIMEOUT,
                properties.sharedCacheTimeout(),
                IntegrationConfigBuilder::sharedCacheTimeout);
        add(LibrarySettings.INSIGHT_WEEKS, properties.insightWeeks(), IntegrationConfigBuilder::insightWeeks);
        add(
                LibrarySettings.INSIGHT_MEMORY,
                properties.insightMemory(),
                (builder, size) -> builder.insightMemory(size.toBytes()));
        add(LibrarySettings.INSIGHT_TARGET, properties.insightTarget(), IntegrationConfigBuilder::insightTarget);
        add(LibrarySettings.CAMPUS_ZONE, properties.campusZone(), IntegrationConfigBuilder::campusZone);
        add(LibrarySettings.PEAKS_ZONE, properties.peaksZone(), IntegrationConfigBuilder::peaksZone);
        add(LibrarySettings.INITIAL_BACKOFF, properties.initialBackoff(), IntegrationConfigBuilder::initialBackoff);
        add(LibrarySettings.MAX_BACKOFF, properties.maxBackoff(), IntegrationConfigBuilder::maxBackoff);
        add(
                LibrarySettings.UPSTREAM_HEADERS_FILE,
                properties.upstreamHeadersFile(),
                IntegrationConfigBuilder::upstreamHeadersFile);
        add(
                LibrarySettings.INTEGRATION_SERVICE_URL,
                properties.integrationServiceUrl(),
                IntegrationConfigBuilder::integrationServiceUrl);
        add(
                LibrarySettings.INTEGRATION_SERVICE_TOKEN,
                properties.integrationServiceToken(),
                IntegrationConfigBuilder::integrationServiceToken);
    }

    private <T> void add(Setting<?> setting, @Nullable T value, BiConsumer<IntegrationConfigBuilder, T> setter) {
        if (value != null) {
            given.add(new Given(setting, builder -> setter.accept(builder, value)));
        }
    }

    /**
     * The settings of an application.
     *
     * @param properties the properties
     * @param environment has the library's environment variables, also from other sources of the application
     * @throws InvalidConfigException when values cannot be used; it names the property or the variable of each
     */
    static IntegrationConfig of(IntegrationProperties properties, Environment environment) {
        return new ConfigFromProperties(properties).config(properties, environment);
    }

    private IntegrationConfig config(IntegrationProperties properties, Environment environment) {
        List<String> problems = new ArrayList<>();
        IntegrationConfigBuilder builder =
                variables(environment, properties.integrationServiceUrl(), problems).toBuilder();
        given.forEach(one -> one.change().accept(builder));
        properties
                .headers()
                .forEach((service, own) -> own.forEach((name, value) -> builder.header(service, name, value)));
        try {
            IntegrationConfig config = builder.build();
            if (problems.isEmpty()) {
                return config;
            }
        } catch (InvalidConfigException e) {
            e.problems().stream().map(this::named).forEach(problems::add);
        }
        throw new InvalidConfigException(problems);
    }

    /**
     * The settings of the variables that no property overrides; the defaults if some of them cannot be used.
     *
     * @param service the property without which a variable with a token is refused; null when it is not set
     */
    private IntegrationConfig variables(Environment environment, @Nullable URI service, List<String> problems) {
        Map<String, String> variables = new HashMap<>();
        if (service != null) {
            variables.put(LibrarySettings.INTEGRATION_SERVICE_URL.variable(), service.toString());
        }
        for (Setting<?> setting : LibrarySettings.TABLE.settings()) {
            String value = environment.getProperty(setting.variable());
            if (value != null && given.stream().noneMatch(one -> one.setting() == setting)) {
                variables.put(setting.variable(), value);
            }
        }
        try {
            return IntegrationConfig.fromEnvironment(variables);
        } catch (InvalidConfigException e) {
            problems.addAll(e.problems());
            return IntegrationConfig.builder().build();
        }
    }

    /** A problem, which begins with a variable, with the property in its place if that is what was set. */
    private String named(String problem) {
        return given.stream()
                .map(Given::setting)
                .filter(setting -> problem.startsWith(setting.variable() + " "))
                .findFirst()
                .map(setting ->
                        property(setting) + problem.substring(setting.variable().length()))
                .orElse(problem);
    }

    /** The property of a setting. */
    static String property(Setting<?> setting) {
        boolean isUrl = List.of(UpstreamService.values()).stream()
                .anyMatch(service -> Objects.equals(LibrarySettings.url(service), setting));
        String name = CAPITAL.matcher(setting.name())
                .replaceAll(capital -> "-" + capital.group().toLowerCase(Locale.ROOT));
        return IntegrationProperties.PREFIX + (isUrl ? ".url." : ".") + name;
    }
}
