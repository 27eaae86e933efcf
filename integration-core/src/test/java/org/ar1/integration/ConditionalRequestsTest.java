package org.ar1.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.testkit.RecordedRequest;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;
import org.ar1.integration.upstream.ServerStatistics;
import org.junit.jupiter.api.Test;

class ConditionalRequestsTest {

    private static final Instant START = Instant.parse("2026-11-16T09:01:00Z");

    private final AtomicReference<Instant> clock = new AtomicReference<>(START);

    @Test
    void aValueThatDidNotChangeIsConfirmedByItsTagAlone() {
        try (SampleCampus campus =
                        SampleCampus.builder().now(START).historyDays(1).start();
                IntegrationClient client = IntegrationClient.builder()
                        .config(TestClients.config(campus)
                                .historyCacheDuration(Duration.ofMinutes(5))
                                .build())
                        .clock(clock::get)
                        .build()) {
            Sourced<ServerStatistics> first = client.serverAllocation().serverStatistics();
            clock.set(START.plusSeconds(300));
            Sourced<ServerStatistics> second = client.serverAllocation().serverStatistics();

            assertThat(second.outcome()).isEqualTo(Outcome.LIVE);
            assertThat(second.orNull()).as("not parsed again").isSameAs(first.orNull());
            assertThat(second.fetchedAt()).isEqualTo(START.plusSeconds(300));
            assertThat(second.dataAsOf()).isEqualTo(first.dataAsOf());
            List<RecordedRequest> requests = campus.recentRequests(SampleService.PERFORMANCE);
            assertThat(requests).hasSize(2);
            assertThat(requests.get(0).header("If-None-Match")).isEmpty();
            assertThat(requests.get(1).header("If-None-Match")).isPresent();
        }
    }

    @Test
    void servicesWithoutTagsAreAskedWithoutOne() {
        try (SampleCampus campus =
                        SampleCampus.builder().now(START).historyDays(1).start();
                IntegrationClient client = IntegrationClient.builder()
                        .config(TestClients.config(campus).build())
                        .clock(clock::get)
                        .build()) {
            client.labUtilization().usageTrends(30);
            clock.set(START.plusSeconds(300));

            assertThat(client.labUtilization().usageTrends(30).outcome()).isEqualTo(Outcome.LIVE);
            assertThat(campus.recentRequests(SampleService.USAGE_ANALYTICS))
                    .hasSize(2)
                    .allMatch(request -> request.header("If-None-Match").isEmpty());
        }
    }
}
