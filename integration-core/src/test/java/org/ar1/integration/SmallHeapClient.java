package org.ar1.integration;

import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.config.IntegrationConfigBuilder;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.upstream.ServerStatistics;

import java.time.Duration;

/** The program of {@link SmallHeapTest}: reads the statistics of the services in its environment. */
final class SmallHeapClient {

    private SmallHeapClient() {}

    public static void main(String[] args) {
        IntegrationConfig fromEnvironment = IntegrationConfig.fromEnvironment();
        IntegrationConfigBuilder config = IntegrationConfig.builder()
                .requestTimeout(Duration.ofMinutes(2))
                .reportDeadline(Duration.ofMinutes(5))
                .maxRetries(0);
        for (var service : org.ar1.integration.source.UpstreamService.values()) {
            config.url(service, fromEnvironment.url(service));
        }
        try (IntegrationClient client = IntegrationClient.create(config.build())) {
            Sourced<ServerStatistics> statistics = client.serverAllocation().serverStatistics();
            ServerStatistics value = statistics.orElseThrow();
            System.out.println(
                    "rows=" + value.rows() + " servers=" + value.servers().size() + " outcome="
                            + statistics.outcome().id() + " weeks=" + value.windowWeeks());
            System.out.println("again="
                    + client.serverAllocation().serverStatistics().outcome().id());
        }
    }
}
