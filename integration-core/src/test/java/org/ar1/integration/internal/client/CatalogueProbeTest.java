package org.ar1.integration.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.contract.DeafBreaker;
import org.ar1.integration.internal.event.Events;
import org.ar1.integration.internal.fetch.CaffeineCache;
import org.ar1.integration.internal.fetch.ManualDelay;
import org.ar1.integration.internal.fetch.SourceReader;
import org.ar1.integration.internal.fetch.Upstreams;
import org.ar1.integration.internal.http.CallContext;
import org.ar1.integration.internal.http.Deadline;
import org.ar1.integration.internal.http.Endpoint;
import org.ar1.integration.internal.shared.SecondLevel;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.HttpTransport.Response;
import org.ar1.integration.spi.RetryPolicy;
import org.junit.jupiter.api.Test;

/** The call that finds out whether the catalogue can be asked serves everybody who asks. */
class CatalogueProbeTest {

    private static final int PLACES = 8;

    private final List<URI> asked = new ArrayList<>();
    private final List<CompletableFuture<Response>> answers = new ArrayList<>();

    private CompletableFuture<Response> open(URI uri) {
        asked.add(uri);
        CompletableFuture<Response> answer = new CompletableFuture<>();
        answers.add(answer);
        return answer;
    }

    @Test
    void itIsMadeForWhoeverHasTimeStill() {
        IntegrationConfig config = IntegrationConfig.builder().build();
        try (Upstreams upstreams = new Upstreams(
                        config,
                        (uri, headers) -> open(uri),
                        Runnable::run,
                        new ManualDelay(),
                        RetryPolicy.fixed(0, Duration.ZERO),
                        DeafBreaker::closed,
                        InstantSource.system(),
                        Events.none());
                SourceReader reader = new SourceReader(
                        new CaffeineCache(Duration.ofHours(24)),
                        SecondLevel.NONE,
                        config,
                        InstantSource.system(),
                        Runnable::run,
                        Events.none())) {
            UserProgressClient client = new UserProgressClient(reader, upstreams);
            Endpoint<String> other = Endpoint.of(UpstreamService.USER_PROGRESS, "other", "/other", body -> "A");
            for (int i = 0; i < PLACES; i++) {
                upstreams
                        .onceTo(UpstreamService.USER_PROGRESS)
                        .call(other, new CallContext(Deadline.in(Duration.ofHours(1))));
            }
            long before = System.nanoTime();
            client.answersAfter(before, Deadline.in(Duration.ZERO));
            CompletableFuture<Boolean> patient = client.answersAfter(before, Deadline.in(Duration.ofHours(1)));
            assertThat(asked).hasSize(PLACES);
            answers.get(0).cancel(true);

            assertThat(patient).isNotDone();
            assertThat(asked)
                    .hasSize(PLACES + 1)
                    .last()
                    .satisfies(uri -> assertThat(uri).hasPath("/labs/"));
        }
    }
}
