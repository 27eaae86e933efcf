package org.ar1.integration.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;
import org.jspecify.annotations.Nullable;

/**
 * A report from an empty cache in a JVM that has built many, where every answer takes 50 ms, against the longest chain
 * of calls each of which needs the answers before it. That chain is
 *
 * <ol>
 *   <li>one round for the lists: they need nothing and are asked at once, at most two of one service. Where calls of a
 *       lab type need the catalogue, one for each of its pages, which are asked for one after the other until one is
 *       empty;
 *   <li>a round for every eight calls of a lab type or a server, as a service is asked eight things at a time: the number
 *       of such calls to one service, divided by eight and rounded up, of the service with the most. Which they are only
 *       the lists tell;
 *   <li>one more round if one of those was 404: Performance Reporting answers so too when it cannot ask the catalogue, and
 *       is believed once the catalogue has answered a call made after all of them.
 * </ol>
 *
 * The calls are counted by those who answer them.
 */
final class ColdSuite implements Suite {

    /** As our own is made; its connections stay, since it is the cache that is cold. */
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private static final int LABS = 60;
    private static final int AT_ONCE = 8;
    private static final long DELAY_MILLIS = 50;
    private static final int WARM_UPS = Run.quick() ? 10 : 20;
    private static final int ROUNDS = Run.quick() ? 5 : 11;

    @Override
    public void measure(Consumer<Row> table) throws IOException {
        try (SampleCampus campus = Run.campus(LABS);
                SlowUpstreams upstreams = new SlowUpstreams(campus, DELAY_MILLIS)) {
            IntegrationConfig config = IntegrationConfig.fromEnvironment(upstreams.environment());
            measure("labUtilization()", config, upstreams, ColdSuite::labUtilization, table);
            measure("serverAllocation()", config, upstreams, ColdSuite::serverAllocation, table);
        }
    }

    private static IntegrationStatus labUtilization(IntegrationClient client) {
        return client.labUtilization().report().integrationStatus();
    }

    private static IntegrationStatus serverAllocation(IntegrationClient client) {
        return client.serverAllocation().report().integrationStatus();
    }

    private static void measure(
            String adapter,
            IntegrationConfig config,
            SlowUpstreams upstreams,
            Function<IntegrationClient, IntegrationStatus> report,
            Consumer<Row> table)
            throws IOException {
        for (int warmUp = 0; warmUp < WARM_UPS; warmUp++) {
            millis(config, report);
        }
        upstreams.calls();
        @Nullable Race race = null;
        Race inPractice = new Race("- against as many calls of a bare connection, one after the other", "ms");
        URI one = URI.create(config.url(UpstreamService.RESOURCE_ALLOCATION) + "/servers");
        for (int round = 0; round < ROUNDS; round++) {
            double millis = millis(config, report);
            List<SlowUpstreams.Call> calls = upstreams.calls();
            int rounds = rounds(calls);
            if (race == null) {
                race = new Race(
                        "cold " + adapter + ".report(), answers after " + DELAY_MILLIS + " ms, " + calls.size()
                                + " calls, against " + rounds + " rounds",
                        "ms");
            }
            race.round(millis, (double) rounds * DELAY_MILLIS);
            inPractice.round(millis, chain(one, rounds));
            upstreams.calls();
        }
        if (race != null) {
            table.accept(race.atMost(1.15));
            table.accept(inPractice.information());
        }
    }

    private static double chain(URI uri, int rounds) throws IOException {
        try (Connection connection = new Connection(uri)) {
            byte[] request = Connection.request(uri, List.of());
            long start = System.nanoTime();
            for (int round = 0; round < rounds; round++) {
                connection.ask(request);
            }
            return (System.nanoTime() - start) / 1e6;
        }
    }

    private static double millis(IntegrationConfig config, Function<IntegrationClient, IntegrationStatus> report) {
        try (IntegrationClient client =
                IntegrationClient.builder().config(config).httpClient(HTTP).build()) {
            long start = System.nanoTime();
            IntegrationStatus status = report.apply(client);
            double millis = (System.nanoTime() - start) / 1e6;
            if (status != IntegrationStatus.SUCCESS) {
                throw new IllegalStateException("The report is " + status);
            }
            return millis;
        }
    }

    private static int rounds(List<SlowUpstreams.Call> calls) {
        Map<SampleService, Long> dependent = calls.stream()
                .filter(ColdSuite::isDependent)
                .collect(Collectors.groupingBy(SlowUpstreams.Call::service, Collectors.counting()));
        long most = dependent.values().stream().mapToLong(count -> count).max().orElse(0);
        boolean denied = calls.stream().anyMatch(call -> call.status() == 404);
        int lists = dependent.containsKey(SampleService.PERFORMANCE_REPORTING) ? pages(calls) : 1;
        return lists + (int) ((most + AT_ONCE - 1) / AT_ONCE) + (denied ? 1 : 0);
    }

    private static int pages(List<SlowUpstreams.Call> calls) {
        return (int) calls.stream()
                .filter(call -> call.service() == SampleService.USER_PROGRESS)
                .filter(call -> !call.path().endsWith("limit=1"))
                .count();
    }

    private static boolean isDependent(SlowUpstreams.Call call) {
        return call.path().contains("/lab/") || call.path().endsWith("/peaks");
    }
}
