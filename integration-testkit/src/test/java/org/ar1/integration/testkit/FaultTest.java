package org.ar1.integration.testkit;

import static org.ar1.integration.testkit.SampleService.LAB_MONITORING;
import static org.ar1.integration.testkit.SampleService.PERFORMANCE;
import static org.ar1.integration.testkit.SampleService.PERFORMANCE_REPORTING;
import static org.ar1.integration.testkit.SampleService.RESOURCE_ALLOCATION;
import static org.ar1.integration.testkit.SampleService.USAGE_ANALYTICS;
import static org.ar1.integration.testkit.SampleService.USER_PROGRESS;
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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTest {

    private static final Duration AGES = Duration.ofHours(1);
    private static final String STATS = "/performance/servers/stats";

    private SampleCampus campus;
    private String servers;

    @BeforeEach
    void start() {
        campus = SampleCampus.builder().historyDays(1).start();
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

    @Test
    void a500IsWordedByTheFramework() throws IOException {
        campus.fault(LAB_MONITORING, Fault.status(500));
        campus.fault(USAGE_ANALYTICS, Fault.status(500));

        HttpResponse<String> express = Web.get(campus, LAB_MONITORING, "/monitor/labs/popular");
        HttpResponse<String> fastApi = Web.get(campus, USAGE_ANALYTICS, "/analytics/trends");

        assertThat(express.statusCode()).isEqualTo(500);
        assertThat(express.headers().firstValue("content-length")).contains("103");
        assertThat(express.body()).contains("ECONNREFUSED").contains("3306");
        assertThat(fastApi.body()).isEqualTo("Internal Server Error");
        assertThat(fastApi.headers().firstValue("content-type")).contains("text/plain; charset=utf-8");
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 404, 418, 429, 503, 599})
    void answersOtherStatuses(int status) throws IOException {
        campus.fault(LAB_MONITORING, Fault.status(status));
        campus.fault(USER_PROGRESS, Fault.status(status));

        assertThat(Web.get(campus, LAB_MONITORING, "/monitor/labs").statusCode())
                .isEqualTo(status);
        assertThat(Web.get(campus, USER_PROGRESS, "/labs/").statusCode()).isEqualTo(status);
    }

    @Test
    void unavailableSaysWhenToComeBack() throws IOException {
        campus.fault(LAB_MONITORING, Fault.unavailable(Duration.ofMillis(1500)));

        HttpResponse<String> answer = Web.get(campus, LAB_MONITORING, "/monitor/labs/popular");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).contains("2");
    }

    @Test
    void wrongShapesAreValidJsonOfTheOtherType() throws IOException {
        campus.fault(PERFORMANCE, Fault.wrongShape());
        campus.fault(LAB_MONITORING, Fault.wrongShape());
        campus.fault(USAGE_ANALYTICS, Fault.wrongShape());

        assertThat(JsonTree.parse(Web.body(campus, PERFORMANCE, STATS))).isInstanceOf(java.util.Map.class);
        assertThat(JsonTree.parse(Web.body(campus, LAB_MONITORING, "/monitor/labs")))
                .isInstanceOf(java.util.Map.class);
        assertThat(JsonTree.parse(Web.body(campus, USAGE_ANALYTICS, "/analytics/trends")))
                .isInstanceOf(List.class);
        assertThat(Web.get(campus, USAGE_ANALYTICS, "/analytics/trends").statusCode())
                .isEqualTo(200);
    }

    @Test
    void wrongContentIsAPage() throws IOException {
        campus.fault(USER_PROGRESS, Fault.wrongContent());

        HttpResponse<String> answer = Web.get(campus, USER_PROGRESS, "/labs/");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
        assertThat(answer.body()).startsWith("<!DOCTYPE html>");
    }

    @Test
    void anEmptyBodyIsStillCalledJson() throws IOException {
        campus.fault(USER_PROGRESS, Fault.emptyBody());

        HttpResponse<String> answer = Web.get(campus, USER_PROGRESS, "/labs/");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void theLongestPrefixWins() throws IOException {
        campus.fault(LAB_MONITORING, "/monitor/labs/pop", Fault.status(503));
        assertThat(status("/monitor/labs/popular")).isEqualTo(503);
        assertThat(status("/monitor/labs/over-under-utilized")).isEqualTo(200);

        campus.fault(LAB_MONITORING, Fault.status(500));
        campus.fault(LAB_MONITORING, "/monitor/labs/popular", Fault.latency(Duration.ZERO));
        assertThat(status("/monitor/labs/popular")).isEqualTo(200);
        assertThat(status("/monitor/labs/over-under-utilized")).isEqualTo(500);
    }

    static Stream<Fault> failures() {
        return Stream.of(
                Fault.refused(),
                Fault.reset(),
                Fault.silent(),
                Fault.stalledBody(),
                Fault.drippingBody(AGES),
                Fault.status(500),
                Fault.unavailable(AGES),
                Fault.cutOffBody(),
                Fault.wrongShape(),
                Fault.wrongContent(),
                Fault.emptyBody());
    }

    @ParameterizedTest
    @MethodSource("failures")
    void a404IsALieWhileUserProgressFails(Fault fault) {
        campus.fault(USER_PROGRESS, fault);
        assertThat(Web.body(campus, USAGE_ANALYTICS, "/analytics/usage/lab/docker"))
                .isEqualTo("{\"detail\":\"Lab type not found\"}");
        assertThat(Web.body(campus, PERFORMANCE_REPORTING, "/performance/lab/docker"))
                .isEqualTo("{\"detail\":\"Lab type not found\"}");
        assertThat(campus.requests(USER_PROGRESS)).isZero();

        campus.heal(USER_PROGRESS);
        assertThat(Web.body(campus, USAGE_ANALYTICS, "/analytics/usage/lab/docker"))
                .contains("total_events");
        assertThat(Web.body(campus, PERFORMANCE_REPORTING, "/performance/lab/docker"))
                .contains("success_rate");
    }

    @Test
    void aSlowUserProgressMakesNobodyLie() {
        campus.fault(USER_PROGRESS, Fault.latency(AGES));
        assertThat(Web.body(campus, USAGE_ANALYTICS, "/analytics/usage/lab/docker"))
                .contains("total_events");

        campus.answer(USER_PROGRESS, "/labs/", 500, "text/plain", "down");
        assertThat(Web.body(campus, USAGE_ANALYTICS, "/analytics/usage/lab/docker"))
                .contains("not found");
    }

    @Test
    void rejectsNonsense() {
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.status(200));
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.status(600));
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.latency(Duration.ofMillis(-1)));
        assertThat(Fault.unavailable(AGES)).hasToString("status 503 PT1H");
        assertThat(Fault.cutOffBody()).hasToString("cut-off-body");
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

    private int status(String path) throws IOException {
        return Web.get(campus, LAB_MONITORING, path).statusCode();
    }
}
