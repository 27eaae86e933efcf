package org.ar1.integration.jaxrs.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.jaxrs.FakeClient;
import org.ar1.integration.jaxrs.Http;
import org.ar1.integration.jaxrs.Reports;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class IntegrationServerTest {

    @Test
    void answersWhereItSays() throws Exception {
        try (IntegrationServer server = Http.start(new FakeClient())) {
            assertThat(server.uri().toString()).matches("http://127\\.0\\.0\\.1:\\d+/");
            assertThat(Http.get(server, "/").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void onEveryAddressItSaysALoopbackUrl() throws Exception {
        ServerConfig everywhere =
                ServerConfig.builder().host("0.0.0.0").open(true).build();
        try (IntegrationServer server = Http.start(everywhere, new FakeClient())) {
            assertThat(InetAddress.getByName(server.uri().getHost()).isLoopbackAddress())
                    .isTrue();
            assertThat(Http.get(server, "/").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void startsOnTheDefaultsWithAClientOfItsOwn() throws Exception {
        try (IntegrationServer server = IntegrationServer.builder()
                .config(Http.CONFIG)
                .server(Http.anyPort())
                .start()) {
            assertThat(Http.get(server, "/").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aServerThatWarmsUpFetchesBeforeTheFirstRequest() throws Exception {
        try (SampleCampus campus = SampleCampus.builder().historyDays(1).start();
                IntegrationServer server = IntegrationServer.builder()
                        .config(IntegrationConfig.fromEnvironment(campus.environment()))
                        .server(Http.anyPort())
                        .warmUp(true)
                        .start()) {
            while (campus.requests(SampleService.LAB_MONITORING, "/monitor/labs/popular") == 0) {
                Thread.onSpinWait();
            }
            assertThat(server.uri()).isNotNull();
        }
    }

    @Test
    void severalServersRunInOneJvm() throws Exception {
        try (IntegrationServer one = Http.start(new FakeClient())) {
            try (IntegrationServer two = Http.start(FakeClient.failing(new IllegalStateException()))) {
                assertThat(Http.get(one, "/integration/lab-utilization").statusCode())
                        .isEqualTo(200);
                assertThat(Http.get(two, "/integration/lab-utilization").statusCode())
                        .isEqualTo(500);
            }
            assertThat(Http.get(one, "/integration/lab-utilization").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ServerConfig config =
                    ServerConfig.builder().port(taken.getLocalPort()).build();

            assertThatThrownBy(() -> IntegrationServer.builder()
                            .config(Http.CONFIG)
                            .server(config)
                            .client(new FakeClient())
                            .start())
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("Cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": ");
            assertThatThrownBy(() -> IntegrationServer.builder()
                            .config(Http.CONFIG)
                            .server(config)
                            .start())
                    .isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-host.invalid", "192.0.2.1"})
    void aHostThatIsNotOfThisMachineIsNamed(String host) {
        ServerConfig config =
                ServerConfig.builder().host(host).port(0).open(true).build();

        assertThatThrownBy(() -> IntegrationServer.builder()
                        .config(Http.CONFIG)
                        .server(config)
                        .client(new FakeClient())
                        .start())
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Cannot listen on " + host + ":0: ");
    }

    @Test
    void closingFreesThePortAndLeavesNoThread() throws Exception {
        try (IntegrationServer first = Http.start(new FakeClient())) {
            Http.get(first, "/"); // what the JVM and the test's client start once
        }
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        IntegrationServer server = Http.start(new FakeClient());
        for (int i = 0; i < 5; i++) {
            Http.get(server, "/integration/lab-utilization");
        }

        server.close();
        server.close();

        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (!before.contains(thread) && !isOfTheJvm(thread)) {
                thread.join(10_000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
        assertThatThrownBy(() ->
                        Http.CLIENT.send(HttpRequest.newBuilder(server.uri()).build(), BodyHandlers.ofString()))
                .isInstanceOf(ConnectException.class);
        int port = server.uri().getPort();
        try (IntegrationServer again = IntegrationServer.builder()
                .config(Http.CONFIG)
                .server(ServerConfig.builder().port(port).build())
                .client(new FakeClient())
                .start()) {
            assertThat(again.uri()).isEqualTo(URI.create("http://127.0.0.1:" + port + "/"));
        }
    }

    /** What virtual threads and the test's client run on. */
    private static boolean isOfTheJvm(Thread thread) {
        return thread.getName().startsWith("ForkJoinPool")
                || thread.getName().startsWith("VirtualThread-unparker")
                || thread.getName().startsWith("HttpClient");
    }

    @Test
    void aClientFromOutsideStaysOpen() throws Exception {
        FakeClient client = new FakeClient();

        Http.start(client).close();

        assertThat(client.closed).isFalse();
    }

    @Test
    void closingLetsRequestsInFlightEndAndRefusesNewOnes() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        FakeClient client = FakeClient.holding(arrived, goOn);
        IntegrationServer server = Http.start(client);
        CompletableFuture<HttpResponse<String>> inFlight = Http.CLIENT.sendAsync(
                HttpRequest.newBuilder(server.uri().resolve("integration/lab-utilization"))
                        .build(),
                BodyHandlers.ofString());
        await(arrived);

        CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
        HttpResponse<String> late = Http.get(server, "/");
        while (late.statusCode() == 200) { // until the other thread got there
            late = Http.get(server, "/");
        }
        assertThat(late.statusCode()).isEqualTo(503);
        assertThat(late.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(Http.json(late).path("type").asText()).endsWith(":stopping");
        assertThat(closing).isNotDone();

        goOn.countDown();
        closing.get(20, TimeUnit.SECONDS);
        assertThat(inFlight.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(inFlight.get().body()).contains(FakeClient.EVERY);
    }

    @Test
    void manyRequestsAreAnsweredAtOnce() throws Exception {
        int many = 100;
        CountDownLatch together = new CountDownLatch(many);
        FakeClient client = new FakeClient(
                labType -> {
                    together.countDown();
                    await(together);
                    return Reports.labUtilization(labType);
                },
                Reports::serverAllocation);
        try (IntegrationServer server = Http.start(client)) {
            URI uri = server.uri().resolve("integration/lab-utilization");
            CompletableFuture<?>[] answers = new CompletableFuture<?>[many];
            for (int i = 0; i < many; i++) {
                answers[i] = Http.CLIENT
                        .sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                        .thenAccept(answer -> assertThat(answer.statusCode()).isEqualTo(200));
            }
            CompletableFuture.allOf(answers).get(30, TimeUnit.SECONDS);
        }
    }

    public static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("waited in vain");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
