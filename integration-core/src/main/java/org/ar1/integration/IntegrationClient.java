package org.ar1.integration;

import java.util.concurrent.CompletionStage;
import org.ar1.integration.config.IntegrationConfig;

/**
 * Both adapters over one set of connections, threads and cached values. An application needs one, for as long as it
 * lives. Thread-safe.
 *
 * <pre>{@code
 * try (IntegrationClient client = IntegrationClient.create(IntegrationConfig.fromEnvironment())) {
 *     LabUtilizationReport report = client.labUtilization().report();
 *     report.infrastructureInsights().utilizationStatus().forEach((labType, use) ->
 *             System.out.println(labType + ": " + use.status().id()));
 * }
 * }</pre>
 */
public interface IntegrationClient extends AutoCloseable {

    /**
     * A client with these settings and the defaults of everything else.
     *
     * @param config the settings
     * @return the client; nothing is fetched yet, unless the settings say to fetch ahead
     */
    static IntegrationClient create(IntegrationConfig config) {
        return builder().config(config).build();
    }

    /**
     * A builder, to replace parts.
     *
     * @return a new builder, holding the defaults
     */
    static AdapterBuilder<IntegrationClient> builder() {
        return new AdapterBuilder<>(DefaultIntegrationClient::new);
    }

    /**
     * Who uses which lab type.
     *
     * @return the adapter, the same each time
     */
    LabUtilizationAdapter labUtilization();

    /**
     * Which lab type runs on which servers.
     *
     * @return the adapter, the same each time
     */
    ServerAllocationAdapter serverAllocation();

    /**
     * Fetches what both reports need, so that the first of them comes from memory.
     *
     * @return done when everything was fetched, or has failed, or the deadline is there; it does not fail for a service
     */
    CompletionStage<Void> warmUp();

    /**
     * How much this client holds now, for metrics and tests.
     *
     * @return the figures of this moment
     */
    Footprint footprint();

    /**
     * Cancels what is in flight and ends the threads and connections that this client started. What was injected is left
     * alone. Callers that still wait get what there is.
     */
    @Override
    void close();
}
