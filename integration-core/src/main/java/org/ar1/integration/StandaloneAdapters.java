package org.ar1.integration;

/** Adapters that own the client behind them. */
final class StandaloneAdapters {

    private StandaloneAdapters() {}

    static LabUtilizationAdapter labUtilization(AdapterBuilder<?> builder) {
        DefaultIntegrationClient client = new DefaultIntegrationClient(builder);
        return client.labUtilization().closing(client::close);
    }

    static ServerAllocationAdapter serverAllocation(AdapterBuilder<?> builder) {
        DefaultIntegrationClient client = new DefaultIntegrationClient(builder);
        return client.serverAllocation().closing(client::close);
    }
}
