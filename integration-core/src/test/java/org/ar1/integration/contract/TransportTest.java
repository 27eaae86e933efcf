package org.ar1.integration.contract;

import org.ar1.integration.IntegrationClient;
import org.ar1.integration.config.IntegrationConfigBuilder;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.FailedAttempt;
import org.ar1.integration.spi.HttpTransport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ar1.integration.contract.Endpoint.Answer;
import org.ar1.integration.spi.HttpTransport.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A transport that the caller brings. */
@Timeout(60)
class TransportTest {

    private static final Endpoint SERVERS = Endpoint.of("servers");

    /** Says nothing until it is closed, and then breaks off. */
    private static final class SilentBody extends InputStream {
        private final CountDownLatch reading = new CountDownLatch(1);
        private final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public int read() throws IOException {
            reading.countDown();
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IOException("closed");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return read();
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    private final FakeTransport transport = new FakeTransport();
    private final List<IntegrationClient> clients = new ArrayList<>();

    @AfterEach
    void close() {
        clients.forEach(IntegrationClient::close);
    }

    private IntegrationClient client() {
        return client(FakeTransport.config());
    }

    private IntegrationClient client(IntegrationConfigBuilder config) {
        return client(builder(config).transport(transport));
    }

    private IntegrationClient client(IntegrationClient.Builder builder) {
        IntegrationClient client = builder.build();
        clients.add(client);
        return client;
    }

    private static IntegrationClient.Builder builder(IntegrationConfigBuilder config) {
        return IntegrationClient.builder().config(config.build());
    }

    private static IntegrationConfigBuilder hasty() {
        return FakeTransport.config().requestTimeout(Duration.ofMillis(20));
    }

    @Test
    void bothReportsComeWithoutASocket() {
        // The sample servers are number 7, the allocations name number 1.
        transport.answer(
                Endpoint.of("allocations"),
                200,
                Endpoint.of("allocations").sample().replace(":1}", ":7}"));
        IntegrationClient client = client();

        assertThat(client.labUtilization().report().integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
        assertThat(client.serverAllocation().report().integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
        assertThat(transport.requests()).hasSize(12);
    }

    @Test
    void itIsGivenTheHeaders() {
        Response tagged = new Response(200, Map.of("etag", List.of("\"v1\"")), FakeTransport.body(SERVERS.sample()));
        transport.answer(SERVERS, tagged);
        IntegrationClient client = client(FakeTransport.config()
                .header(UpstreamService.RESOURCE_ALLOCATION, "X-Tenant", "a")
                .cacheDuration(Duration.ZERO)
                .staleWhileRevalidate(Duration.ZERO));
        assertThat(SERVERS.read().apply(client).outcome()).isEqualTo(Outcome.LIVE);
        transport.answer(SERVERS, 304, "");

        assertThat(SERVERS.read().apply(client).outcome()).isEqualTo(Outcome.LIVE);
        assertThat(transport.requests())
                .extracting(FakeTransport.Request::headers)
                .containsExactly(
                        Map.of("Accept", "application/json", "X-Tenant", "a"),
                        Map.of("Accept", "application/json", "If-None-Match", "\"v1\"", "X-Tenant", "a"));
    }

    @Test
    void headersOfTheAnswerCountWithoutTheirCase() {
        List<FailedAttempt> failures = new ArrayList<>();
        transport.answer(
                SERVERS, new Response(503, Map.of("retry-AFTER", List.of("7", "8")), InputStream.nullInputStream()));
        IntegrationClient client = client(builder(FakeTransport.config().maxRetries(2))
                .transport(transport)
                .retryPolicy(failed -> {
                    failures.add(failed);
                    return java.util.Optional.empty();
                }));

        assertThat(SERVERS.read().apply(client).error()).isEqualTo(ErrorCode.HTTP_STATUS);
        assertThat(failures)
                .singleElement()
                .satisfies(failed -> assertThat(failed.retryAfter()).contains(Duration.ofSeconds(7)));
    }

    @Test
    void theEndOfAnAttemptCancelsTheRequest() throws Exception {
        CompletableFuture<Response> never = new CompletableFuture<>();
        transport.answer(SERVERS, never);

        CountDownLatch ended = new CountDownLatch(1);
        never.whenComplete((response, thrown) -> ended.countDown());

        assertThat(SERVERS.read().apply(client(hasty())).error()).isEqualTo(ErrorCode.TIMEOUT);
        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(never).isCancelled();
    }

    @Test
    void theEndOfAnAttemptClosesTheBody() throws Exception {
        SilentBody silent = new SilentBody();
        transport.answer(SERVERS, new Response(200, Map.of(), silent));

        assertThat(SERVERS.read().apply(client(hasty())).error()).isEqualTo(ErrorCode.TIMEOUT);
        assertThat(silent.closed.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void closeCancelsRequestsAndClosesBodies() throws Exception {
        CompletableFuture<Response> never = new CompletableFuture<>();
        transport.answer(Endpoint.of("popular"), never);
        SilentBody silent = new SilentBody();
        transport.answer(SERVERS, new Response(200, Map.of(), silent));
        IntegrationClient client = client();
        client.labUtilization().popularLabsAsync();
        client.serverAllocation().serversAsync();
        silent.reading.await();

        client.close();

        assertThat(never).isCancelled();
        assertThat(silent.closed.getCount()).isZero();
    }

    @Test
    void aRefusedThreadClosesTheBody() {
        SilentBody silent = new SilentBody();
        transport.answer(SERVERS, new Response(200, Map.of(), silent));
        IntegrationClient client =
                client(builder(FakeTransport.config()).transport(transport).executor(task -> {
                    throw new java.util.concurrent.RejectedExecutionException();
                }));

        assertThat(SERVERS.read().apply(client).error()).isEqualTo(ErrorCode.INTERNAL);
        assertThat(silent.closed.getCount()).isZero();
    }

    @Test
    void aBodyThatBreaksOffIsCutOff() {
        SilentBody gone = new SilentBody();
        gone.close();
        transport.answer(SERVERS, new Response(200, Map.of(), gone));

        assertThat(SERVERS.read().apply(client())).matches(Answer::isDecodeFailure);
    }

    @Test
    void whateverItDoesWrongIsAnInternalError() {
        transport.answer(SERVERS, CompletableFuture.failedFuture(new IllegalStateException("broken")));
        assertFails(transport, ErrorCode.INTERNAL, "an internal error");
        transport.answer(SERVERS, CompletableFuture.completedFuture(null));
        assertFails(transport, ErrorCode.INTERNAL, "an internal error");
        assertFails((uri, headers) -> null, ErrorCode.INTERNAL, "an internal error");
        assertFails(
                (uri, headers) -> {
                    throw new IllegalStateException("broken");
                },
                ErrorCode.INTERNAL,
                "an internal error");
        assertFails(
                (uri, headers) -> {
                    throw new NoClassDefFoundError("missing");
                },
                ErrorCode.INTERNAL,
                "an internal error");
    }

    @Test
    void aConnectionThatFailsIsOneHoweverItIsTold() {
        transport.answer(SERVERS, CompletableFuture.failedFuture(new ConnectException("broken")));
        assertFails(transport, ErrorCode.CONNECT, "the connection is refused");
        transport.answer(
                SERVERS, CompletableFuture.failedFuture(new UncheckedIOException(new IOException("broken pipe"))));
        assertFails(transport, ErrorCode.CONNECT, "broke off the connection");
        transport.answer(SERVERS, CompletableFuture.failedFuture(new HttpTimeoutException("broken")));
        assertFails(transport, ErrorCode.TIMEOUT, "did not answer in time");
    }

    private void assertFails(HttpTransport broken, ErrorCode code, String message) {
        IntegrationClient client = client(builder(FakeTransport.config()).transport(broken));
        Answer answer = SERVERS.read().apply(client);
        assertThat(answer.error()).isEqualTo(code);
        assertThat(answer.text()).contains(message).doesNotContain("broken", "missing");
    }

    @Test
    void theOneSetLastIsUsed() {
        HttpClient unused = HttpClient.newHttpClient();
        IntegrationClient.Builder builder =
                builder(FakeTransport.config()).httpClient(unused).transport(transport);
        assertThat(SERVERS.read().apply(client(builder)).outcome()).isEqualTo(Outcome.LIVE);
        assertThat(transport.requests()).hasSize(1);

        assertThat(SERVERS.read().apply(client(builder.httpClient(unused))).outcome())
                .isEqualTo(Outcome.FAILED);
        assertThat(transport.requests()).hasSize(1);
    }
}
