package org.ar1.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLHandshakeException;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.config.IntegrationConfigBuilder;
import org.ar1.integration.config.InvalidConfigException;
import org.ar1.integration.document.ReportJson;
import org.ar1.integration.event.CircuitBreakerChanged;
import org.ar1.integration.internal.source.ManualDelay;
import org.ar1.integration.report.Correlation;
import org.ar1.integration.report.InfrastructureInsights;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.report.JoinCoverage;
import org.ar1.integration.report.LabTypeUsage;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.source.CallCounts;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceError;
import org.ar1.integration.source.SourceStatus;
import org.ar1.integration.source.UndeterminedInsightException;
import org.ar1.integration.source.UndeterminedLabTypeException;
import org.ar1.integration.source.UndeterminedServerException;
import org.ar1.integration.source.UnknownInsightException;
import org.ar1.integration.source.UnknownLabTypeException;
import org.ar1.integration.source.UnknownServerException;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.HttpTransport;
import org.ar1.integration.spi.InMemorySharedCache;
import org.ar1.integration.spi.LabTypeResolver;
import org.ar1.integration.spi.RetryPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client makes of the answers of an Integration Service. */
@Timeout(60)
class RemoteIntegrationClientTest {

    private static final String TAG = "W/\"1\"";
    private static final Map<String, List<String>> JSON = Map.of("Content-Type", List.of("application/json"));

    private final List<URI> asked = new ArrayList<>();
    private final List<Map<String, String>> sent = new ArrayList<>();
    private final Deque<CompletableFuture<HttpTransport.Response>> answers = new ArrayDeque<>();
    private final ManualDelay delay = new ManualDelay();
    private Instant now = Instant.parse("2026-05-04T12:00:00Z");
    private IntegrationClient client = client(config().build());

    private static IntegrationConfigBuilder config() {
        return IntegrationConfig.builder()
                .integrationServiceUrl(URI.create("http://service.example:8007/base/"))
                .integrationServiceToken("s3cret")
                .initialBackoff(Duration.ofSeconds(10))
                .maxRetries(0)
                .staleIfError(Duration.ofHours(1));
    }

    private IntegrationClient client(IntegrationConfig config) {
        return IntegrationClient.builder()
                .config(config)
                .clock(() -> now)
                .executor(Runnable::run)
                .delay(delay)
                .transport((uri, headers) -> {
                    asked.add(uri);
                    sent.add(headers);
                    return answers.isEmpty()
                            ? CompletableFuture.failedFuture(new IOException("nobody is there"))
                            : answers.remove();
                })
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
    }

    private void answer(int status, Map<String, List<String>> headers, InputStream body) {
        answers.add(CompletableFuture.completedFuture(new HttpTransport.Response(status, headers, body)));
    }

    private void answer(int status, Map<String, List<String>> headers, byte[] body) {
        answer(status, headers, new ByteArrayInputStream(body));
    }

    private static Map<String, List<String>> headers(String... pairs) {
        Map<String, List<String>> headers = new LinkedHashMap<>(JSON);
        for (int i = 0; i < pairs.length; i += 2) {
            headers.put(pairs[i], List.of(pairs[i + 1]));
        }
        return headers;
    }

    private void problem(int status, String name, String... headers) {
        Map<String, List<String>> all = headers(headers);
        all.put("Content-Type", List.of("application/problem+json"));
        answer(
                status,
                all,
                ("{\"type\":\"urn:ar1:integration:problem:" + name + "\",\"detail\":\"why\"}").getBytes(UTF_8));
    }

    private LabUtilizationReport report(long events, IntegrationStatus status) {
        return new LabUtilizationReport(
                now,
                status,
                Map.of("docker", new LabTypeUsage(events, 1L, 0L, 30, null)),
                new InfrastructureInsights(List.of(), Map.of()),
                new Correlation(30, Correlation.ALL_TIME, List.of()),
                List.of(),
                new JoinCoverage(null, List.of(), null),
                List.of(
                        new SourceStatus(
                                UpstreamService.USAGE_ANALYTICS,
                                "trends",
                                Outcome.LIVE,
                                now.minusSeconds(5),
                                null,
                                Duration.ofSeconds(5),
                                1,
                                null,
                                null),
                        new SourceStatus(
                                UpstreamService.LAB_MONITORING,
                                "popular",
                                Outcome.SKIPPED,
                                null,
                                null,
                                null,
                                0,
                                null,
                                null)),
                null);
    }

    private void good(long events) {
        answer(
                200,
                headers("ETag", TAG, "Cache-Control", "private, no-cache", "Age", "5"),
                ReportJson.write(report(events, IntegrationStatus.SUCCESS)));
    }

    private void problemOf(int status, String members) {
        answer(
                status,
                Map.of("Content-Type", List.of("application/problem+json")),
                ("{" + members + "}").getBytes(UTF_8));
    }

    private static LabUtilizationReport withRetryAfter(LabUtilizationReport report, int seconds) {
        return new LabUtilizationReport(
                report.timestamp(),
                report.integrationStatus(),
                report.labUsage(),
                report.infrastructureInsights(),
                report.correlation(),
                report.disagreements(),
                report.coverage(),
                report.sources(),
                Duration.ofSeconds(seconds));
    }

    private CompletableFuture<LabUtilizationReport> asking(ReportRequest request) {
        return client.labUtilization().reportAsync(request).toCompletableFuture();
    }

    /** An answer that comes when the test says so. */
    private CompletableFuture<HttpTransport.Response> late() {
        CompletableFuture<HttpTransport.Response> late = new CompletableFuture<>();
        answers.add(late);
        return late;
    }

    private HttpTransport.Response response(long events) {
        return new HttpTransport.Response(
                200,
                headers("ETag", "W/\"" + events + "\""),
                new ByteArrayInputStream(ReportJson.write(report(events, IntegrationStatus.SUCCESS))));
    }

    private LabUtilizationReport ask() {
        return client.labUtilization().report();
    }

    private static long events(LabUtilizationReport report) {
        return report.labUsage().get("docker").totalEvents();
    }

    @Test
    void anAnswerThatHasNotChangedIsTheSameObject() {
        good(7);
        answer(304, headers("ETag", TAG), new byte[0]);
        LabUtilizationReport first = ask();

        assertThat(first).isEqualTo(report(7, IntegrationStatus.SUCCESS));
        assertThat(ask()).isSameAs(first);
        assertThat(asked).containsOnly(URI.create("http://service.example:8007/base/integration/lab-utilization"));
        assertThat(sent.get(0)).containsEntry("Authorization", "Bearer s3cret").doesNotContainKey("If-None-Match");
        assertThat(sent.get(1)).containsEntry("If-None-Match", TAG);
    }

    @Test
    void anAnswerIsUsedWithoutACallForItsLifetimeLessItsAge() {
        answer(
                200,
                headers("Cache-Control", "max-age=60", "Age", "20"),
                ReportJson.write(report(7, IntegrationStatus.SUCCESS)));
        LabUtilizationReport first = ask();

        now = now.plusSeconds(39);
        assertThat(ask()).isSameAs(first);
        assertThat(asked).hasSize(1);
        now = now.plusSeconds(1);
        good(8);
        assertThat(events(ask())).isEqualTo(8);
    }

    @Test
    void noCallIsMadeBeforeTheTimeThatTheServiceStates() {
        answer(
                503,
                headers("Retry-After", "30", "Cache-Control", "no-store"),
                ReportJson.write(report(0, IntegrationStatus.FAILED)));
        LabUtilizationReport failed = ask();

        assertThat(failed.integrationStatus()).isEqualTo(IntegrationStatus.FAILED);
        assertThat(failed.retryAfter()).isEqualTo(Duration.ofSeconds(30));
        assertThat(ask()).isSameAs(failed);
        now = now.plusSeconds(28);
        assertThat(ask()).isEqualTo(withRetryAfter(failed, 2));
        assertThat(asked).hasSize(1);
        now = now.plusSeconds(2);
        good(7);
        assertThat(events(ask())).isEqualTo(7);
    }

    @Test
    void anOverloadedServiceIsAskedForNothingUntilThen() {
        problem(503, "overloaded", "Retry-After", "30");
        ask();

        assertThat(client.serverAllocation().report().retryAfter()).isEqualTo(Duration.ofSeconds(30));
        assertThat(asked).hasSize(1);
    }

    @Test
    void theLastGoodAnswerIsStaleAndOlderWhileTheServiceIsAway() {
        good(7);
        LabUtilizationReport first = ask();
        now = now.plusSeconds(60);

        LabUtilizationReport stale = ask();

        assertThat(stale.labUsage()).isEqualTo(first.labUsage());
        assertThat(stale.integrationStatus()).isEqualTo(IntegrationStatus.PARTIAL);
        assertThat(stale.timestamp()).isEqualTo(now);
        SourceStatus trends = stale.sources().get(0);
        assertThat(trends.outcome()).isEqualTo(Outcome.STALE);
        assertThat(trends.age()).isEqualTo(Duration.ofSeconds(65));
        assertThat(trends.fetchedAt()).isEqualTo(first.sources().get(0).fetchedAt());
        assertThat(trends.error().code()).isEqualTo(ErrorCode.CONNECT);
        assertThat(stale.sources().get(1)).isEqualTo(first.sources().get(1));
        assertThat(ask()).isSameAs(stale);
        assertThat(asked).hasSize(2);
        now = now.plusSeconds(10);
        answer(304, headers("ETag", TAG), new byte[0]);
        assertThat(ask()).isSameAs(first);
    }

    @Test
    void theAgeThatTheServiceStatesCounts() {
        good(7);
        ask();
        now = now.plusSeconds(100);
        answer(304, headers("ETag", TAG, "Age", "105"), new byte[0]);
        ask();
        now = now.plusSeconds(10);

        assertThat(ask().sources().get(0).age()).isEqualTo(Duration.ofSeconds(115));
    }

    @Test
    void anAnswerThatIsTooOldIsNotShown() {
        good(7);
        ask();
        now = now.plus(Duration.ofHours(1)).plusMillis(1);

        LabUtilizationReport failed = ask();

        assertThat(failed.integrationStatus()).isEqualTo(IntegrationStatus.FAILED);
        assertThat(failed.labUsage()).isEmpty();
        assertThat(failed.retryAfter()).isPositive();
        assertThat(failed.sources()).extracting(SourceStatus::service).containsExactly(UpstreamService.values());
        assertThat(failed.sources()).allMatch(source -> source.outcome() == Outcome.FAILED && source.error() != null);
    }

    @Test
    void aTokenThatIsMissingOrWrongIsAnErrorThatNamesTheSetting() {
        problem(401, "unauthorized");
        assertThatThrownBy(this::ask)
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("INTEGRATION_SERVICE_TOKEN is set (not shown)")
                .hasMessageContaining("does not accept it")
                .hasMessageNotContaining("s3cret");

        client.close();
        client = client(IntegrationConfig.builder()
                .integrationServiceUrl(URI.create("http://service.example"))
                .build());
        problem(401, "unauthorized");
        assertThatThrownBy(this::ask).hasMessageContaining("INTEGRATION_SERVICE_TOKEN is not set");
        assertThat(sent.get(1)).doesNotContainKey("Authorization");
    }

    @Test
    void theTokenIsShownNowhere() {
        assertThat(config().build().toString())
                .doesNotContain("s3cret")
                .contains("integrationServiceToken=(not shown)");
        assertThat(client.toString()).doesNotContain("s3cret");
        assertThatThrownBy(
                        () -> config().integrationServiceToken("s3cret s3cret").build())
                .hasMessageNotContaining("s3cret")
                .hasMessageContaining("INTEGRATION_SERVICE_TOKEN");
        assertThatThrownBy(() -> IntegrationConfig.fromEnvironment(Map.of("INTEGRATION_SERVICE_TOKEN", "s3cret")))
                .hasMessageNotContaining("s3cret")
                .hasMessageContaining("INTEGRATION_SERVICE_URL");
    }

    @Test
    void problemsAreTheExceptionsOfTheAdapters() {
        problem(404, "unknown-lab-type");
        assertThatThrownBy(() -> client.labUtilization().report("a/b"))
                .isInstanceOfSatisfying(
                        UnknownLabTypeException.class,
                        e -> assertThat(e.labType()).isEqualTo("a/b"));
        assertThat(asked.get(0).getRawPath()).endsWith("/integration/lab-utilization/a%2Fb");
        problem(503, "undetermined-lab-type", "Retry-After", "4");
        assertThatThrownBy(() -> client.serverAllocation().report("x"))
                .isInstanceOfSatisfying(
                        UndeterminedLabTypeException.class,
                        e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(4)));
        problem(404, "unknown-server");
        assertThatThrownBy(() -> client.insights().profile(9, InsightRequest.standard()))
                .isInstanceOfSatisfying(
                        UnknownServerException.class,
                        e -> assertThat(e.serverId()).isEqualTo(9));
        problem(404, "unknown-insight");
        assertThatThrownBy(() -> client.insights().explain("x-1")).isInstanceOf(UnknownInsightException.class);
        problem(400, "invalid-parameter");
        assertThatThrownBy(() -> client.insights().report(InsightRequest.in(ZoneId.of("+05:30"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("why");
    }

    @Test
    void anAnswerThatIsNotWhatWasAskedForIsAFailureAndNoException() {
        answer(200, headers("ETag", TAG), "<html>a login page</html>".getBytes(UTF_8));
        assertThat(code(ask())).isEqualTo(ErrorCode.DECODE);
        now = now.plusSeconds(10);

        byte[] document = ReportJson.write(report(7, IntegrationStatus.SUCCESS));
        answer(200, headers(), new InputStream() {
            private final InputStream half = new ByteArrayInputStream(document, 0, document.length / 2);

            @Override
            public int read() throws IOException {
                return checked(half.read());
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return checked(half.read(buffer, offset, length));
            }

            private int checked(int read) throws IOException {
                if (read < 0) {
                    throw new IOException("broken off");
                }
                return read;
            }
        });
        assertThat(code(ask())).isEqualTo(ErrorCode.DECODE);
        now = now.plusSeconds(20);

        answer(200, headers(), new InputStream() {
            @Override
            public int read() {
                return ' ';
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                Arrays.fill(buffer, offset, offset + length, (byte) ' ');
                return length;
            }
        });
        assertThat(code(ask())).isEqualTo(ErrorCode.TOO_LARGE);
    }

    private static ErrorCode code(LabUtilizationReport report) {
        assertThat(report.integrationStatus()).isEqualTo(IntegrationStatus.FAILED);
        return report.sources().get(0).error().code();
    }

    @Test
    void aRedirectIsNotFollowed() {
        answer(302, headers("Location", "http://other.example/"), new byte[0]);

        assertThat(code(ask())).isEqualTo(ErrorCode.HTTP_STATUS);
        assertThat(asked).hasSize(1);
    }

    @Test
    void theDeadlineEndsACallAndGivesTheLastGoodAnswer() {
        good(7);
        ask();
        CompletableFuture<HttpTransport.Response> silent = new CompletableFuture<>();
        answers.add(silent);
        CompletableFuture<LabUtilizationReport> waiting = asking(ReportRequest.all());
        assertThat(waiting).isNotDone();
        assertThat(delay.waits()).contains(Duration.ofSeconds(12));

        delay.runNext();

        assertThat(waiting.join().sources().get(0).error().code()).isEqualTo(ErrorCode.TIMEOUT);
        assertThat(events(waiting.join())).isEqualTo(7);
        assertThat(silent).isCancelled();
    }

    @Test
    void callersAtTheSameTimeShareACall() {
        CompletableFuture<HttpTransport.Response> late = new CompletableFuture<>();
        answers.add(late);
        var first = client.labUtilization().reportAsync(ReportRequest.all()).toCompletableFuture();
        var second = client.labUtilization().reportAsync(ReportRequest.all()).toCompletableFuture();
        first.cancel(true);

        late.complete(new HttpTransport.Response(
                200, headers(), new ByteArrayInputStream(ReportJson.write(report(7, IntegrationStatus.SUCCESS)))));

        assertThat(events(second.join())).isEqualTo(7);
        assertThat(asked).hasSize(1);
    }

    @Test
    void aRefreshIsAskedForAndCarriesTheTrace() {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        good(7);
        client.labUtilization().report(ReportRequest.of("docker").refreshed().traced(trace));

        assertThat(asked.get(0).toString()).endsWith("/integration/lab-utilization/docker?refresh=true");
        assertThat(sent.get(0)).containsEntry("Cache-Control", "no-cache").containsEntry("traceparent", trace);
    }

    @Test
    void closeGivesThoseWhoWaitTheLastGoodAnswerAndRefusesOthers() {
        good(7);
        ask();
        answers.add(new CompletableFuture<>());
        var waiting = client.labUtilization().reportAsync(ReportRequest.all()).toCompletableFuture();

        client.close();

        assertThat(events(waiting.join())).isEqualTo(7);
        assertThatThrownBy(this::ask).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> client.labUtilization().catalogue()).isInstanceOf(IllegalStateException.class);
        client.close();
    }

    @Test
    void singleResourcesOfTheServicesAreSkipped() {
        assertThat(client.labUtilization().catalogue().outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(client.serverAllocation().peakTimes(1).outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(asked).isEmpty();
    }

    @Test
    void nothingOfALearnerIsKept() {
        assertThat(client.learners().report("ada").integrationStatus()).isEqualTo(IntegrationStatus.FAILED);
        assertThat(client.footprint().reports()).isZero();
        assertThat(asked.get(0).getPath()).endsWith("/integration/users/ada");
    }

    @Test
    void healthIsThatWhichTheServiceStates() {
        answer(
                200,
                headers(),
                ("{\"status\":\"UP\",\"checks\":[{\"name\":\"live\",\"status\":\"UP\"},{\"name\":\"upstream-performance\","
                                + "\"status\":\"UP\",\"data\":{\"observed\":true,\"circuit_breaker\":\"half_open\","
                                + "\"last_outcome\":\"timeout\",\"last_attempt_age_seconds\":3,"
                                + "\"next_attempt_at.stats\":\"2026-05-04T12:00:30Z\"}},"
                                + "{\"name\":\"upstream-user-progress\",\"status\":\"UP\",\"data\":{\"observed\":false}}]}")
                        .getBytes(UTF_8));

        var health = client.health();

        assertThat(health).containsOnlyKeys(UpstreamService.PERFORMANCE);
        var performance = health.get(UpstreamService.PERFORMANCE);
        assertThat(performance.circuitBreaker()).isEqualTo(CircuitBreakerChanged.State.HALF_OPEN);
        assertThat(performance.lastError()).hasValue(ErrorCode.TIMEOUT);
        assertThat(performance.lastAttemptAt()).hasValue(now.minusSeconds(3));
        assertThat(performance.lastGoodAnswerAt()).isEmpty();
        assertThat(performance.nextAttemptAt()).hasValue(now.plusSeconds(30));
        assertThat(client.health()).isEqualTo(health);
        assertThat(asked).hasSize(1);
        now = now.plusSeconds(1);
        assertThat(client.health()).isEmpty();
        assertThat(asked).hasSize(2);
    }

    @Test
    void anOlderAnswerDoesNotReplaceANewerOne() {
        CompletableFuture<HttpTransport.Response> older = late();
        CompletableFuture<LabUtilizationReport> first = asking(ReportRequest.all());
        CompletableFuture<HttpTransport.Response> newer = late();
        CompletableFuture<LabUtilizationReport> second =
                asking(ReportRequest.all().refreshed());

        newer.complete(response(8));
        older.complete(response(7));

        assertThat(events(second.join())).isEqualTo(8);
        assertThat(first.join()).isSameAs(second.join());
        answer(304, headers(), new byte[0]);
        assertThat(ask()).isSameAs(second.join());
        assertThat(sent.get(2)).containsEntry("If-None-Match", "W/\"8\"");
    }

    @Test
    void anOlderFailureDoesNotPauseWhatWasAnsweredSince() {
        CompletableFuture<HttpTransport.Response> older = late();
        CompletableFuture<LabUtilizationReport> first = asking(ReportRequest.all());
        good(8);
        client.labUtilization().report(ReportRequest.all().refreshed());

        older.completeExceptionally(new IOException("gone"));

        assertThat(events(first.join())).isEqualTo(8);
        assertThat(first.join().integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
        good(9);
        assertThat(events(ask())).isEqualTo(9);
        assertThat(client.serverAllocation().report().integrationStatus()).isEqualTo(IntegrationStatus.FAILED);
        assertThat(asked).hasSize(4);
    }

    @Test
    void refreshesShareACallAndOtherReadersJoinIt() {
        CompletableFuture<HttpTransport.Response> late = late();
        List<CompletableFuture<LabUtilizationReport>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(asking(ReportRequest.all().refreshed()));
        }
        all.add(asking(ReportRequest.all()));

        late.complete(response(7));

        assertThat(all).allSatisfy(one -> assertThat(events(one.join())).isEqualTo(7));
        assertThat(asked).hasSize(1);
    }

    @Test
    void aReaderWithALastGoodAnswerWaitsForThePatienceOnly() {
        good(7);
        ask();
        CompletableFuture<HttpTransport.Response> late = late();
        CompletableFuture<LabUtilizationReport> reader = asking(ReportRequest.all());
        assertThat(delay.waits()).endsWith(Duration.ofMillis(500));
        assertThat(reader).isNotDone();

        delay.runLast();

        assertThat(events(reader.join())).isEqualTo(7);
        assertThat(reader.join().sources().get(0).outcome()).isEqualTo(Outcome.STALE);
        assertThat(reader.join().sources().get(0).error().code()).isEqualTo(ErrorCode.UNRESPONSIVE);
        assertThat(asking(ReportRequest.all()).join()).isSameAs(reader.join());
        late.complete(response(8));
        answer(304, headers(), new byte[0]);
        assertThat(events(ask())).isEqualTo(8);
        assertThat(asked).hasSize(3);
    }

    @Test
    void aServiceThatCannotBeReachedIsAskedAgainByTheSettings() {
        client.close();
        client = client(config().maxRetries(2).retryDelay(Duration.ofSeconds(1)).build());
        answers.add(CompletableFuture.failedFuture(new ConnectException("refused")));
        answers.add(CompletableFuture.failedFuture(new ConnectException("refused")));
        good(7);
        CompletableFuture<LabUtilizationReport> waiting = asking(ReportRequest.all());

        delay.runLast();
        delay.runLast();

        assertThat(events(waiting.join())).isEqualTo(7);
        assertThat(delay.waits()).endsWith(Duration.ofSeconds(1), Duration.ofSeconds(1));
        answers.add(CompletableFuture.completedFuture(
                new HttpTransport.Response(502, headers(), new ByteArrayInputStream(new byte[0]))));
        ask();
        assertThat(asked).hasSize(4);
    }

    @Test
    void theErrorTellsWhyTheServiceCannotBeReached() {
        Map<Exception, String> words = Map.of(
                new UnknownHostException("service.example"), "the name of its host is unknown",
                new ConnectException("refused"), "the connection is refused",
                new SSLHandshakeException("PKIX"), "is its certificate trusted here?");
        words.forEach((thrown, expected) -> {
            answers.add(CompletableFuture.failedFuture(thrown));
            SourceError error = ask().sources().get(0).error();
            assertThat(error.code()).isEqualTo(ErrorCode.CONNECT);
            assertThat(error.message()).contains(expected);
            now = now.plusSeconds(300);
        });
    }

    @Test
    void anAnswerThatCannotBeReadLeavesTheOtherDocumentsAlone() {
        answer(200, headers("Content-Encoding", "gzip"), new byte[] {0x1f, (byte) 0x8b, 9, 9});
        assertThat(code(ask())).isEqualTo(ErrorCode.DECODE);

        client.serverAllocation().report();

        assertThat(asked).hasSize(2);
    }

    @Test
    void whileTheServiceIsAwayAgesGrowAndTheTimeToAskAgainComesNearer() {
        client.close();
        client = client(config().maxBackoff(Duration.ofHours(2))
                .initialBackoff(Duration.ofHours(2))
                .build());
        good(7);
        ask();
        LabUtilizationReport stale = ask();
        assertThat(stale.sources().get(0).age()).isEqualTo(Duration.ofSeconds(5));
        assertThat(ask()).isSameAs(stale);

        now = now.plus(Duration.ofHours(1));
        assertThat(ask().sources().get(0).age()).isEqualTo(Duration.ofSeconds(3605));
        assertThat(ask().timestamp()).isEqualTo(now);
        now = now.plusSeconds(1);
        assertThat(ask().integrationStatus()).isEqualTo(IntegrationStatus.FAILED);
        assertThat(ask().retryAfter()).isEqualTo(Duration.ofSeconds(3599));
        now = now.plusSeconds(1000);
        assertThat(ask().retryAfter()).isEqualTo(Duration.ofSeconds(2599));
        assertThat(client.serverAllocation().report().retryAfter()).isEqualTo(Duration.ofSeconds(2599));
        assertThat(asked).hasSize(2);
    }

    @Test
    void aTokenThatIsRefusedLaterLeavesTheLastGoodAnswer() {
        good(7);
        ask();
        problem(403, "forbidden");

        LabUtilizationReport stale = ask();

        assertThat(events(stale)).isEqualTo(7);
        assertThat(stale.integrationStatus()).isEqualTo(IntegrationStatus.PARTIAL);
        assertThat(stale.sources().get(0).error().message()).contains("INTEGRATION_SERVICE_TOKEN");
        ask();
        assertThat(asked).hasSize(2);
        now = now.plusSeconds(10);
        good(8);
        assertThat(events(ask())).isEqualTo(8);
    }

    @Test
    void aTokenThatIsRefusedIsTriedAgainOnlyAfterAPause() {
        problem(401, "unauthorized");
        assertThatThrownBy(this::ask).isInstanceOf(InvalidConfigException.class);
        assertThatThrownBy(this::ask).isInstanceOf(InvalidConfigException.class);
        assertThat(asked).hasSize(1);
        now = now.plusSeconds(10);
        good(7);
        assertThat(events(ask())).isEqualTo(7);
    }

    @Test
    void anAnswerEndsARowOfFailures() {
        answer(502, headers(), new byte[0]);
        assertThat(ask().retryAfter()).isEqualTo(Duration.ofSeconds(10));
        now = now.plusSeconds(10);
        answer(503, headers("Retry-After", "1"), ReportJson.write(report(0, IntegrationStatus.FAILED)));
        ask();
        now = now.plusSeconds(1);
        answer(502, headers(), new byte[0]);

        assertThat(ask().retryAfter()).isEqualTo(Duration.ofSeconds(10));
        now = now.plusSeconds(10);
        answer(502, headers(), new byte[0]);
        assertThat(ask().retryAfter()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void warmingUpNeverFails() {
        problem(401, "unauthorized");
        problem(401, "unauthorized");

        client.warmUpAsync().toCompletableFuture().join();

        assertThat(asked).hasSize(2);
    }

    @Test
    void problemsBringTheirSuggestions() {
        problemOf(
                404,
                "\"type\":\"urn:ar1:integration:problem:unknown-lab-type\",\"did_you_mean\":[\"docker\",\"dock\"]");
        assertThatThrownBy(() -> client.labUtilization().report("dokcer"))
                .isInstanceOfSatisfying(
                        UnknownLabTypeException.class,
                        e -> assertThat(e.suggestions()).containsExactly("docker", "dock"));
        problemOf(
                404,
                "\"type\":\"urn:ar1:integration:problem:unknown-server\",\"server_id\":99,\"did_you_mean\":[\"9\",\"x\"]");
        assertThatThrownBy(() -> client.insights().placement("docker", 1, 99, InsightRequest.standard()))
                .isInstanceOfSatisfying(UnknownServerException.class, e -> {
                    assertThat(e.serverId()).isEqualTo(99);
                    assertThat(e.suggestions()).containsExactly(9L);
                });
    }

    @Test
    void whatThereIsNoPathForIsUnknown() {
        problem(404, "not-found");
        assertThatThrownBy(() -> client.labUtilization().report(";")).isInstanceOf(UnknownLabTypeException.class);
        assertThatThrownBy(() -> client.labUtilization().report("")).isInstanceOf(UnknownLabTypeException.class);
        assertThatThrownBy(() -> client.insights().explain("")).isInstanceOf(UnknownInsightException.class);
        assertThat(asked).hasSize(1);
    }

    @Test
    void noHealthIsAskedForWhileTheServiceIsAway() {
        ask();
        assertThat(client.health()).isEmpty();
        assertThat(asked).hasSize(1);
    }

    @Test
    void aRefreshAndAValueWithStaleSourcesAreAskedForAsAWhole() {
        answer(200, headers("ETag", TAG), ReportJson.write(report(7, IntegrationStatus.PARTIAL)));
        ask();
        good(8);
        ask();
        answer(304, headers("ETag", TAG), new byte[0]);
        assertThat(events(ask())).isEqualTo(8);
        answer(304, headers("ETag", TAG), new byte[0]);

        LabUtilizationReport refreshed =
                client.labUtilization().report(ReportRequest.all().refreshed());

        assertThat(sent).extracting(headers -> headers.get("If-None-Match")).containsExactly(null, null, TAG, null);
        assertThat(refreshed.sources().get(0).error().code()).isEqualTo(ErrorCode.HTTP_STATUS);
    }

    @Test
    void aClockThatIsSetBackEndsEachTimeWithoutCalls() {
        answer(502, headers(), new byte[0]);
        ask();
        now = now.minusSeconds(3600);
        answer(200, headers("Cache-Control", "max-age=60"), ReportJson.write(report(7, IntegrationStatus.SUCCESS)));
        assertThat(events(ask())).isEqualTo(7);
        now = now.minusSeconds(3600);
        good(8);
        assertThat(events(ask())).isEqualTo(8);

        client.serverAllocation().report();
        now = now.minusSeconds(3600);
        good(9);
        assertThat(events(ask())).isEqualTo(9);

        answer(200, headers(), "{}".getBytes(UTF_8));
        client.health();
        now = now.minusSeconds(3600);
        client.health();
        assertThat(asked).hasSize(7);
    }

    @Test
    void whatIsShownIsOfTheTimeAfterTheClockWasSetBackAndNoYounger() {
        good(7);
        ask();
        ask();
        now = now.minusSeconds(3600);

        LabUtilizationReport stale = ask();

        assertThat(stale.timestamp()).isEqualTo(now);
        assertThat(stale.sources().get(0).age()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aGoodAnswerCountsAlthoughALaterCallFailed() {
        CompletableFuture<HttpTransport.Response> older = late();
        CompletableFuture<LabUtilizationReport> first = asking(ReportRequest.all());
        client.labUtilization().report(ReportRequest.all().refreshed());

        older.complete(response(7));

        assertThat(first.join()).isEqualTo(report(7, IntegrationStatus.SUCCESS));
        good(8);
        assertThat(events(ask())).isEqualTo(8);
        assertThat(asked).hasSize(3);
    }

    @Test
    void aGoodAnswerDoesNotShortenTheTimeThatTheServiceStatesLater() {
        CompletableFuture<HttpTransport.Response> older = late();
        CompletableFuture<LabUtilizationReport> first = asking(ReportRequest.all());
        problem(503, "overloaded", "Retry-After", "30");
        client.labUtilization().report(ReportRequest.all().refreshed());

        older.complete(response(7));

        assertThat(first.join()).isEqualTo(report(7, IntegrationStatus.SUCCESS));
        assertThat(events(ask())).isEqualTo(7);
        assertThat(ask().integrationStatus()).isEqualTo(IntegrationStatus.PARTIAL);
        assertThat(asked).hasSize(2);
    }

    @Test
    void aRefreshMayTakeTwoReportDeadlines() {
        answers.add(new CompletableFuture<>());
        asking(ReportRequest.of("docker").refreshed());

        assertThat(delay.waits()).containsExactly(Duration.ofSeconds(22));
    }

    @Test
    void whetherAnInsightExistsCannotBeToldWhileTheServiceIsAway() {
        assertThatThrownBy(() -> client.insights().explain("x-1"))
                .isInstanceOfSatisfying(UndeterminedInsightException.class, e -> {
                    assertThat(e.id()).isEqualTo("x-1");
                    assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(10));
                    assertThat(e.sources()).allMatch(source -> source.error().code() == ErrorCode.CONNECT);
                });
    }

    @Test
    void aServiceWithoutPlacementsSaysNothingOfLabTypes() {
        problem(404, "not-found");

        assertThatThrownBy(() -> client.insights().placement("docker", 1, 2, InsightRequest.standard()))
                .isInstanceOfSatisfying(
                        UndeterminedServerException.class,
                        e -> assertThat(e.sources().get(0).error().code()).isEqualTo(ErrorCode.HTTP_STATUS));
    }

    @Test
    void aFreshDocumentIsNotStaleBecauseAnotherFailed() {
        answer(200, headers("Cache-Control", "max-age=60"), ReportJson.write(report(7, IntegrationStatus.SUCCESS)));
        LabUtilizationReport fresh = ask();
        client.serverAllocation().report();

        assertThat(ask()).isSameAs(fresh);
        assertThat(client.labUtilization()
                        .report(ReportRequest.all().refreshed())
                        .integrationStatus())
                .isEqualTo(IntegrationStatus.PARTIAL);
        assertThat(asked).hasSize(2);
    }

    @Test
    void callsOfAStaleSourceAreStale() {
        LabUtilizationReport report = report(7, IntegrationStatus.SUCCESS);
        SourceStatus trends = report.sources().get(0);
        SourceStatus counted = new SourceStatus(
                trends.service(),
                trends.resource(),
                trends.outcome(),
                trends.fetchedAt(),
                null,
                trends.age(),
                1,
                null,
                new CallCounts(5, 2, 1, 0, 3, List.of("docker", "vm"), 2));
        answer(
                200,
                headers(),
                ReportJson.write(new LabUtilizationReport(
                        report.timestamp(),
                        report.integrationStatus(),
                        report.labUsage(),
                        report.infrastructureInsights(),
                        report.correlation(),
                        report.disagreements(),
                        report.coverage(),
                        List.of(counted),
                        null)));
        assertThat(ask().sources()).containsExactly(counted);

        assertThat(ask().sources().get(0).calls()).isEqualTo(new CallCounts(0, 0, 8, 0, 3, List.of("docker", "vm"), 9));
    }

    @Test
    void theBodyOfAnAnswerThatComesTooLateIsClosedUnread() {
        AtomicBoolean closed = new AtomicBoolean();
        AtomicBoolean read = new AtomicBoolean();
        CompletableFuture<HttpTransport.Response> silent = new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean mayInterrupt) {
                return false; // the answer arrives at the same moment
            }
        };
        answers.add(silent);
        asking(ReportRequest.all());
        delay.runNext();

        silent.complete(new HttpTransport.Response(200, headers(), new InputStream() {
            @Override
            public int read() {
                read.set(true);
                return -1;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                return read();
            }

            @Override
            public void close() {
                closed.set(true);
            }
        }));

        assertThat(closed).isTrue();
        assertThat(read).isFalse();
    }

    @Test
    void allPeaksAreAskedFor() {
        client.serverAllocation().report(ReportRequest.of("docker").refreshed());

        assertThat(asked.get(0).toString()).endsWith("/integration/server-allocation/docker?peaks=1000&refresh=true");
    }

    @Test
    void partsThatSuchAClientDoesNotUseAreRefused() {
        Map<String, UnaryOperator<IntegrationClient.Builder>> parts = Map.of(
                "retryPolicy", builder -> builder.retryPolicy(RetryPolicy.fixed(1, Duration.ZERO)),
                "headerProvider", builder -> builder.headerProvider(service -> Map.of()),
                "labTypeResolver", builder -> builder.labTypeResolver(LabTypeResolver.standard()),
                "sharedCache", builder -> builder.sharedCache(new InMemorySharedCache(() -> now)),
                "circuitBreakers", builder -> builder.circuitBreakers(service -> null),
                "header",
                        builder -> builder.config(config().header(UpstreamService.PERFORMANCE, "X-Key", "1")
                                .build()));
        parts.forEach((name, part) -> assertThatThrownBy(() -> part.apply(IntegrationClient.builder()
                                .config(IntegrationConfig.builder()
                                        .integrationServiceUrl(URI.create("http://localhost:8007"))
                                        .build()))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a " + name + " is set beside integrationServiceUrl"));
    }
}
