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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/**
 * Whatever the services answer, readers get a document as described, with nothing made up, or are told that there is
 * none.
 *
 * <p>{@code -Dfuzz.first=1000 -Dfuzz.bodies=20000} takes other seeds, and more of them; one in fifty goes over HTTP too.
 */
class UpstreamFuzzTest {

    private static final long FIRST = Long.getLong("fuzz.first", 1);
    private static final int BODIES = Integer.getInteger("fuzz.bodies", 1_000);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long GROWTH = 24L << 20;

    private static final List<String> TARGETS = List.of(
            "/lab-utilization",
            "/lab-utilization",
            "/lab-utilization/docker",
            "/lab-utilization?format=csv",
            "/server-allocation?peaks=20",
            "/server-allocation?peaks=1000",
            "/server-allocation/linux-basics",
            "/server-allocation?format=csv",
            "/insights?limit=500",
            "/insights?zone=Asia/Kathmandu&sort=subject",
            "/insights?format=csv",
            "/campus",
            "/campus",
            "/lab-types?limit=500",
            "/lab-types?sort=-ratio",
            "/servers",
            "/servers?sort=-headroom&format=ndjson",
            "/servers/1/forecast",
            "/servers/2/profile",
            "/servers/1/quiet-windows?hours=3",
            "/placement?lab_type=linux-basics&from=2&to=1",
            "/placement?lab_type=docker&from=1&to=2",
            "/users/" + MutatedServices.LEARNER,
            "/users/" + MutatedServices.LEARNER);

    private static final List<String> SECRETS = List.of(
            FuzzWorld.UPSTREAM_TEXT, "127.0.0.1", "org.ar1", "java.", "jackson", "Exception", "\tat ", ".java:");

    private static final Map<String, String> PATHS = Map.of(
            "popular", "/monitor/labs/popular",
            "over-under-utilized", "/monitor/labs/over-under-utilized",
            "trends", "/analytics/trends?days=30",
            "allocations", "/allocations",
            "servers", "/servers",
            "stats", "/performance/servers/",
            "labs", "/resource-allocation/labs",
            "catalogue", "/labs/?skip=0");

    private static final int MOST_FAILURES = 5;

    private final List<String> failures = new ArrayList<>();
    private final MutatedServices services = new MutatedServices();

    private static String target(long seed) {
        return TARGETS.get(new SplittableRandom(~seed).nextInt(TARGETS.size()));
    }

    @Test
    void everyAnswerIsADocumentOrSaysThatThereIsNone() {
        try (IntegrationClient client = services.client(URI.create("http://127.0.0.1/"))
                .transport(services)
                .build()) {
            IntegrationRequests requests = IntegrationRequests.over(client);
            long heap = 0;
            int threads = 0;
            for (long seed = FIRST; seed < FIRST + BODIES; seed++) {
                if (seed == FIRST + BODIES / 10) { // the first answers fill what stays
                    heap = usedHeap();
                    threads = ManagementFactory.getThreadMXBean().getThreadCount();
                }
                services.mutate(seed);
                String target = target(seed);
                IntegrationResponse response =
                        Assertions.assertTimeoutPreemptively(LIMIT, () -> answer(requests, target), "seed " + seed);
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
            for (long seed = FIRST; seed < FIRST + BODIES / 50; seed++) {
                services.mutate(seed);
                String target = target(seed);
                HttpResponse<String> response = Http.get(server, "/integration" + target);
                assertAnswer(
                        seed,
                        target,
                        response.statusCode(),
                        response.headers().firstValue("Content-Type").orElse(""),
                        response.headers().firstValue("Retry-After").isPresent(),
                        response.body());
            }
            assertThat(failures).isEmpty();
        } finally {
            upstream.stop(0);
            threads.shutdownNow();
        }
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

    private void assertAnswer(long seed, String target, int status, String type, boolean retryAfter, String text) {
        List<String> faults = new ArrayList<>();
        if (status != 200 && status != 404 && status != 503) {
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
        String path = "/integration" + target.replaceFirst("\\?.*", "");
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
            failures.add("seed " + seed + ", " + target + " is answered " + status + "\n  "
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
        if (named && line.path("outcome").textValue().equals("failed") && !services.isMutated(path)) {
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
