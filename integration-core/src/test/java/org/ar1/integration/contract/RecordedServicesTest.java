package org.ar1.integration.contract;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.ar1.integration.source.UpstreamService.LAB_MONITORING;
import static org.ar1.integration.source.UpstreamService.PERFORMANCE;
import static org.ar1.integration.source.UpstreamService.PERFORMANCE_REPORTING;
import static org.ar1.integration.source.UpstreamService.RESOURCE_ALLOCATION;
import static org.ar1.integration.source.UpstreamService.USAGE_ANALYTICS;
import static org.ar1.integration.source.UpstreamService.USER_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicReference;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.LabUtilizationAdapter;
import org.ar1.integration.ServerAllocationAdapter;
import org.ar1.integration.document.ReportJson;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceStatus;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.source.UpstreamException;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.LabTypeResolver;
import org.ar1.integration.upstream.Allocation;
import org.ar1.integration.upstream.CatalogueLab;
import org.ar1.integration.upstream.LabCatalogue;
import org.ar1.integration.upstream.LabPerformance;
import org.ar1.integration.upstream.LabUsage;
import org.ar1.integration.upstream.LabUtilization;
import org.ar1.integration.upstream.PeakTime;
import org.ar1.integration.upstream.PopularLab;
import org.ar1.integration.upstream.ResourceAmounts;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.ServerStatistics;
import org.ar1.integration.upstream.ServerStatistics.ResourceHistory;
import org.ar1.integration.upstream.ServerStatistics.ServerHistory;
import org.ar1.integration.upstream.UsageTrends;
import org.ar1.integration.upstream.UsageTrends.TypeTrend;
import org.ar1.integration.upstream.UserPerformance;
import org.ar1.integration.upstream.UserPerformance.LabAttempts;
import org.ar1.integration.upstream.UtilizationStatus;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The six clients against what the real services answered. */
class RecordedServicesTest {

    private static final String KNOWN_USER = "468c9e7a-33f0-4223-b2ec-45c8ec2a4e2a";

    @RegisterExtension
    static final FakeServices SERVICES = new FakeServices();

    private static LabUtilizationAdapter labs;
    private static ServerAllocationAdapter servers;

    @BeforeAll
    static void connect() {
        IntegrationClient client = SERVICES.client();
        labs = client.labUtilization();
        servers = client.serverAllocation();
    }

    @Test
    void bodiesAreReplayedByteForByte() {
        for (UpstreamService service : UpstreamService.values()) {
            assertThat(Recording.folder(service.id())).isNotEmpty().allSatisfy(recording -> {
                String length = recording.headers().entrySet().stream()
                        .filter(header -> header.getKey().equalsIgnoreCase("Content-Length"))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElseThrow();
                assertThat(recording.body().getBytes(StandardCharsets.UTF_8)).hasSize(Integer.parseInt(length));
            });
        }
    }

    @Test
    void popularLabs() {
        SERVICES.replayEverything();
        assertLive(
                labs.popularLabs(),
                LAB_MONITORING,
                "popular",
                List.of(
                        new PopularLab(1, "Linux Basics", 2L, 780.0),
                        new PopularLab(4, "Networking", 1L, 450.0),
                        new PopularLab(3, "Kubernetes", 1L, 450.0),
                        new PopularLab(5, "Filesystem", 1L, 420.0),
                        new PopularLab(2, "Docker", 1L, 360.0)));
        assertThat(SERVICES.asked(LAB_MONITORING)).containsExactly("/monitor/labs/popular");
    }

    @Test
    void utilization() {
        SERVICES.replayEverything();
        UtilizationStatus over = UtilizationStatus.OVER_UTILIZED;
        assertLive(
                labs.utilization(),
                LAB_MONITORING,
                "over-under-utilized",
                List.of(
                        new LabUtilization(1, "Linux Basics", 15L, 10.0, 37.5, 37.5, 2.5, over),
                        new LabUtilization(2, "Docker", 10L, 6.0, 60.0, 36.0, 3.6, over),
                        new LabUtilization(3, "Kubernetes", 8L, 5.0, 90.0, 45.0, 5.63, over),
                        new LabUtilization(4, "Networking", 12L, 10.0, 45.0, 45.0, 3.75, over),
                        new LabUtilization(5, "Filesystem", 15L, 14.0, 30.0, 42.0, 2.8, over)));
        assertThat(SERVICES.asked(LAB_MONITORING)).containsExactly("/monitor/labs/over-under-utilized");
    }

    @Test
    void usageTrendsOfEitherWindow() {
        SERVICES.replayEverything();
        Map<String, TypeTrend> types = Map.of(
                "linux-basics", new TypeTrend(22L, 8L, 6L),
                "docker", new TypeTrend(20L, 9L, 2L),
                "kubernetes", new TypeTrend(25L, 11L, 3L),
                "networking", new TypeTrend(17L, 8L, 1L));
        assertLive(labs.usageTrends(30), USAGE_ANALYTICS, "trends", new UsageTrends(30, 84L, types));
        assertLive(labs.usageTrends(7), USAGE_ANALYTICS, "trends", new UsageTrends(7, 84L, types));
        assertThat(SERVICES.asked(USAGE_ANALYTICS))
                .containsExactly("/analytics/trends?days=30", "/analytics/trends?days=7");
    }

    @Test
    void theCatalogueByTheAdapter() {
        SERVICES.replayEverything();
        Sourced<LabCatalogue> read = labs.catalogue();

        assertThat(read.service()).isEqualTo(USER_PROGRESS);
        assertThat(read.outcome()).isEqualTo(Outcome.LIVE);
        assertThat(read.orElseThrow().labTypes()).contains("linux-basics", "docker");
    }

    @Test
    void labUsage() {
        SERVICES.replayEverything();
        assertUsage("linux-basics", 8, 22, Map.of("start", 8L, "error", 6L, "complete", 8L), 0.148714125);
        assertUsage("docker", 9, 20, Map.of("start", 9L, "error", 2L, "complete", 9L), 0.09319555555555555);
        assertUsage("kubernetes", 11, 25, Map.of("start", 11L, "error", 3L, "complete", 11L), 0.10643000000000001);
        assertUsage("networking", 8, 17, Map.of("start", 8L, "error", 1L, "complete", 8L), 0.1036235);
    }

    private static void assertUsage(
            String labType, long users, long events, Map<String, Long> distribution, double seconds) {
        assertLive(
                labs.labUsage(labType),
                USAGE_ANALYTICS,
                "usage/lab",
                new LabUsage(labType, 7, users, events, distribution, seconds));
    }

    @Test
    void serversWithTheOldestCheckAsTheTimeOfTheData() {
        SERVICES.replayEverything();
        Instant checked = Instant.parse("2026-11-23T01:20:52Z");
        ResourceAmounts maximum = new ResourceAmounts(100.0, 128.0, 500.0);
        Sourced<List<Server>> read = servers.servers();
        assertLive(
                read,
                RESOURCE_ALLOCATION,
                "servers",
                List.of(
                        new Server(
                                1, "192.168.0.101", new ResourceAmounts(24.5853, 49.1705, 131.571), maximum, checked),
                        new Server(
                                2, "192.168.0.102", new ResourceAmounts(29.3395, 58.679, 102.657), maximum, checked)));
        assertThat(read.dataAsOf()).isEqualTo(checked);
        assertThat(read.orElseThrow()).extracting(Server::name).containsExactly("Server-1", "Server-2");
    }

    @Test
    void allocations() {
        SERVICES.replayEverything();
        assertLive(
                servers.allocations(),
                RESOURCE_ALLOCATION,
                "allocations",
                List.of(
                        new Allocation("Linux Basics", 1),
                        new Allocation("Docker", 1),
                        new Allocation("Filesystem", 1),
                        new Allocation("Kubernetes", 2),
                        new Allocation("Networking", 2)));
    }

    @Test
    void serverStatistics() {
        SERVICES.replayEverything();
        Sourced<ServerStatistics> read = servers.serverStatistics();
        ServerStatistics statistics = read.orElseThrow();
        Instant newest = Instant.parse("2026-11-23T01:20:52Z");
        assertThat(read.outcome()).isEqualTo(Outcome.LIVE);
        assertThat(read.service()).isEqualTo(PERFORMANCE);
        assertThat(read.resource()).isEqualTo("stats");
        assertThat(read.dataAsOf()).isEqualTo(newest);
        assertThat(statistics.rows()).isEqualTo(16);
        assertThat(statistics.newest()).isEqualTo(newest);
        assertThat(statistics.servers()).containsOnlyKeys(1L, 2L);

        // The largest of each ten minutes: 00:10, 00:40, 01:10 and 01:20.
        ServerHistory first = statistics.servers().get(1L);
        assertThat(first.samples()).isEqualTo(4);
        assertThat(first.first()).isEqualTo(Instant.parse("2026-11-23T00:10:00Z"));
        assertThat(first.last()).isEqualTo(Instant.parse("2026-11-23T01:20:00Z"));
        assertThat(first.newestRow()).isEqualTo(newest);
        assertHistory(first.cpu(), 60, 65, 70, 24.5853);
        assertHistory(first.memory(), 70, 75, 80, 49.1705);
        assertHistory(first.disk(), 65, 68, 125.893, 131.571);

        ServerHistory second = statistics.servers().get(2L);
        assertThat(second.samples()).isEqualTo(4);
        assertHistory(second.cpu(), 40, 45, 50, 29.3395);
        assertHistory(second.memory(), 60, 65, 70, 58.679);
        assertHistory(second.disk(), 50, 55, 108.661, 102.657);
    }

    /** Of four values the 95th percentile is the highest. */
    private static void assertHistory(ResourceHistory history, double... values) {
        double max = Arrays.stream(values).max().orElseThrow();
        assertThat(history.latest()).isEqualTo(values[3]);
        assertThat(history.max()).isEqualTo(max);
        assertThat(history.p95()).isEqualTo(max);
        assertThat(history.mean()).isCloseTo(Arrays.stream(values).average().orElseThrow(), within(0.5e-4));
    }

    @Test
    void peakTimesInTheOrderOfTheService() {
        SERVICES.replayEverything();
        assertLive(
                servers.peakTimes(1),
                PERFORMANCE,
                "peaks",
                List.of(new PeakTime("2026-11-21 01:10:52", 8L), new PeakTime("2026-11-22 01:10:52", 32L)));
        assertLive(
                servers.peakTimes(2),
                PERFORMANCE,
                "peaks",
                List.of(new PeakTime("2026-11-20 01:10:52", 5L), new PeakTime("2026-11-21 01:10:52", 10L)));
    }

    @Test
    void anUnknownServerHasNoPeaks() {
        SERVICES.replayEverything();
        assertLive(servers.peakTimes(999_999), PERFORMANCE, "peaks", List.of());
    }

    @Test
    void labPerformance() {
        SERVICES.replayEverything();
        String missing = "file_not_found";
        String denied = "permission_denied";
        String late = "timeout";
        assertPerformance("linux-basics", 8, 691.25, 0.75, List.of(missing, late, denied), "11.963639");
        assertPerformance("docker", 9, 474.8888888888889, 1, List.of(missing, denied, late), "12.080666");
        assertPerformance("kubernetes", 11, 526, 0.6363636363636364, List.of(late, denied, missing), "12.195839");
        assertPerformance("networking", 8, 478.375, 0.875, List.of(denied, missing, late), "12.300934");
    }

    private static void assertPerformance(
            String labType, long users, double time, double success, List<String> errors, String seconds) {
        Instant updated = Instant.parse("2026-11-23T01:21:" + seconds + "Z");
        Sourced<LabPerformance> read = servers.labPerformance(labType);
        assertLive(
                read,
                PERFORMANCE_REPORTING,
                "performance/lab",
                new LabPerformance(labType, users, time, success, errors, updated));
        assertThat(read.dataAsOf()).isEqualTo(updated);
    }

    @Test
    void userPerformance() {
        SERVICES.replayEverything();
        assertLive(
                servers.userPerformance(KNOWN_USER),
                PERFORMANCE_REPORTING,
                "performance/user",
                new UserPerformance(
                        KNOWN_USER,
                        Map.of(
                                "linux-basics", attempt(766, "11.771581"),
                                "docker", attempt(319, "12.022960"),
                                "kubernetes", attempt(534, "12.387442"),
                                "networking", attempt(163, "12.615289"))));
    }

    private static LabAttempts attempt(double time, String seconds) {
        return new LabAttempts(1L, 1.0, time, time, Instant.parse("2026-11-23T01:12:" + seconds + "Z"));
    }

    @Test
    void aUserWithoutRecordsHasNone() {
        SERVICES.json(PERFORMANCE_REPORTING, "/performance/user/new", "{\"user_id\":\"new\",\"records\":[]}");
        assertThat(servers.userPerformance("new").orElseThrow()).isEqualTo(new UserPerformance("new", Map.of()));
    }

    @Test
    void catalogue() {
        SERVICES.replayEverything();
        AtomicReference<LabCatalogue> catalogue = new AtomicReference<>(LabCatalogue.empty());
        IntegrationClient client = SERVICES.client(SERVICES.builder().labTypeResolver((name, known) -> {
            catalogue.set(known);
            return LabTypeResolver.standard().resolve(name, known);
        }));
        client.labUtilization().report();
        assertThat(catalogue.get().labs())
                .containsExactly(
                        lab("96d42fd1-c4e5-450b-aa03-64f624f8821f", "Linux Basics", "beginner", "11.377352"),
                        lab("f493125e-97ce-41d4-9144-471234ba476b", "Docker", "intermediate", "11.387535"),
                        lab("50b49b7b-1b31-4682-a325-96a98c68e6df", "Kubernetes", "advanced", "11.395227"),
                        lab("71125199-09df-4a5e-a68a-1e0a3a58a524", "Networking", "intermediate", "11.402720"),
                        lab("f00c658d-e0a8-4053-bd54-19690d1cda7a", "Operating Systems", "advanced", "11.409007"));
    }

    private static CatalogueLab lab(String id, String name, String difficulty, String seconds) {
        LocalDateTime at = LocalDateTime.parse("2026-11-23T01:12:" + seconds);
        String labType = name.toLowerCase(Locale.ROOT).replace(' ', '-');
        return new CatalogueLab(id, name, labType, name + " lab", difficulty, at, at);
    }

    @Test
    void labTypesAndUsersThatAServiceHasNothingOfAreAbsent() {
        SERVICES.replayEverything();
        assertAbsent(labs.labUsage("filesystem"));
        assertAbsent(labs.labUsage("operating-systems"));
        assertAbsent(servers.labPerformance("filesystem"));
        assertAbsent(servers.labPerformance("operating-systems"));
        assertAbsent(servers.userPerformance("nobody"));
        assertThat(SERVICES.unexpected()).isEmpty();
    }

    private static void assertAbsent(Sourced<?> read) {
        assertThat(read.outcome()).isEqualTo(Outcome.LIVE);
        assertThat(read.orNull()).isNull();
        assertThat(read.error()).isNull();
        assertThat(read.fetchedAt()).isNotNull();
        assertThatThrownBy(read::orElseThrow).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void theCatalogueIsAskedForADenialAndNotWhereThereIsNoData() {
        SERVICES.replayEverything();
        labs.labUsage("filesystem");
        List<String> pages = List.of(
                FakeServices.CATALOGUE,
                "/labs/?skip=" + Recording.of("user-progress/labs").json().size() + "&limit=100");
        assertThat(SERVICES.asked(USER_PROGRESS)).isEqualTo(pages);
        labs.labUsage("operating-systems");
        assertThat(SERVICES.asked(USER_PROGRESS)).isEqualTo(pages);
    }

    @Test
    void reportsAskForRecordedThingsOnly() {
        SERVICES.replayEverything();
        LabUtilizationReport utilization = labs.report();
        ServerAllocationReport allocation = servers.report();
        assertThat(utilization.integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
        assertThat(allocation.integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
        labs.report("docker");
        servers.report("docker");
        assertThat(SERVICES.unexpected()).isEmpty();
    }

    @Test
    void whatIsNotRecordedIsNoticed() {
        SERVICES.replayEverything();
        assertAbsent(labs.labUsage("astronomy"));
        assertThat(SERVICES.unexpected()).containsExactly("usage-analytics /analytics/usage/lab/astronomy?days=7");
    }

    @Test
    void aDatabaseThatIsDownIsAFailureWithoutItsDetails() {
        for (String service : List.of("lab-monitoring", "performance", "resource-allocation")) {
            Recording.folder("database-down/" + service).forEach(SERVICES::replay);
        }
        assertFailed(labs.popularLabs());
        assertFailed(labs.utilization());
        assertFailed(servers.servers());
        assertFailed(servers.allocations());
        assertFailed(servers.serverStatistics());
        assertFailed(servers.peakTimes(1));
        assertThat(SERVICES.unexpected()).isEmpty();
    }

    @Test
    void reportsShowNothingOfTheDatabase() {
        SERVICES.replayEverything();
        for (String service : List.of("lab-monitoring", "performance", "resource-allocation")) {
            Recording.folder("database-down/" + service).forEach(SERVICES::replay);
        }
        LabUtilizationReport utilization = labs.report();
        ServerAllocationReport allocation = servers.report();
        assertThat(utilization.sources())
                .filteredOn(source -> source.outcome() == Outcome.FAILED)
                .extracting(SourceStatus::resource)
                .containsExactly("popular", "over-under-utilized");
        for (String text : List.of(
                utilization.toString(),
                allocation.toString(),
                new String(ReportJson.write(utilization), StandardCharsets.UTF_8),
                new String(ReportJson.write(allocation), StandardCharsets.UTF_8))) {
            assertNothingLeaks(text);
        }
    }

    @Test
    void aTextInPlaceOfAnErrorIsNotPassedOn() {
        Recording labsDown = Recording.of("database-down/lab-monitoring/labs");
        SERVICES.replay(labsDown, "/monitor/labs/popular");
        assertFailed(labs.popularLabs());
    }

    @Test
    void aRequestThatIsRefusedAsInvalidIsAFailure() {
        SERVICES.replay(Recording.of("usage-analytics/trends-bad-days"), "/analytics/trends?days=30");
        SERVICES.replay(Recording.of("usage-analytics/trends-bad-days"), "/analytics/usage/lab/docker?days=7");
        assertFailed(labs.usageTrends(30));
        assertFailed(labs.labUsage("docker"));
        assertThat(SERVICES.asked(USAGE_ANALYTICS)).hasSize(2);
    }

    @Test
    void aPlainTextErrorIsAFailure() {
        SERVICES.answer(
                PERFORMANCE_REPORTING,
                "/performance/lab/docker",
                aResponse()
                        .withStatus(500)
                        .withHeader("Content-Type", "text/plain; charset=utf-8")
                        .withBody("Internal Server Error: ECONNREFUSED"));
        assertFailed(servers.labPerformance("docker"));
    }

    @Test
    void a404IsAFailureWhereItIsNoAnswer() {
        assertFailed(labs.popularLabs());
        assertFailed(labs.utilization());
        assertFailed(labs.usageTrends(30));
        assertFailed(servers.servers());
        assertFailed(servers.allocations());
        assertFailed(servers.serverStatistics());
        assertFailed(servers.peakTimes(1));
    }

    private static void assertFailed(Sourced<?> read) {
        assertThat(read.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(read.orNull()).isNull();
        assertThat(read.fetchedAt()).isNull();
        assertThat(read.attempts()).isEqualTo(1);
        assertThat(read.error()).isNotNull();
        assertThat(read.error().code()).isEqualTo(ErrorCode.HTTP_STATUS);
        assertNothingLeaks(read.toString());
        assertThatThrownBy(read::orElseThrow)
                .isInstanceOf(UpstreamException.class)
                .satisfies(thrown -> assertNothingLeaks(thrown.getMessage() + thrown.getCause()));
    }

    private static void assertNothingLeaks(String text) {
        assertThat(text)
                .doesNotContain("ECONN", "errno", "syscall", "3306", "127.0.0.1", "fatal", "Failed to fetch")
                .doesNotContain("valid integer", "Internal Server", "Not Found", "Exception");
    }

    private static <T> void assertLive(Sourced<T> read, UpstreamService service, String resource, T value) {
        assertThat(read.orElseThrow()).isEqualTo(value);
        assertThat(read.outcome()).isEqualTo(Outcome.LIVE);
        assertThat(read.service()).isEqualTo(service);
        assertThat(read.resource()).isEqualTo(resource);
        assertThat(read.attempts()).isEqualTo(1);
        assertThat(read.fetchedAt()).isNotNull();
        assertThat(read.error()).isNull();
        assertThat(SERVICES.unexpected()).isEmpty();
    }
}
