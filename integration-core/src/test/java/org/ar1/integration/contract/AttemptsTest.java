package org.ar1.integration.contract;

import org.ar1.integration.IntegrationClient;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.FailedAttempt;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.ar1.integration.contract.Endpoint.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which answers are asked for again, how often, and which are final. */
class AttemptsTest {

    private static final Endpoint SERVERS = Endpoint.of("servers");

    @RegisterExtension
    static final FakeServices SERVICES = new FakeServices();

    /** Tries three times, without waiting; new for each test, because retries are rationed. */
    private IntegrationClient client;

    @BeforeEach
    void connect() {
        client = SERVICES.client(SERVICES.builder(SERVICES.config().maxRetries(2)));
    }

    /** With trends, and without a lab type in them, a report needs the catalogue once only. */
    @BeforeEach
    void nothingInTheTrends() {
        Endpoint trends = Endpoint.of("trends");
        SERVICES.json(trends.service(), trends.url(), "{\"time_period_days\":30,\"total_events\":0,\"lab_usage\":{}}");
    }

    static Stream<Endpoint> endpoints() {
        return Endpoint.all();
    }

    /** The statuses in their order, the last one from then on; 200 comes with the sample. */
    private static void answers(Endpoint endpoint, int... statuses) {
        for (int i = 0; i < statuses.length; i++) {
            String state = i == 0 ? Scenario.STARTED : "after " + i;
            String next = i + 1 < statuses.length ? "after " + (i + 1) : state;
            ResponseDefinitionBuilder response =
                    aResponse().withStatus(statuses[i]).withBody(statuses[i] == 200 ? endpoint.sample() : "busy");
            SERVICES.of(endpoint.service())
                    .stubFor(get(urlEqualTo(endpoint.url()))
                            .inScenario("statuses")
                            .whenScenarioStateIs(state)
                            .willSetStateTo(next)
                            .willReturn(response));
        }
    }

    private static long requests(Endpoint endpoint) {
        return SERVICES.asked(endpoint.service()).stream()
                .filter(endpoint.url()::equals)
                .count();
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void whatComesWithTheThirdAttemptIsLive(Endpoint endpoint) {
        answers(endpoint, 503, 503, 200);
        Answer answer = endpoint.read().apply(client);
        assertThat(answer.outcome()).isEqualTo(Outcome.LIVE);
        // The page behind the last of the catalogue is asked for, too.
        assertThat(answer.attempts()).isEqualTo(endpoint.service() == UpstreamService.USER_PROGRESS ? 4 : 3);
        assertThat(requests(endpoint)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void aServiceInTroubleIsAskedAgain(int status) {
        answers(SERVERS, status);
        assertFailed(SERVERS.read().apply(client), 3);
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 202, 204, 206, 304, 400, 401, 403, 404, 405, 410, 418, 422, 501, 505})
    void aRefusalIsFinal(int status) {
        answers(SERVERS, status);
        assertFailed(SERVERS.read().apply(client), 1);
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void anAnswerThatAProxyHasChangedIsAnAnswer(Endpoint endpoint) {
        SERVICES.answer(
                endpoint.service(), endpoint.url(), aResponse().withStatus(203).withBody(endpoint.sample()));
        assertThat(endpoint.read().apply(client).outcome()).isEqualTo(Outcome.LIVE);
    }

    private static void assertFailed(Answer answer, int attempts) {
        assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(answer.error()).isEqualTo(ErrorCode.HTTP_STATUS);
        assertThat(answer.attempts()).isEqualTo(attempts);
        assertThat(requests(SERVERS)).isEqualTo(attempts);
    }

    @Test
    void aRefusalAfterTroubleIsFinal() {
        answers(SERVERS, 503, 400);
        assertFailed(SERVERS.read().apply(client), 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"usage/lab", "performance/lab", "performance/user"})
    void aServiceThatRecoversToSayThatThereIsNoneHasAnswered(String name) {
        Endpoint endpoint = Endpoint.of(name);
        answers(endpoint, 503, 404);
        SERVICES.json(UpstreamService.USER_PROGRESS, FakeServices.CATALOGUE, "[]");
        Answer answer = endpoint.read().apply(client);
        assertThat(answer.outcome()).isEqualTo(Outcome.LIVE);
        assertThat(answer.value()).isNull();
        assertThat(answer.attempts()).isEqualTo(2);
    }

    @Test
    void withoutRetriesThereIsOneAttempt() {
        answers(SERVERS, 503, 200);
        assertFailed(SERVERS.read().apply(SERVICES.client()), 1);
    }

    @Test
    void aWrongBodyIsNotAskedForAgain() {
        SERVICES.json(SERVERS.service(), SERVERS.url(), "[1]");
        assertThat(SERVERS.read().apply(client).attempts()).isEqualTo(1);
        assertThat(requests(SERVERS)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1 hour", "", "-1", "1.5", "Mon, 23 Nov 2020 01:00:00 GMT"})
    void aWaitThatIsNoneDoesNotKeepFromRetrying(String retryAfter) {
        answersWithRetryAfter(retryAfter);
        assertFailed(SERVERS.read().apply(client), 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3600", "172800", "999999999999999999999", "Tue, 23 Nov 9999 01:00:00 GMT"})
    void aWaitBeyondTheDeadlineEndsTheAttempts(String retryAfter) {
        answersWithRetryAfter(retryAfter);
        assertFailed(SERVERS.read().apply(client), 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7 | PT7S",
                "Mon, 23 Nov 2026 01:25:30 GMT | PT30S",
                "Monday, 23-Nov-26 01:25:31 GMT | PT31S",
                "Mon Nov 23 01:25:32 2026 | PT32S",
                "Tue Dec  1 01:25:00 2026 | PT24H",
                "172800 | PT24H",
                "Tue Nov 24 01:24:59 2026 | PT23H59M59S",
                "soon | ",
            })
    void theRetryPolicyKnowsTheWaitThatTheServiceAskedFor(String retryAfter, Duration expected) {
        answersWithRetryAfter(retryAfter);
        List<FailedAttempt> failures = new CopyOnWriteArrayList<>();
        IntegrationClient asking =
                SERVICES.client(SERVICES.builder(SERVICES.config().maxRetries(2).retryDelay(Duration.ofSeconds(1)))
                        .clock(() -> Instant.parse("2026-11-23T01:25:00Z"))
                        .retryPolicy(failed -> {
                            failures.add(failed);
                            return Optional.empty();
                        }));
        assertFailed(SERVERS.read().apply(asking), 1);
        assertThat(failures)
                .containsExactly(new FailedAttempt(
                        SERVERS.service(), "servers", ErrorCode.HTTP_STATUS, 1, Optional.ofNullable(expected)));
    }

    private static void answersWithRetryAfter(String retryAfter) {
        SERVICES.answer(
                SERVERS.service(), SERVERS.url(), aResponse().withStatus(503).withHeader("Retry-After", retryAfter));
    }

    @Test
    void anInjectedRetryPolicyIsAskedAfterEachAttempt() {
        answers(SERVERS, 503, 429, 408, 200);
        List<Integer> attempts = new CopyOnWriteArrayList<>();
        IntegrationClient patient =
                SERVICES.client(SERVICES.builder(SERVICES.config().maxRetries(2).retryDelay(Duration.ofSeconds(1)))
                        .retryPolicy(failed -> {
                            attempts.add(failed.attempts());
                            return Optional.of(Duration.ZERO);
                        }));
        Answer answer = SERVERS.read().apply(patient);
        assertThat(answer.outcome()).isEqualTo(Outcome.LIVE);
        assertThat(answer.attempts()).isEqualTo(4);
        assertThat(attempts).containsExactly(1, 2, 3);
    }

    static Stream<Arguments> redirects() {
        return Endpoint.all()
                .flatMap(endpoint -> Stream.of(301, 302, 303, 307, 308).map(status -> Arguments.of(endpoint, status)));
    }

    @ParameterizedTest
    @MethodSource("redirects")
    void aRedirectIsAFailureAndNotFollowed(Endpoint endpoint, int status) {
        SERVICES.json(endpoint.service(), "/elsewhere", endpoint.sample());
        SERVICES.answer(
                endpoint.service(),
                endpoint.url(),
                aResponse()
                        .withStatus(status)
                        .withHeader(
                                "Location",
                                "http://127.0.0.1:"
                                        + SERVICES.of(endpoint.service()).port() + "/elsewhere"));
        Answer answer = endpoint.read().apply(client);
        assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(answer.error()).isEqualTo(ErrorCode.HTTP_STATUS);
        assertThat(answer.attempts()).isEqualTo(1);
        assertThat(answer.text()).contains("status " + status).doesNotContain("elsewhere", "127.0.0.1");
        assertThat(SERVICES.asked(endpoint.service())).contains(endpoint.url()).doesNotContain("/elsewhere");
    }
}
