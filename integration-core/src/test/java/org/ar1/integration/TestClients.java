package org.ar1.integration;

import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.config.IntegrationConfigBuilder;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;

import java.time.Duration;
import java.util.Arrays;

/**
 * Settings for tests: no waiting between attempts, no window for refreshing behind readers, no backoff, and limits that
 * only a hanging service reaches.
 */
final class TestClients {

    private TestClients() {}

    static IntegrationConfigBuilder config(SampleCampus campus) {
        IntegrationConfigBuilder config = IntegrationConfig.builder()
                .connectTimeout(Duration.ofSeconds(20))
                .requestTimeout(Duration.ofSeconds(20))
                .reportDeadline(Duration.ofSeconds(60))
                .maxRetries(0)
                .retryDelay(Duration.ZERO)
                .staleWhileRevalidate(Duration.ZERO)
                .refreshPatience(Duration.ofSeconds(60))
                .initialBackoff(Duration.ZERO);
        for (SampleService service : SampleService.values()) {
            config.url(upstream(service), campus.url(service));
        }
        return config;
    }

    static IntegrationClient client(SampleCampus campus) {
        return IntegrationClient.create(config(campus).build());
    }

    static UpstreamService upstream(SampleService service) {
        return Arrays.stream(UpstreamService.values())
                .filter(upstream -> upstream.id().equals(service.id()))
                .findFirst()
                .orElseThrow();
    }
}
