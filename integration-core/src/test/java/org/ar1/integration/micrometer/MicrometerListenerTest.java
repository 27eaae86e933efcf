package org.ar1.integration.micrometer;

import static org.ar1.integration.source.UpstreamService.PERFORMANCE;
import static org.ar1.integration.source.UpstreamService.USAGE_ANALYTICS;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.config.IntegrationConfigBuilder;
import org.ar1.integration.event.AttemptEnded;
import org.ar1.integration.event.AttemptStarted;
import org.ar1.integration.event.CircuitBreakerChanged;
import org.ar1.integration.event.CircuitBreakerChanged.State;
import org.ar1.integration.event.EventsDropped;
import org.ar1.integration.event.FetchEnded;
import org.ar1.integration.event.ReportBuilt;
import org.ar1.integration.event.RetryScheduled;
import org.ar1.integration.event.SourceRead;
import org.ar1.integration.event.SourceRecovered;
import org.ar1.integration.insight.InsightReport;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.report.JoinCoverage;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class MicrometerListenerTest {

    private static final Set<String> RESOURCES = Set.of(
            "catalogue",
            "trends",
            "trends-7",
            "usage/lab",
            "performance/lab",
            "performance/user",
            "popular",
            "over-under-utilized",
            "servers",
            "allocations",
            "stats",
            "peaks");

    private final MockClock clock = new MockClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
    private final MicrometerListener listener = new MicrometerListener(registry);

    private double gauge(String name, String... tags) {
        return registry.get(name).tags(tags).gauge().value();
    }

    private double count(String name, String... tags) {
        return registry.get(name).tags(tags).counter().count();
    }

    private void ended(ErrorCode error, Duration duration, int inFlight) {
        listener.attemptEnded(
                new AttemptEnded(PERFORMANCE, "stats", 1, duration, error, OptionalInt.empty(), inFlight));
    }

    @Test
    void attemptsAreTimedByOutcome() {
        ended(null, Duration.ofMillis(200), 0);
        ended(null, Duration.ofMillis(300), 0);
        ended(ErrorCode.TIMEOUT, Duration.ofSeconds(5), 0);

        Timer good = registry.get("integration.upstream.attempts")
                .tags("service", "performance", "resource", "stats", "outcome", "success", "error", "none")
                .timer();
        assertThat(good.count()).isEqualTo(2);
        assertThat(good.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(500);
        Timer bad = registry.get("integration.upstream.attempts")
                .tags("service", "performance", "resource", "stats", "outcome", "error", "error", "timeout")
                .timer();
        assertThat(bad.totalTime(TimeUnit.SECONDS)).isEqualTo(5);
    }

    @Test
    void reportsAreCountedByKindAndStatusFromZeroOn() {
        assertThat(count("integration.reports", "report", "insights", "status", "failed"))
                .isZero();

        listener.reportBuilt(new ReportBuilt(
                new InsightReport(
                        Instant.EPOCH,
                        IntegrationStatus.FAILED,
                        ZoneOffset.UTC,
                        null,
                        List.of(),
                        List.of(),
                        new JoinCoverage(null, List.of(), null),
                        List.of(),
                        Duration.ofSeconds(1)),
                null));

        assertThat(count("integration.reports", "report", "insights", "status", "failed"))
                .isEqualTo(1);
    }

    @Test
    void attemptsInFlightAreShownByService() {
        assertThat(gauge("integration.upstream.in.flight", "service", "performance"))
                .isZero();
        listener.attemptStarted(new AttemptStarted(PERFORMANCE, "stats", 1, 1));
        listener.attemptStarted(new AttemptStarted(PERFORMANCE, "peaks", 1, 2));
        assertThat(gauge("integration.upstream.in.flight", "service", "performance"))
                .isEqualTo(2);
        assertThat(gauge("integration.upstream.in.flight", "service", "usage-analytics"))
                .isZero();
        // Whatever was lost in between, the number told last is right.
        ended(null, Duration.ofMillis(1), 0);
        assertThat(gauge("integration.upstream.in.flight", "service", "performance"))
                .isZero();
    }

    @Test
    void retriesFetchesRecoveriesAndLostEventsAreCounted() {
        listener.retryScheduled(new RetryScheduled(PERFORMANCE, "stats", 1, ErrorCode.CONNECT, Duration.ZERO));
        listener.fetchEnded(new FetchEnded(PERFORMANCE, "stats", false, null, 2, null));
        listener.fetchEnded(new FetchEnded(PERFORMANCE, "stats", true, ErrorCode.DECODE, 1, Instant.EPOCH));
        listener.sourceRecovered(new SourceRecovered(PERFORMANCE, "stats", 3, Instant.EPOCH));
        listener.eventsDropped(new EventsDropped(7));

        String[] stats = {"service", "performance", "resource", "stats"};
        assertThat(registry.get("integration.upstream.retries")
                        .tags(stats)
                        .tag("error", "connect")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("integration.source.fetches")
                        .tags(stats)
                        .tags("kind", "miss", "error", "none")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("integration.source.fetches")
                        .tags(stats)
                        .tags("kind", "refresh", "error", "decode")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(count("integration.source.recoveries", stats)).isEqualTo(1);
        assertThat(count("integration.events.dropped")).isEqualTo(7);
    }

    @Test
    void readsAreCountedByOutcome() {
        for (Outcome outcome : new Outcome[] {Outcome.LIVE, Outcome.CACHED, Outcome.CACHED, Outcome.STALE}) {
            listener.sourceRead(new SourceRead(USAGE_ANALYTICS, "trends", outcome, Duration.ZERO));
        }
        String[] trends = {"service", "usage-analytics", "resource", "trends", "outcome", "cached"};
        assertThat(count("integration.source.reads", trends)).isEqualTo(2);
        trends[5] = "stale";
        assertThat(count("integration.source.reads", trends)).isEqualTo(1);
    }

    @Test
    void theAgeOfWhatWasReadLastGrows() {
        String[] trends = {"service", "usage-analytics", "resource", "trends"};
        listener.sourceRead(new SourceRead(USAGE_ANALYTICS, "trends", Outcome.CACHED, Duration.ofSeconds(40)));
        assertThat(gauge("integration.source.age", trends)).isEqualTo(40);
        clock.add(Duration.ofMillis(2500));
        assertThat(gauge("integration.source.age", trends)).isEqualTo(42.5);
        listener.sourceRead(new SourceRead(USAGE_ANALYTICS, "trends", Outcome.LIVE, Duration.ZERO));
        assertThat(gauge("integration.source.age", trends)).isZero();
        listener.sourceRead(new SourceRead(USAGE_ANALYTICS, "trends", Outcome.FAILED, null));
        assertThat(gauge("integration.source.age", trends)).isNaN();
    }

    @Test
    void aBreakerIsInOneStateOfThree() {
        assertStates(1, 0, 0);
        listener.circuitBreakerChanged(new CircuitBreakerChanged(PERFORMANCE, State.OPEN));
        assertStates(0, 1, 0);
        listener.circuitBreakerChanged(new CircuitBreakerChanged(PERFORMANCE, State.HALF_OPEN));
        assertStates(0, 0, 1);
        assertThat(gauge("integration.circuit.breaker.state", "service", "user-progress", "state", "closed"))
                .isEqualTo(1);
    }

    private void assertStates(double closed, double open, double halfOpen) {
        assertThat(Stream.of("closed", "open", "half_open")
                        .map(state ->
                                gauge("integration.circuit.breaker.state", "service", "performance", "state", state)))
                .containsExactly(closed, open, halfOpen);
    }

    @Test
    void theAgeIsInSeconds() {
        listener.sourceRead(new SourceRead(USAGE_ANALYTICS, "trends", Outcome.LIVE, Duration.ZERO));
        assertThat(registry.get("integration.source.age").gauge().getId().getBaseUnit())
                .isEqualTo("seconds");
    }

    @Test
    void theNumberOfSeriesDoesNotGrowWithLabTypesServersOrUsers() {
        Set<String> few = series(28);
        Set<String> many = series(400);

        assertThat(many).isNotEmpty().isEqualTo(few);
        assertThat(registry.getMeters()).allSatisfy(meter -> assertBounded(meter.getId()));
    }

    private Set<String> series(int labs) {
        registry.clear();
        try (SampleCampus campus =
                        SampleCampus.builder().labs(labs).historyDays(1).start();
                IntegrationClient client = IntegrationClient.builder()
                        .config(config(campus))
                        .listener(new MicrometerListener(registry))
                        .build()) {
            assertThat(client.labUtilization().report().integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
            assertThat(client.serverAllocation().report().integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
            for (int user = 0; user < labs; user += 10) {
                client.serverAllocation().userPerformance("user-" + user);
            }
            assertThat(client.labUtilization().labUsage("no-such-lab").value()).isNull();
        }
        return registry.getMeters().stream()
                .map(Meter::getId)
                .map(id -> id.getName() + id.getTags())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static IntegrationConfig config(SampleCampus campus) {
        IntegrationConfigBuilder config = IntegrationConfig.builder()
                .requestTimeout(Duration.ofSeconds(60))
                .reportDeadline(Duration.ofSeconds(90))
                .maxRetries(0);
        for (SampleService service : SampleService.values()) {
            config.url(
                    Arrays.stream(UpstreamService.values())
                            .filter(upstream -> upstream.id().equals(service.id()))
                            .findFirst()
                            .orElseThrow(),
                    campus.url(service));
        }
        return config.build();
    }

    private static void assertBounded(Meter.Id id) {
        for (Tag tag : id.getTags()) {
            Stream<String> allowed = switch (tag.getKey()) {
                case "service" -> Arrays.stream(UpstreamService.values()).map(UpstreamService::id);
                case "resource" -> RESOURCES.stream();
                case "outcome" ->
                    Stream.concat(
                            Stream.of("success", "error"),
                            Arrays.stream(Outcome.values()).map(Outcome::id));
                case "error" ->
                    Stream.concat(
                            Stream.of("none"), Arrays.stream(ErrorCode.values()).map(ErrorCode::id));
                case "kind" -> Stream.of("miss", "refresh");
                case "report" -> Stream.of("lab-utilization", "server-allocation", "insights");
                case "status" -> Arrays.stream(IntegrationStatus.values()).map(IntegrationStatus::id);
                case "state" -> Arrays.stream(State.values()).map(State::id);
                default -> Stream.empty();
            };
            assertThat(allowed.toList()).as("%s", id).contains(tag.getValue());
        }
    }
}
