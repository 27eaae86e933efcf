package org.ar1.integration.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.contract.DeafBreaker;
import org.ar1.integration.internal.call.CallChains;
import org.ar1.integration.internal.call.Deadline;
import org.ar1.integration.internal.event.Events;
import org.ar1.integration.internal.header.CurrentHeaders;
import org.ar1.integration.internal.source.ManualDelay;
import org.ar1.integration.internal.source.MapCache;
import org.ar1.integration.internal.source.SecondLevel;
import org.ar1.integration.internal.source.SourceReader;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.spi.HttpTransport.Response;
import org.ar1.integration.spi.RetryPolicy;
import org.ar1.integration.upstream.InfrastructureLab;
import org.ar1.integration.upstream.PeakTime;
import org.ar1.integration.upstream.ResourceAmounts;
import org.ar1.integration.upstream.ServerPeaks;
import org.ar1.integration.upstream.UsageTrends;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the insights read beyond the reports. */
class InsightSourcesTest {

    private static final Instant START = Instant.parse("2026-11-23T09:23:04Z");

    private final AtomicReference<Instant> clock = new AtomicReference<>(START);
    private final Map<String, CompletableFuture<Response>> answers = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final IntegrationConfig config =
            IntegrationConfig.builder().staleWhileRevalidate(Duration.ZERO).build();
    private final CallChains chains = new CallChains(
            config,
            CurrentHeaders.of(service -> Map.of(), null, null),
            (uri, headers) -> {
                String path = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
                asked.add(path);
                return answers.getOrDefault(path, CompletableFuture.completedFuture(response(500, "{}")));
            },
            Runnable::run,
            new ManualDelay(),
            RetryPolicy.fixed(0, Duration.ZERO),
            DeafBreaker::closed,
            clock::get,
            Events.none());
    private final SourceReader reader = new SourceReader(
            new MapCache(), SecondLevel.NONE, config, clock::get, chains::activity, Runnable::run, Events.none());
    private final ServiceClients clients =
            ServiceClients.of(reader, chains, new LabTypeVerifier(reader, chains), new HistoryBudget(8, 64L << 20));

    @AfterEach
    void stop() {
        reader.close();
        chains.close();
    }

    private static Response response(int status, String body) {
        return new Response(status, Map.of(), new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String recorded(String name) {
        try (InputStream in = Objects.requireNonNull(
                InsightSourcesTest.class.getResourceAsStream("/recordings/" + name + ".json"), name)) {
            return new ObjectMapper()
                    .readTree(in)
                    .required("response")
                    .required("body")
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(String path, String body) {
        answers.put(path, CompletableFuture.completedFuture(response(200, body)));
    }

    private Deadline deadline() {
        return Deadline.in(Duration.ofMinutes(1));
    }

    private static String trends(int days, long events) {
        return "{\"time_period_days\":" + days + ",\"total_events\":" + events
                + ",\"lab_usage\":{\"docker\":{\"total_events\":" + events + ",\"unique_users\":1,\"errors\":0}}}";
    }

    private List<Sourced<UsageTrends>> weeklyTrends() {
        return clients.usageAnalytics().weeklyTrends(deadline()).join();
    }

    @Test
    void thePeaksOfAServerAreReadOnceForTheReportsAndTheInsights() {
        answer("/performance/servers/1/peaks", recorded("performance/peaks-1"));

        Sourced<ServerPeaks> peaks =
                clients.performance().serverPeaks(1, deadline()).join();
        Sourced<List<PeakTime>> latest =
                clients.performance().peaks(1, deadline()).join();

        Map<LocalDateTime, Long> starts = new HashMap<>();
        peaks.orElseThrow().starts().forEach(starts::put);
        assertThat(starts)
                .isEqualTo(Map.of(
                        LocalDateTime.parse("2026-11-21T01:00"), 8L, LocalDateTime.parse("2026-11-22T01:00"), 32L));
        assertThat(latest.outcome()).isEqualTo(Outcome.CACHED);
        assertThat(latest.orElseThrow())
                .containsExactly(new PeakTime("2026-11-21 01:10:52", 8L), new PeakTime("2026-11-22 01:10:52", 32L));
        assertThat(asked).containsExactly("/performance/servers/1/peaks");
    }

    @Test
    void weeklyTrendsAreAskedOneAfterTheOther() {
        CompletableFuture<Response> first = new CompletableFuture<>();
        answers.put("/analytics/trends?days=7", first);
        answer("/analytics/trends?days=14", trends(14, 150));
        answer("/analytics/trends?days=21", trends(21, 205));
        answer("/analytics/trends?days=28", trends(28, 270));

        CompletableFuture<List<Sourced<UsageTrends>>> read =
                clients.usageAnalytics().weeklyTrends(deadline());
        assertThat(asked).containsExactly("/analytics/trends?days=7");
        first.complete(response(200, recorded("usage-analytics/trends-7")));

        assertThat(read.join())
                .extracting(Sourced::resource)
                .containsExactly("trends-7", "trends-14", "trends-21", "trends-28");
        assertThat(read.join().get(0).orElseThrow().labUsage()).containsKey("docker");
        assertThat(read.join().get(3).orElseThrow().totalEvents()).isEqualTo(270);
        assertThat(asked)
                .containsExactly(
                        "/analytics/trends?days=7",
                        "/analytics/trends?days=14",
                        "/analytics/trends?days=21",
                        "/analytics/trends?days=28");
    }

    @Test
    void weeklyTrendsAreFreshForAnHourApartFromThoseOfTheReports() {
        for (int days : new int[] {7, 14, 21, 28}) {
            answer("/analytics/trends?days=" + days, trends(days, days));
        }
        weeklyTrends();
        assertThat(asked).hasSize(4);

        clock.set(START.plus(Duration.ofMinutes(59)));
        assertThat(weeklyTrends()).extracting(Sourced::outcome).containsOnly(Outcome.CACHED);
        assertThat(asked).hasSize(4);
        answer("/analytics/trends?days=7", trends(7, 8));
        clients.usageAnalytics().recentTrends(deadline()).by(deadline()).join();
        assertThat(asked).hasSize(5);
        assertThat(weeklyTrends().get(0).orElseThrow().totalEvents()).isEqualTo(7);

        clock.set(START.plus(Duration.ofMinutes(60)));
        answer("/analytics/trends?days=7", trends(7, 9));
        assertThat(weeklyTrends().get(0).orElseThrow().totalEvents()).isEqualTo(9);
    }

    @Test
    void oneOfTheWeeklyTrendsMayFail() {
        answer("/analytics/trends?days=7", trends(7, 1));
        answer("/analytics/trends?days=21", trends(21, 3));
        answer("/analytics/trends?days=28", trends(28, 4));

        assertThat(weeklyTrends())
                .extracting(Sourced::outcome)
                .containsExactly(Outcome.LIVE, Outcome.FAILED, Outcome.LIVE, Outcome.LIVE);
    }

    @Test
    void labsWithWhatTheyAreEstimatedToNeed() {
        answer(
                "/labs",
                "[{\"id\":1,\"name\":\"Docker\",\"status\":\"active\",\"created_at\":\"2026-11-23T01:10:52.000Z\","
                        + "\"estimated_users\":10,\"estimated_cpu\":20.5,\"estimated_memory\":\"16\",\"estimated_disk\":null},"
                        + "{\"id\":2,\"name\":\"COBOL\",\"status\":\"deleted\"},{\"id\":3,\"name\":\"X\",\"status\":\"new\"}]");

        assertThat(clients.resourceAllocation().labs(deadline()).join().orElseThrow())
                .containsExactly(
                        new InfrastructureLab(
                                1,
                                "Docker",
                                InfrastructureLab.Status.ACTIVE,
                                10L,
                                new ResourceAmounts(20.5, 16.0, null)),
                        new InfrastructureLab(
                                2,
                                "COBOL",
                                InfrastructureLab.Status.DELETED,
                                null,
                                new ResourceAmounts(null, null, null)),
                        new InfrastructureLab(
                                3, "X", InfrastructureLab.Status.UNKNOWN, null, new ResourceAmounts(null, null, null)));
    }
}
