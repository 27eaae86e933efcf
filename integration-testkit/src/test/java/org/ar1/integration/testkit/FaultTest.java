package org.ar1.integration.testkit;

import static org.ar1.integration.testkit.SampleService.PERFORMANCE;
import static org.ar1.integration.testkit.SampleService.RESOURCE_ALLOCATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultTest {

    private static final Duration AGES = Duration.ofHours(1);
    private static final String STATS = "/performance/servers/stats";

    private SampleCampus campus;
    private String servers;

    @BeforeEach
    void start() {
        campus = SampleCampus.builder()
                .historyDays(1)
                .now(Instant.parse("2026-11-23T10:00:00Z"))
                .start();
        servers = Web.body(campus, RESOURCE_ALLOCATION, "/servers");
        campus.resetCounts();
    }

    @AfterEach
    void close() {
        campus.close();
    }

    @Test
    void latencyDelaysTheRightAnswer() {
        campus.fault(RESOURCE_ALLOCATION, Fault.latency(Duration.ofMillis(25)));

        assertThat(Web.body(campus, RESOURCE_ALLOCATION, "/servers")).isEqualTo(servers);
    }

    @Test
    void healingEndsLatency() {
        campus.fault(RESOURCE_ALLOCATION, Fault.latency(AGES));
        CompletableFuture<HttpResponse<String>> answer = askAndWait("/servers");
        assertThat(answer).isNotDone();

        campus.healAll();

        assertThat(answer.join().body()).isEqualTo(servers);
    }

    @Test
    void refusedHoldsThePortAndComesBackOnIt() throws IOException {
        for (int round = 0; round < 3; round++) {
            campus.fault(RESOURCE_ALLOCATION, Fault.refused());

            assertThatThrownBy(() -> Web.get(campus, RESOURCE_ALLOCATION, "/servers"))
                    .isInstanceOf(ConnectException.class);
            try (ServerSocket thief = new ServerSocket()) {
                thief.setReuseAddress(true);
                InetSocketAddress address = new InetSocketAddress(
                        InetAddress.getLoopbackAddress(),
                        campus.url(RESOURCE_ALLOCATION).getPort());
                assertThatThrownBy(() -> thief.bind(address)).isInstanceOf(BindException.class);
            }

            campus.heal(RESOURCE_ALLOCATION);
            assertThat(Web.body(campus, RESOURCE_ALLOCATION, "/servers")).isEqualTo(servers);
        }
        assertThat(campus.requests(RESOURCE_ALLOCATION)).isEqualTo(3);
    }

    @Test
    void anyOtherFaultEndsRefusal() throws IOException {
        campus.fault(RESOURCE_ALLOCATION, Fault.refused());
        campus.fault(RESOURCE_ALLOCATION, Fault.status(502));

        assertThat(Web.get(campus, RESOURCE_ALLOCATION, "/servers").statusCode())
                .isEqualTo(502);
    }

    @Test
    void refusedIsNothingForAPath() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> campus.fault(RESOURCE_ALLOCATION, "/servers", Fault.refused()));
    }

    @Test
    void refusalClosesOpenConnections() throws IOException {
        try (RawClient client = openConnection()) {
            campus.fault(RESOURCE_ALLOCATION, Fault.refused());
            assertThat(client.read()).isEqualTo(-1);
        }
    }

    @Test
    void resetTearsOpenAndNewConnections() throws IOException {
        try (RawClient open = openConnection()) {
            campus.fault(RESOURCE_ALLOCATION, Fault.reset());
            assertThatThrownBy(open::read).isInstanceOf(SocketException.class).hasMessageContaining("reset");
        }
        try (RawClient fresh = new RawClient(campus, RESOURCE_ALLOCATION)) {
            fresh.get("/servers");
            assertThatThrownBy(fresh::read).isInstanceOf(SocketException.class).hasMessageContaining("reset");
        }
        assertThatThrownBy(() -> Web.get(campus, RESOURCE_ALLOCATION, "/servers"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void silenceLastsUntilHealed() {
        campus.fault(RESOURCE_ALLOCATION, Fault.silent());
        CompletableFuture<HttpResponse<String>> answer = askAndWait("/servers");
        assertThat(answer).isNotDone();

        campus.heal(RESOURCE_ALLOCATION);

        assertThat(answer.join().body()).isEqualTo(servers);
    }

    @Test
    void whoWaitsInSilenceGetsTheNextFault() {
        campus.fault(RESOURCE_ALLOCATION, Fault.silent());
        CompletableFuture<HttpResponse<String>> answer = askAndWait("/servers");

        campus.fault(RESOURCE_ALLOCATION, Fault.status(500));

        assertThat(answer.join().statusCode()).isEqualTo(500);
    }

    @Test
    void aClientThatGivesUpIsNoLongerServed() throws IOException {
        campus.fault(RESOURCE_ALLOCATION, Fault.silent());
        try (RawClient client = new RawClient(campus, RESOURCE_ALLOCATION)) {
            client.get("/servers");
            Await.until(() -> campus.maxConcurrentRequests(RESOURCE_ALLOCATION) == 1);
        }
        Await.until(() -> {
            campus.resetCounts();
            return campus.maxConcurrentRequests(RESOURCE_ALLOCATION) == 0;
        });
    }

    @Test
    void aStalledBodyStopsHalfwayUntilHealed() throws IOException {
        campus.fault(RESOURCE_ALLOCATION, Fault.stalledBody());
        try (RawClient client = new RawClient(campus, RESOURCE_ALLOCATION)) {
            client.get("/servers");
            String head = client.head();
            int length = RawClient.contentLength(head);
            String half = client.text(length / 2);
            assertThat(head).startsWith("HTTP/1.1 200");

            campus.heal(RESOURCE_ALLOCATION);

            assertThat(half + client.text(length - length / 2)).isEqualTo(servers);
        }
    }

    @Test
    void aStreamStallsToo() {
        campus.fault(PERFORMANCE, Fault.stalledBody());
        CompletableFuture<HttpResponse<String>> answer = Web.async(campus, PERFORMANCE, STATS);
        Await.until(() -> campus.requests(PERFORMANCE) == 1);
        assertThat(answer).isNotDone();

        campus.heal(PERFORMANCE);

        assertThat(JsonTree.rows(answer.join().body())).isNotEmpty();
    }

    @Test
    void aDrippingBodyComesByteByByte() throws IOException {
        campus.fault(RESOURCE_ALLOCATION, Fault.drippingBody(AGES));
        try (RawClient client = new RawClient(campus, RESOURCE_ALLOCATION)) {
            client.get("/servers");
            int length = RawClient.contentLength(client.head());
            String first = client.text(1);

            campus.heal(RESOURCE_ALLOCATION);

            assertThat(first + client.text(length - 1)).isEqualTo(servers);
        }
        campus.fault(RESOURCE_ALLOCATION, Fault.drippingBody(Duration.ZERO));
        assertThat(Web.body(campus, RESOURCE_ALLOCATION, "/servers")).isEqualTo(servers);
    }

    @Test
    void aCutOffBodyEndsHalfway() throws IOException {
        campus.fault(RESOURCE_ALLOCATION, Fault.cutOffBody());
        campus.fault(PERFORMANCE, Fault.cutOffBody());

        assertThatThrownBy(() -> Web.get(campus, RESOURCE_ALLOCATION, "/servers"))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Web.get(campus, PERFORMANCE, STATS)).isInstanceOf(IOException.class);
        try (RawClient client = new RawClient(campus, RESOURCE_ALLOCATION)) {
            client.get("/servers");
            client.head();
            assertThat(client.rest()).isEqualTo(servers.substring(0, servers.length() / 2));
        }
    }

    @Test
    void aBodyFaultIsNotEscapedByATag() throws IOException {
        String tag = Web.get(campus, RESOURCE_ALLOCATION, "/servers")
                .headers()
                .firstValue("etag")
                .orElseThrow();
        campus.fault(RESOURCE_ALLOCATION, Fault.cutOffBody());

        assertThatThrownBy(() -> Web.get(campus, RESOURCE_ALLOCATION, "/servers", "If-None-Match", tag))
                .isInstanceOf(IOException.class);
    }

    private CompletableFuture<HttpResponse<String>> askAndWait(String path) {
        CompletableFuture<HttpResponse<String>> answer = Web.async(campus, RESOURCE_ALLOCATION, path);
        Await.until(() -> campus.requests(RESOURCE_ALLOCATION) == 1);
        return answer;
    }

    private RawClient openConnection() throws IOException {
        RawClient client = new RawClient(campus, RESOURCE_ALLOCATION);
        client.get("/servers");
        client.answer();
        return client;
    }
}
