package org.ar1.integration.contract;

import org.ar1.integration.IntegrationClient;
import org.ar1.integration.config.IntegrationConfigBuilder;
import org.ar1.integration.internal.source.ManualDelay;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.Sourced;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.ar1.integration.spi.HttpTransport.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A delay that the caller brings: time passes when the test says so. */
@Timeout(60)
class OwnDelayTest {

    private static final Endpoint SERVERS = Endpoint.of("servers");

    private final FakeTransport transport = new FakeTransport();
    private final ManualDelay delay = new ManualDelay();

    private IntegrationClient client(IntegrationConfigBuilder config) {
        return IntegrationClient.builder()
                .config(config.build())
                .transport(transport)
                .delay(delay)
                .executor(Runnable::run)
                .build();
    }

    private static CompletableFuture<? extends Sourced<?>> read(IntegrationClient client) {
        return client.serverAllocation().serversAsync().toCompletableFuture();
    }

    @Test
    void anAttemptIsOverWhenItsDelayIs() {
        CompletableFuture<Response> never = new CompletableFuture<>();
        transport.answer(SERVERS, never);
        try (IntegrationClient client = client(FakeTransport.config().requestTimeout(Duration.ofSeconds(5)))) {
            CompletableFuture<? extends Sourced<?>> servers = read(client);
            assertThat(delay.waits()).containsExactly(Duration.ofSeconds(5));
            assertThat(never).isNotDone();

            delay.runNext();

            assertThat(never).isCancelled();
            assertThat(servers.join().error().code()).isEqualTo(ErrorCode.TIMEOUT);
        }
    }

    @Test
    void anAnswerWithdrawsTheWatchOverItsAttempt() {
        try (IntegrationClient client = client(FakeTransport.config())) {
            assertThat(read(client).join().outcome()).isEqualTo(Outcome.LIVE);
            assertThat(delay.waits()).hasSize(1);
            assertThat(delay.pending()).isZero();
        }
    }

    @Test
    void theNextAttemptIsMadeWhenItsDelayIsOver() {
        transport.answer(SERVERS, new Response(503, Map.of(), InputStream.nullInputStream()));
        try (IntegrationClient client =
                client(FakeTransport.config().maxRetries(1).retryDelay(Duration.ofSeconds(9)))) {
            CompletableFuture<? extends Sourced<?>> servers = read(client);
            assertThat(delay.waits()).contains(Duration.ofSeconds(9));
            assertThat(transport.requests()).hasSize(1);
            transport.answer(SERVERS, 200, SERVERS.sample());

            delay.runNext();

            assertThat(servers.join().outcome()).isEqualTo(Outcome.LIVE);
            assertThat(servers.join().attempts()).isEqualTo(2);
        }
    }

    @Test
    void whatItRefusesToWatchIsNotAsked() {
        delay.refusing();
        try (IntegrationClient client = client(FakeTransport.config())) {
            assertThat(read(client).join().error().code()).isEqualTo(ErrorCode.INTERNAL);
            assertThat(transport.requests()).isEmpty();
        }
    }

    @Test
    void aStreamThatItRefusesToWatchOnIsLeft() {
        CompletableFuture<Response> never = new CompletableFuture<>();
        Endpoint stats = Endpoint.of("stats");
        transport.answer(stats, never);
        try (IntegrationClient client = IntegrationClient.builder()
                .config(FakeTransport.config().build())
                .transport(transport)
                .delay(delay)
                .executor(reader -> {})
                .build()) {
            CompletableFuture<? extends Sourced<?>> statistics =
                    client.serverAllocation().serverStatisticsAsync().toCompletableFuture();
            never.complete(new Response(200, Map.of(), FakeTransport.body(stats.sample())));
            delay.refusing();

            delay.runNext();

            assertThat(statistics.join().error().code()).isEqualTo(ErrorCode.INTERNAL);
        }
    }

    @Test
    void closeLeavesNothingBehindInIt() {
        transport.answer(SERVERS, new Response(503, Map.of(), InputStream.nullInputStream()));
        transport.answer(Endpoint.of("popular"), new CompletableFuture<>());
        IntegrationClient client = client(FakeTransport.config().maxRetries(1));
        CompletableFuture<? extends Sourced<?>> servers = read(client);
        client.labUtilization().popularLabsAsync();
        assertThat(delay.pending()).isEqualTo(2);

        client.close();

        assertThat(delay.pending()).isZero();
        assertThat(servers.join().outcome()).isEqualTo(Outcome.FAILED);
    }
}
