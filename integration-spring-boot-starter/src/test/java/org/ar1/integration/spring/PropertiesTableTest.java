package org.ar1.integration.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.internal.setting.LibrarySettings;
import org.ar1.integration.internal.setting.Setting;
import org.ar1.integration.source.UpstreamService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/**
 * Each setting of the library is a property, and each property has metadata; with {@code -Dmetadata.write=true} the file
 * is written anew.
 */
class PropertiesTableTest {

    private static final String FILE = "META-INF/spring-configuration-metadata.json";
    private static final String HEADERS = headers();
    private static final String SERVICE = "ar1.integration.integration-service-url";
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(IntegrationAutoConfiguration.class));

    private static String headers() {
        try {
            Path file = Files.createTempFile("headers", ".txt");
            file.toFile().deleteOnExit();
            return Files.writeString(file, "* X-Example: 1\n").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Setting<?>> settings() {
        return LibrarySettings.TABLE.settings().stream();
    }

    /** A value that no setting has by default. */
    private static Map.Entry<String, String> other(Setting<?> setting) {
        String type = setting.type().words();
        return switch (type) {
            case "a duration" -> Map.entry("77s", "PT1M17S");
            case "a whole number" -> Map.entry("4", "4");
            case "true or false" -> Map.entry("true", "true");
            case "a size" -> Map.entry("5MB", "5242880");
            case "a fraction" -> Map.entry("0.5", "0.5");
            case "a time zone" -> Map.entry("Asia/Tokyo", "Asia/Tokyo");
            case "a file" -> Map.entry(HEADERS, HEADERS);
            case "a secret" -> Map.entry("t0ken", "(not shown)");
            default -> Map.entry("http://elsewhere:81/x", "http://elsewhere:81/x");
        };
    }

    /** A token is refused without the service that it is for. */
    private ApplicationContextRunner with(Setting<?> setting) {
        return setting.equals(LibrarySettings.INTEGRATION_SERVICE_TOKEN)
                ? runner.withPropertyValues(SERVICE + "=http://localhost:8007")
                : runner;
    }

    @ParameterizedTest
    @MethodSource("settings")
    void aPropertySetsIt(Setting<?> setting) {
        Map.Entry<String, String> value = other(setting);

        with(setting)
                .withPropertyValues(ConfigFromProperties.property(setting) + "=" + value.getKey())
                .run(context -> assertThat(
                                context.getBean(IntegrationConfig.class).toString())
                        .contains(setting.name() + "=" + value.getValue()));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void itsVariableSetsItWhereNoPropertyDoes(Setting<?> setting) {
        String value = setting.type().words().equals("a duration")
                ? "77"
                : other(setting).getKey();
        String variable = setting.type().words().equals("a size") ? "5MiB" : value;

        with(setting)
                .withPropertyValues(setting.variable() + "=" + variable)
                .run(context -> assertThat(
                                context.getBean(IntegrationConfig.class).toString())
                        .contains(setting.name() + "=" + other(setting).getValue()));
        with(setting)
                .withPropertyValues(
                        setting.variable() + "=nonsense",
                        ConfigFromProperties.property(setting) + "="
                                + other(setting).getKey())
                .run(context -> assertThat(
                                context.getBean(IntegrationConfig.class).toString())
                        .contains(setting.name() + "=" + other(setting).getValue()));
    }

    @Test
    void everyPropertyHasMetadata() throws IOException {
        String expected = JSON.writeValueAsString(metadata()) + "\n";
        if (Boolean.getBoolean("metadata.write")) {
            Files.writeString(Path.of("src", "main", "resources", FILE), expected);
        }
        try (InputStream in = IntegrationClientCustomizer.class.getResourceAsStream("/" + FILE)) {
            assertThat(in).as("the metadata; -Dmetadata.write=true writes it").isNotNull();
            JsonNode found = JSON.readTree(in);

            assertThat(found)
                    .as("the metadata have changed; -Dmetadata.write=true writes the file anew")
                    .isEqualTo(JSON.readTree(expected));
        }
    }

    private static ObjectNode metadata() {
        ObjectNode metadata = JSON.createObjectNode();
        metadata.putArray("groups")
                .addObject()
                .put("name", IntegrationProperties.PREFIX)
                .put("type", IntegrationProperties.class.getName())
                .put("sourceType", IntegrationProperties.class.getName());
        ArrayNode properties = metadata.putArray("properties");
        settings().forEach(setting -> {
            if (!isUrl(setting)) {
                ObjectNode property =
                        property(properties, ConfigFromProperties.property(setting), type(setting), setting.meaning());
                defaultValue(setting).ifPresent(value -> {
                    if (value instanceof Integer number) {
                        property.put("defaultValue", number);
                    } else if (value instanceof Boolean truth) {
                        property.put("defaultValue", truth);
                    } else {
                        property.put("defaultValue", String.valueOf(value));
                    }
                });
            }
        });
        for (UpstreamService service : UpstreamService.values()) {
            Setting<?> url = LibrarySettings.url(service);
            property(properties, ConfigFromProperties.property(url), "java.net.URI", url.meaning())
                    .put("defaultValue", url.defaultText());
            property(
                    properties,
                    IntegrationProperties.PREFIX + ".headers." + service.id(),
                    "java.util.Map<java.lang.String,java.lang.String>",
                    "headers that each request to " + service.displayName() + " has; their values are secrets");
        }
        property(
                        properties,
                        IntegrationProperties.PREFIX + ".web.enabled",
                        "java.lang.Boolean",
                        "whether the reports are mounted in a Spring MVC or Jersey application")
                .put("defaultValue", false);
        property(
                        properties,
                        IntegrationProperties.PREFIX + ".web.path",
                        "java.lang.String",
                        "the path below which they are mounted; it begins with a slash and does not end with one")
                .put("defaultValue", "/integration");
        metadata.putArray("hints");
        return metadata;
    }

    private static ObjectNode property(ArrayNode properties, String name, String type, String meaning) {
        String description = meaning.substring(0, 1).toUpperCase(Locale.ROOT) + meaning.substring(1) + ".";
        return properties.addObject().put("name", name).put("type", type).put("description", description);
    }

    private static boolean isUrl(Setting<?> setting) {
        return Set.of(UpstreamService.values()).stream()
                .anyMatch(service -> LibrarySettings.url(service).equals(setting));
    }

    private static String type(Setting<?> setting) {
        return switch (setting.type().words()) {
            case "a duration" -> "java.time.Duration";
            case "a whole number" -> "java.lang.Integer";
            case "true or false" -> "java.lang.Boolean";
            case "a size" -> "org.springframework.util.unit.DataSize";
            case "a fraction" -> "java.lang.Double";
            case "a time zone" -> "java.time.ZoneId";
            case "a file" -> "java.nio.file.Path";
            case "a secret" -> "java.lang.String";
            case "a base URL" -> "java.net.URI";
            default -> throw new AssertionError(setting.type().words());
        };
    }

    /** As it is written in a file of properties; empty when there is none of its own. */
    private static Optional<Object> defaultValue(Setting<?> setting) {
        String text = setting.defaultText();
        if (text.equals("none") || text.startsWith("as ")) {
            return Optional.empty();
        }
        return Optional.of(
                switch (setting.type().words()) {
                    case "a duration" -> text.equals("0.5") ? "500ms" : text + "s";
                    case "a whole number" -> Integer.valueOf(text);
                    case "true or false" -> Boolean.valueOf(text);
                    case "a size" -> text.replace("MiB", "MB");
                    default -> text;
                });
    }
}
