package org.ar1.integration.jaxrs.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.jaxrs.FakeClient;
import org.ar1.integration.jaxrs.Http;
import org.ar1.integration.jaxrs.Reports;
import org.ar1.integration.jaxrs.http.InvalidParameterException;
import org.ar1.integration.jaxrs.http.QueryParameter;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.UnknownLabTypeException;
import org.ar1.integration.testkit.Fault;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshTest {

    private static final String PATH = "/integration/lab-utilization";

    private static IntegrationServer server(FakeClient client) throws Exception {
        return Http.start(client);
    }

    private static FakeClient client() {
        return new FakeClient(
                labType -> Reports.labUtilization(
                        labType,
                        IntegrationStatus.SUCCESS,
                        null,
                        List.of(Reports.source(Outcome.LIVE, Instant.now(), 1))),
                Reports::serverAllocation);
    }

    @Test
    void theFirstWishIsDoneAndTheNextGetsTheUsualAnswer() throws Exception {
        FakeClient client = client();
        try (IntegrationServer server = server(client)) {
            HttpResponse<String> first = Http.get(server, PATH + "?refresh=true");
            HttpResponse<String> second = Http.get(server, PATH + "?refresh=true");

            assertThat(client.refreshed).containsExactly(FakeClient.EVERY);
            assertThat(first.headers().firstValue("Cache-Status"))
                    .hasValue("ar1-integration; fwd=request; detail=\"live=1\"");
            assertThat(second.statusCode()).isEqualTo(200);
            assertThat(second.headers().firstValue("Cache-Status"))
                    .hasValue("ar1-integration; fwd=miss; detail=\"refresh-limited live=1\"");
        }
    }

    @Test
    void refreshOfOneReportOrLabTypeDoesNotLimitTheOthers() throws Exception {
        FakeClient client = new FakeClient();
        String servers = "/integration/server-allocation";
        try (IntegrationServer server = server(client)) {
            for (String path : List.of(PATH, servers, PATH + "/docker", PATH + "/bash", servers + "/docker")) {
                Http.get(server, path + "?refresh=true");
                Http.get(server, path + "?refresh=true");
            }

            assertThat(client.refreshed)
                    .containsExactly(FakeClient.EVERY, FakeClient.EVERY, "docker", "bash", "docker");
        }
    }

    @Test
    void aNameThatNobodyKnowsHasNoSourceAskedAgain() throws Exception {
        FakeClient client = FakeClient.failing(new UnknownLabTypeException("nope"));
        try (IntegrationServer server = server(client)) {
            for (String name : List.of("a", "b", "a")) {
                assertThat(Http.get(server, PATH + "/" + name + "?refresh=true").statusCode())
                        .isEqualTo(404);
            }

            assertThat(client.refreshed).isEmpty();
        }
    }

    @Test
    void whatWasFetchedForTheRequestIsNotFetchedTwice() throws Exception {
        FakeClient client = client();
        try (IntegrationServer server = server(client)) {
            HttpResponse<String> first = Http.get(server, PATH + "/docker?refresh=true");
            HttpResponse<String> second = Http.get(server, PATH + "/docker?refresh=true");

            assertThat(client.refreshed).isEmpty();
            assertThat(first.headers().firstValue("Cache-Status"))
                    .hasValue("ar1-integration; fwd=request; detail=\"live=1\"");
            assertThat(second.headers().firstValue("Cache-Status").orElseThrow())
                    .contains("refresh-limited");
        }
    }

    @Test
    void oneLabTypeCanBeRefreshed() throws Exception {
        FakeClient client = client();
        try (IntegrationServer server = server(client)) {
            Http.get(server, "/integration/server-allocation/docker?x=y&refresh=true");

            assertThat(client.refreshed).containsExactly("docker");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?refresh=false", "?Refresh=true", "?x=refresh", ""})
    void withoutAWishNothingIsRefreshed(String query) throws Exception {
        FakeClient client = client();
        try (IntegrationServer server = server(client)) {
            assertThat(Http.get(server, PATH + query).statusCode()).isEqualTo(200);
            assertThat(client.refreshed).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?refresh", "?refresh=", "?refresh=1", "?refresh=TRUE", "?refresh=true&refresh=true"})
    void anyOtherValueIs400AndNamesTheParameter(String query) throws Exception {
        FakeClient client = client();
        try (IntegrationServer server = server(client)) {
            for (String path : new String[] {PATH, "/integration/server-allocation/docker"}) {
                HttpResponse<String> answer = Http.get(server, path + query);

                assertThat(answer.statusCode()).isEqualTo(400);
                assertThat(Http.json(answer).path("type").asText()).endsWith(":invalid-parameter");
                assertThat(Http.json(answer).path("parameter").asText()).isEqualTo("refresh");
            }
            assertThat(client.refreshed).isEmpty();
        }
    }

    @Test
    void tenSecondsLaterItIsDoneAgain() {
        AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
        RefreshGate gate = new RefreshGate(nanos::get);

        assertThat(gate.admits(null)).isTrue();
        nanos.addAndGet(Duration.ofSeconds(10).toNanos() - 1);
        assertThat(gate.admits(null)).isFalse();
        assertThat(gate.admits("docker")).isTrue();
        nanos.incrementAndGet();
        assertThat(gate.admits(null)).isTrue();
        assertThat(gate.admits(null)).isFalse();
        assertThat(gate.admits("docker")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"maybe,maybe", "'',''", "'<b>\u0007\u202e',?b???", "1.5,1.5"})
    void theValueIsNamedHarmlessly(String value, String shown) {
        assertThatThrownBy(() -> QueryParameter.REFRESH.in(Map.of("refresh", List.of(value))))
                .isInstanceOfSatisfying(
                        InvalidParameterException.class,
                        e -> assertThat(e.detail()).contains("\"" + shown + "\"", "true or false"));
    }

    @Test
    void aLongValueIsShortened() {
        assertThatThrownBy(() -> QueryParameter.REFRESH.in(Map.of("refresh", List.of("x".repeat(5_000)))))
                .isInstanceOfSatisfying(
                        InvalidParameterException.class,
                        e -> assertThat(e.detail()).hasSizeLessThan(120));
    }

    @Test
    void ofManyAtOnceOneIsDone() {
        RefreshGate gate = new RefreshGate(() -> 0);

        assertThat(IntStream.range(0, 1_000)
                        .parallel()
                        .filter(i -> gate.admits("docker"))
                        .count())
                .isEqualTo(1);
    }

    @Test
    void whatFailedIsLeftAloneAndTheRestIsFetchedAgain() throws Exception {
        try (SampleCampus campus = SampleCampus.builder().historyDays(1).start()) {
            IntegrationConfig config = IntegrationConfig.fromEnvironment(campus.environment()).toBuilder()
                    .maxRetries(0)
                    .build();
            try (IntegrationServer server = IntegrationServer.builder()
                    .config(config)
                    .server(Http.anyPort())
                    .start()) {
                campus.fault(SampleService.LAB_MONITORING, Fault.status(500));
                Http.get(server, PATH);
                campus.healAll();
                campus.resetCounts();

                HttpResponse<String> answer = Http.get(server, PATH + "?refresh=true");

                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("Cache-Status").orElseThrow())
                        .startsWith("ar1-integration; fwd=request; ");
                assertThat(campus.requests(SampleService.LAB_MONITORING)).isZero();
                assertThat(campus.requests(SampleService.USAGE_ANALYTICS)).isPositive();
                campus.resetCounts();

                assertThat(Http.get(server, PATH + "?refresh=true").headers().firstValue("Cache-Status"))
                        .hasValueSatisfying(status -> assertThat(status).contains("; hit; ", "\"refresh-limited "));
                assertThat(campus.requests(SampleService.USAGE_ANALYTICS)).isZero();
            }
        }
    }
}
