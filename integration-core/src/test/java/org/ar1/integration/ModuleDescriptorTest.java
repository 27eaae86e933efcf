package org.ar1.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ModuleDescriptorTest {

    /** The descriptor that was compiled with the library. */
    static ModuleDescriptor read() {
        try {
            Path classes = Path.of(IntegrationClient.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (InputStream descriptor = Files.newInputStream(classes.resolve("module-info.class"))) {
                return ModuleDescriptor.read(descriptor);
            }
        } catch (IOException | URISyntaxException e) {
            throw new AssertionError("The library is not where its classes are", e);
        }
    }

    static Set<String> exportedPackages() {
        return read().exports().stream()
                .filter(export -> !export.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());
    }

    @Test
    void theModuleExportsThePublicPackagesToEverybody() {
        assertThat(read().name()).isEqualTo("org.ar1.integration.core");
        assertThat(exportedPackages())
                .containsExactlyInAnyOrder(
                        "org.ar1.integration",
                        "org.ar1.integration.campus",
                        "org.ar1.integration.config",
                        "org.ar1.integration.document",
                        "org.ar1.integration.event",
                        "org.ar1.integration.health",
                        "org.ar1.integration.insight",
                        "org.ar1.integration.micrometer",
                        "org.ar1.integration.report",
                        "org.ar1.integration.source",
                        "org.ar1.integration.spi",
                        "org.ar1.integration.upstream");
    }

    @Test
    void otherModulesOfThisProjectAloneUseWhatSettingsFilesAndTextsAreMadeOf() {
        String jaxrs = "org.ar1.integration.jaxrs";
        String service = "org.ar1.integration.service";
        assertThat(read().exports().stream()
                        .filter(ModuleDescriptor.Exports::isQualified)
                        .collect(Collectors.toMap(ModuleDescriptor.Exports::source, ModuleDescriptor.Exports::targets)))
                .isEqualTo(Map.of(
                        "org.ar1.integration.internal.file", Set.of(jaxrs),
                        "org.ar1.integration.internal.header", Set.of(service),
                        "org.ar1.integration.internal.setting",
                                Set.of("org.ar1.integration.cdi", jaxrs, service, "org.ar1.integration.spring"),
                        "org.ar1.integration.internal.text", Set.of(jaxrs, service)));
    }

    @Test
    void nothingIsOpenToReflection() {
        assertThat(read().isOpen()).isFalse();
        assertThat(read().opens()).isEmpty();
    }

    @Test
    void micrometerNeedNotBeThere() {
        assertThat(read().requires())
                .filteredOn(required -> required.name().startsWith("micrometer"))
                .singleElement()
                .satisfies(required ->
                        assertThat(required.modifiers()).containsExactly(ModuleDescriptor.Requires.Modifier.STATIC));
    }

    @Test
    void onlyTheJdkAndTheNullAnnotationsArePassedOn() {
        assertThat(read().requires().stream()
                        .filter(required ->
                                required.modifiers().contains(ModuleDescriptor.Requires.Modifier.TRANSITIVE))
                        .map(ModuleDescriptor.Requires::name))
                .containsExactlyInAnyOrder("java.net.http", "org.jspecify");
    }
}
