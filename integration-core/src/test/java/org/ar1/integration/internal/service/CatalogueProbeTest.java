package org.ar1.integration.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.contract.DeafBreaker;
import org.ar1.integration.internal.call.CallChains;
import org.ar1.integration.internal.event.Events;
import org.ar1.integration.internal.header.CurrentHeaders;
import org.ar1.integration.internal.source.ManualDelay;
import org.ar1.integration.spi.HttpTransport.Response;
import org.ar1.integration.spi.RetryPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The call that finds out whether User Progress answers serves everybody who asked before it was made. */
class CatalogueProbeTest {

    private final List<CompletableFuture<Response>> calls = new ArrayList<>();
    private final ManualDelay delay = new ManualDelay();
    private final CallChains chains = new CallChains(
            IntegrationConfig.builder().build(),
            CurrentHeaders.of(service -> Map.of(), null, null),
            (uri, headers) -> {
                CompletableFuture<Response> answer = new CompletableFuture<>();
                calls.add(answer);
                return answer;
            },
            Runnable::run,
            delay,
            RetryPolicy.fixed(0, Duration.ZERO),
            DeafBreaker::closed,
            InstantSource.system(),
            Events.none());
    private final CatalogueProbe probe = new CatalogueProbe(chains);

    @AfterEach
    void stop() {
        chains.close();
    }

    private void answer(int status) {
        calls.get(calls.size() - 1)
                .complete(new Response(
                        status, Map.of(), new ByteArrayInputStream("[]".getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void thoseWhoAskAtAboutTheSameTimeShareACall() {
        CompletableFuture<Boolean> one = probe.answers();
        CompletableFuture<Boolean> other = probe.answers();
        delay.runNext();
        answer(200);

        assertThat(one.join()).isTrue();
        assertThat(other.join()).isTrue();
        assertThat(calls).hasSize(1);
    }

    @Test
    void whoAsksWhileACallIsInFlightWaitsForTheNext() {
        probe.answers();
        delay.runNext();
        CompletableFuture<Boolean> late = probe.answers();
        assertThat(calls).hasSize(1);
        answer(200);
        assertThat(late).isNotDone();
        assertThat(calls).hasSize(2);
        answer(200);

        assertThat(late.join()).isTrue();
    }

    @Test
    void afterAFailureNobodyCallsForAMoment() {
        CompletableFuture<Boolean> one = probe.answers();
        delay.runNext();
        answer(500);

        assertThat(one.join()).isFalse();
        assertThat(probe.answers().join()).isFalse();
        assertThat(calls).hasSize(1);
    }
}
