package org.ar1.integration.spring;

import org.ar1.integration.IntegrationClient;

/**
 * Changes the builder of the client before it builds, for the parts that are no beans of their own: the threads, the
 * delay, the clock, the circuit breakers. Beans of this type are called in their order, after everything else is set.
 */
@FunctionalInterface
public interface IntegrationClientCustomizer {

    /**
     * Changes the builder.
     *
     * @param builder holds the settings and the beans of the application
     */
    void customize(IntegrationClient.Builder builder);
}
