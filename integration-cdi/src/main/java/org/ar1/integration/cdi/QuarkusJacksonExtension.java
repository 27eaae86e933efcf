package org.ar1.integration.cdi;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.Parameters;
import jakarta.enterprise.inject.build.compatible.spi.Synthesis;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticBeanCreator;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticComponents;
import jakarta.inject.Singleton;
import org.ar1.integration.document.ReportModule;

/**
 * Makes the {@code ObjectMapper} of Quarkus write reports as the library does, where there is one. The container finds
 * this class and calls it.
 */
public final class QuarkusJacksonExtension implements BuildCompatibleExtension {

    /** Creates an extension. */
    public QuarkusJacksonExtension() {}

    /**
     * Adds a customizer of the mapper.
     *
     * @param components where beans are added
     */
    @Synthesis
    public void add(SyntheticComponents components) {
        if (isInQuarkus()) {
            Creator.addTo(components);
        }
    }

    private static boolean isInQuarkus() {
        try {
            Class.forName(
                    "io.quarkus.jackson.ObjectMapperCustomizer", false, QuarkusJacksonExtension.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** Creates the customizer. Not loaded without the Jackson of Quarkus. */
    public static final class Creator implements SyntheticBeanCreator<ObjectMapperCustomizer> {

        /** Creates a creator. */
        public Creator() {}

        private static void addTo(SyntheticComponents components) {
            components
                    .addBean(ObjectMapperCustomizer.class)
                    .type(ObjectMapperCustomizer.class)
                    .scope(Singleton.class)
                    .createWith(Creator.class);
        }

        @Override
        public ObjectMapperCustomizer create(Instance<Object> lookup, Parameters parameters) {
            return Creator::customize;
        }

        private static void customize(ObjectMapper mapper) {
            mapper.registerModule(new ReportModule());
        }
    }
}
