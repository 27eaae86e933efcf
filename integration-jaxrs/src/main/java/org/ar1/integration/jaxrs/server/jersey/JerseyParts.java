package org.ar1.integration.jaxrs.server.jersey;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The parts of Jersey that the standalone server needs and the application brings. */
final class JerseyParts {

    /** A class of each, and the dependency that it is in. */
    private static final Map<String, String> DEPENDENCIES = new TreeMap<>(Map.of(
            "org.glassfish.jersey.server.ResourceConfig", "org.glassfish.jersey.core:jersey-server",
            "org.glassfish.jersey.jdkhttp.JdkHttpHandlerContainer",
                    "org.glassfish.jersey.containers:jersey-container-jdk-http",
            "org.glassfish.jersey.inject.hk2.Hk2InjectionManagerFactory", "org.glassfish.jersey.inject:jersey-hk2"));

    private JerseyParts() {}

    /**
     * Does nothing when all are there.
     *
     * @throws IllegalStateException when some are missing; it names the dependencies to add
     */
    static void require() {
        List<String> missing = DEPENDENCIES.entrySet().stream()
                .filter(part -> !isThere(part.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    "IntegrationServer needs Jersey 3.1, which is not all on the class path: add "
                            + String.join(" and ", missing)
                            + ", or bring the reports into a JAX-RS application of another kind with IntegrationFeature");
        }
    }

    private static boolean isThere(String name) {
        try {
            Class.forName(name, false, JerseyParts.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
