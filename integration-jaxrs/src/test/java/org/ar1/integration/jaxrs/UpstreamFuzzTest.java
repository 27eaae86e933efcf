package org.ar1.integration.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.ar1.integration.jaxrs.server.ServerConfig;
import org.ar1.integration.jaxrs.server.auth.TokensFileTest;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever the services answer, readers get a document as described, or are told that there is none.
 *
 * <p>{@code -Dfuzz.first=1000 -Dfuzz.bodies=20000} takes other seeds, and more of them; one in fifty goes over HTTP too,
 * and one in ten is that of a learner, for whom a server with tokens is needed.
 */
class UpstreamFuzzTest {

    private static final long FIRST = Long.getLong("fuzz.first", 1);
    private static final int BODIES = Integer.getInteger("fuzz.bodies", 1_000);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long GROWTH = 24L << 20;

    private static final Set<Integer> WHOLE = Set.of(200, 503);
    /** Of one lab type, server or learner, whom a service may not know. */
    private static final Set<Integer> KEYED = Set.of(200, 404, 503);

    private static final List<Target> TARGETS = List.of(
            new Target("/lab-utilization", WHOLE),
            new Target("/lab-utilization", WHOLE),
            new Target("/lab-utilization/docker", KEYED),
            new Target("/lab-utilization?format=csv", WHOLE),
            new Target("/server-allocation?peaks=20", WHOLE),
            new Target("/server-allocation?peaks=1000", WHOLE),
            new Target("/server-allocation/linux-basics", KEYED),
            new Target("/server-allocation?format=csv", WHOLE),
            new Target("/insights?limit=500", WHOLE),
            new Target("/insights?zone=Asia/Kathmandu&sort=subject", WHOLE),
            new Target("/insights?format=csv", WHOLE),
            new Target("/campus", WHOLE),
            new Target("/campus", WHOLE),
            new Target("/lab-types?limit=500", WHOLE),
            new Target("/lab-types?sort=-ratio", WHOLE),
            new Target("/servers", WHOLE),
            new Target("/servers?sort=-headroom&format=ndjson", WHOLE),
            new Target("/servers/1/forecast", KEYED),
            new Target("/servers/2/profile", KEYED),
            new Target("/servers/1/quiet-windows?hours=3", KEYED),
            new Target("/placement?lab_type=linux-basics&from=2&to=1", KEYED),
            new Target("/placement?lab_type=docker&from=1&to=2", KEYED));
    private static final Target LEARNER = new Target("/users/" + MutatedServices.LEARNER, KEYED);
    private static final String TOKEN = "0123456789abcdef";

    /** A path and query below {@code /integration}, and the statuses that it may have. */
    private record Target(String path, Set<Integer> statuses) {}

    private static final List<String> SECRETS = List.of(
            FuzzWorld.UPSTREAM_TEXT, "127.0.0.1", "org.ar1", "java.", "jackson", "Exception", "\tat ", ".java:");

    private static final Map<String, String> PATHS = Map.of(
            "popular", "/monitor/labs/popular",
            "over-under-utilized", "/monitor/labs/over-under-utilized",
            "trends", "/analytics/trends?days=30",
            "allocations", "/allocations",
            "servers", "/servers",
            "stats", "/performance/servers/",
            "labs", "/labs",
            "catalogue", "/labs/?skip=0");

    private static final int MOST_FAILURES = 5;

    private final List<String> failures = new ArrayList<>();
    private final MutatedServices services = new MutatedServices();

    @TempDir
    private Path directory;

    private static Target target(long seed) {
        return TARGETS.get(new SplittableRandom(~seed).nextInt(TARGETS.size()));
    }

    @Test
    void everyAnswerIsADocumentOrSaysThatThereIsNone() {
        try (IntegrationClient client = services.client(URI.create("http://127.0.0.1/"))
                .transport(services)
                .build()) {
            IntegrationRequests requests = IntegrationRequests.over(client);
            Map<Target, List<String>> asked = asked(target -> answer(requests, target.path()));
            long heap = 0;
            int threads = 0;
            for (long seed = FIRST; seed < FIRST + BODIES; seed++) {
                if (seed == FIRST + BODIES / 10) { // the first answers fill what stays
                    heap = usedHeap();
                    threads = ManagementFactory.getThreadMXBean().getThreadCount();
                }
                Target target = target(seed);
                services.mutate(seed, asked.get(target));
                IntegrationResponse response = Assertions.assertTimeoutPreemptively(
                        LIMIT, () -> answer(requests, target.path()), "seed " + seed);
                assertAnswer(
                        seed,
                        target,
                        response.status(),
                        response.headers().getOrDefault("Content-Type", ""),
                        response.headers().containsKey("Retry-After"),
                        new String(response.content(), StandardCharsets.UTF_8));
            }
            assertThat(failures).isEmpty();
            assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThan(threads + 20);
            assertThat(usedHeap()).isLessThan(heap + GROWTH);
        }
    }

    /** What each target asks the services for, while all of them are sound. */
    private Map<Target, List<String>> asked(Consumer<Target> reader) {
        Map<Target, List<String>> asked = new HashMap<>();
        for (Target target : TARGETS) {
            services.undo();
            reader.accept(target);
            asked.put(target, services.asked());
        }
        return asked;
    }

    private static IntegrationResponse answer(IntegrationRequests requests, String target) {
        int query = target.indexOf('?');
        return requests.answer(new IntegrationRequest(
                "GET",
                query < 0 ? target : target.substring(0, query),
                query < 0 ? null : target.substring(query + 1),
                name -> List.of()));
    }

    @Test
    void soIsEveryAnswerOverHttp() throws IOException {
        Http.start(new FakeClient()).close(); // the JDK's server reads its properties once, and this sets them
        HttpServer upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        upstream.setExecutor(threads);
        upstream.createContext("/", this::send);
        upstream.start();
        URI base = URI.create("http://127.0.0.1:" + upstream.getAddress().getPort() + "/");
        try (IntegrationServer server = Http.start(services.client(base).build())) {
            Map<Target, List<String>> asked = asked(target -> Http.get(server, "/integration" + target.path()));
            for (long seed = FIRST; seed < FIRST + BODIES / 50; seed++) {
                Target target = target(seed);
                services.mutate(seed, asked.get(target));
                assertAnswer(seed, target, Http.get(server, "/integration" + target.path()));
            }
            assertThat(failures).isEmpty();
        } finally {
            upstream.stop(0);
            threads.shutdownNow();
        }
    }

    @Test
    void soIsEveryReportOfALearner() throws IOException {
        ServerConfig config = ServerConfig.builder()
                .tokensFile(Files.writeString(directory.resolve("tokens"), TokensFileTest.line("teacher", TOKEN)))
                .build();
        IntegrationClient client = services.client(URI.create("http://127.0.0.1/"))
                .transport(services)
                .build();
        try (IntegrationServer server = Http.start(config, client)) {
            services.undo();
            assertThat(learner(server).statusCode()).isEqualTo(200);
            List<String> asked = services.asked();
            assertThat(asked).anyMatch(url -> url.endsWith(MutatedServices.LEARNER));
            for (long seed = FIRST; seed < FIRST + BODIES / 10; seed++) {
                services.mutate(seed, asked);
                assertAnswer(seed, LEARNER, learner(server));
            }
            assertThat(failures).isEmpty();
        }
    }

    private static HttpResponse<String> learner(IntegrationServer server) {
        return Http.get(server, "/integration" + LEARNER.path(), "Authorization", "Bearer " + TOKEN);
    }

    private void send(HttpExchange exchange) throws IOException {
        MutatedServices.Answer answer =
                services.answer(exchange.getRequestURI().toASCIIString().replaceFirst("^//", "/"));
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        boolean empty = answer.body().length == 0 || answer.status() == 204 || answer.status() == 304;
        exchange.sendResponseHeaders(answer.status(), empty ? -1 : answer.body().length);
        if (!empty) {
            exchange.getResponseBody().write(answer.body());
        }
        exchange.close();
    }

    private void assertAnswer(long seed, Target target, HttpResponse<String> response) {
        assertAnswer(
                seed,
                target,
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                response.headers().firstValue("Retry-After").isPresent(),
                response.body());
    }

    private void assertAnswer(long seed, Target target, int status, String type, boolean retryAfter, String text) {
        List<String> faults = new ArrayList<>();
        if (!services.wereServed()) {
            faults.add("nobody asked for what was changed");
        }
        if (!target.statuses().contains(status)) {
            faults.add("status " + status);
        }
        if (status == 503 && !retryAfter) {
            faults.add("503 without Retry-After");
        }
        if (text.isEmpty() && !type.equals("application/x-ndjson")) { // a list without a row
            faults.add("no content");
        }
        for (String secret : SECRETS) {
            if (text.toLowerCase(Locale.ROOT).contains(secret.toLowerCase(Locale.ROOT))) {
                faults.add("leaks " + secret);
            }
        }
        String mediaType = type.replaceFirst(";.*", "");
        String path = "/integration" + target.path().replaceFirst("\\?.*", "");
        JsonNode content = ApiDescription.OF_THIS_BUILD.content(path, status, mediaType);
        if (content.isMissingNode()) {
            faults.add(mediaType + " is not described");
        } else if (ApiDescription.isJson(mediaType)) {
            ApiDescription.OF_THIS_BUILD.faults(content.path("schema"), text).forEach(fault -> faults.add("" + fault));
            JsonNode document = Http.json(text);
            notFinite(document, "", faults);
            document.path("sources").forEach(line -> innocent(line, faults));
        }
        if (!faults.isEmpty()) {
            failures.add("seed " + seed + ", " + target.path() + " is answered " + status + "\n  "
                    + String.join("\n  ", faults) + "\nservices: " + String.join("\n  ", services.changes()) + "\n"
                    + text.substring(0, Math.min(text.length(), 3_000)));
            assertThat(failures).hasSizeLessThan(MOST_FAILURES);
        }
    }

    /** A source whose own answer is as it was recorded has not failed; those that lists name are left out. */
    private void innocent(JsonNode line, List<String> faults) {
        String resource = line.path("resource").textValue();
        String path = PATHS.getOrDefault(resource, resource.replaceFirst("^trends-", "/analytics/trends?days="));
        boolean named = path.startsWith("/");
        if (named
                && line.path("outcome").textValue().equals("failed")
                && !services.isMutated(line.path("service").textValue(), path)) {
            faults.add("failed although its answer is sound: " + line);
        }
    }

    private static void notFinite(JsonNode node, String place, List<String> faults) {
        if (node.isNumber() && !Double.isFinite(node.doubleValue())) {
            faults.add(place + " is " + node);
        }
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                notFinite(node.get(i), place + "/" + i, faults);
            }
        } else {
            node.properties().forEach(member -> notFinite(member.getValue(), place + "/" + member.getKey(), faults));
        }
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
