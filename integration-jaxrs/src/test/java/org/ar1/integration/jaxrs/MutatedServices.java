package org.ar1.integration.jaxrs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.config.IntegrationConfigBuilder;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.CacheEntry;
import org.ar1.integration.spi.CircuitBreaker;
import org.ar1.integration.spi.HttpTransport;
import org.ar1.integration.spi.IntegrationCache;

/** The recorded answers of the six services, some of which {@link BodyMutator} has changed. Thread-safe. */
final class MutatedServices implements HttpTransport {

    private static final Instant START = Instant.parse("2026-11-23T09:04:00Z");
    static final String LEARNER = "468c9e7a-33f0-4223-b2ec-45c8ec2a4e2a";

    private static final Path RECORDINGS = Path.of("../integration-core/src/test/resources/recordings");
    private static final int WEEKS = 4;
    private static final Duration SAMPLE = Duration.ofHours(3);

    /** What a service answers; the body must not be changed. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answer(int status, Map<String, String> headers, byte[] body) {}

    private static final Answer NOT_FOUND = new Answer(
            404,
            Map.of("Content-Type", "application/json"),
            "{\"detail\":\"Not Found\"}".getBytes(StandardCharsets.UTF_8));

    private final Map<String, Answer> recorded = recorded();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private volatile Map<String, Answer> mutated = Map.of();
    private volatile Instant now = START;

    private static Map<String, Answer> recorded() {
        Map<String, Answer> answers = new TreeMap<>();
        for (UpstreamService service : UpstreamService.values()) {
            try (Stream<Path> files = Files.list(RECORDINGS.resolve(service.id()))) {
                for (Path file : files.sorted().toList()) {
                    JsonNode exchange = Http.json(Files.readString(file));
                    JsonNode response = exchange.get("response");
                    if (response.get("status").intValue() == 200) {
                        add(answers, service, exchange.at("/request/path").textValue(), response.get("body"));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        answers.put("/resource-allocation/labs", json(labs()));
        return answers;
    }

    /** Never recorded. */
    private static JsonNode labs() {
        ArrayNode labs = JsonNodeFactory.instance.arrayNode();
        int id = 1;
        for (String name : new String[] {"Linux Basics", "Docker", "Kubernetes", "Networking", "Filesystem"}) {
            ObjectNode lab = labs.addObject().put("id", id++).put("name", name).put("status", "active");
            lab.put("estimated_users", 10)
                    .put("estimated_cpu", 20)
                    .put("estimated_memory", 16)
                    .put("estimated_disk", 40);
        }
        return labs;
    }

    private static void add(Map<String, Answer> answers, UpstreamService service, String path, JsonNode body) {
        String base = "/" + service.id();
        switch (path) {
            case "/", "/monitor/labs" -> {} // not asked for
            case "/analytics/trends?days=30" -> {
                for (int days : new int[] {14, 21, 28, 30}) {
                    answers.put(base + "/analytics/trends?days=" + days, json(body));
                }
            }
            case "/labs/" -> {
                answers.put(base + "/labs/?skip=0&limit=100", json(body));
                answers.put(base + "/labs/?skip=0&limit=1", json(body));
            }
            case "/performance/servers/stats" -> {
                ArrayNode rows = history((ArrayNode) body);
                answers.put(base + path, json(rows));
                for (int server = 1; server <= 2; server++) {
                    ArrayNode own = rows.arrayNode();
                    for (JsonNode row : rows) {
                        if (row.get("server_id").intValue() == server) {
                            own.add(row);
                        }
                    }
                    answers.put(base + "/performance/servers/" + server + "/stats", json(own));
                }
            }
            default -> answers.put(base + path, json(body));
        }
    }

    /** The recorded rows, and as many before them that insights have something to say. */
    private static ArrayNode history(ArrayNode recorded) {
        ArrayNode rows = recorded.deepCopy();
        Instant begin = START.minus(Duration.ofDays(7 * WEEKS));
        int id = 1_000;
        for (Instant at = begin; at.isBefore(START); at = at.plus(SAMPLE)) {
            for (int server = 1; server <= 2; server++) {
                ObjectNode row = rows.addObject();
                row.put("id", id++).put("server_id", server);
                row.put("cpu_usage", 40 + id % 37)
                        .put("memory_usage", 30 + id % 41)
                        .put("disk_usage", 50 + id / 100);
                row.put("recorded_at", at.toString());
            }
        }
        return rows;
    }

    private static Answer json(JsonNode body) {
        return new Answer(
                200, Map.of("Content-Type", "application/json"), body.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Undoes the previous changes, and moves the clock past every backoff. */
    void undo() {
        now = now.plusSeconds(2);
        asked.clear();
        mutated = Map.of();
    }

    /** As {@link #undo}; then changes one or a few of the answers at these paths and queries, as the seed says. */
    void mutate(long seed, List<String> urls) {
        undo();
        SplittableRandom random = new SplittableRandom(seed);
        BodyMutator mutator = new BodyMutator(random.nextLong());
        Map<String, Answer> changed = new TreeMap<>();
        for (int i = random.nextDouble() < 0.7 ? 1 : 4; i > 0; i--) {
            String url = urls.get(random.nextInt(urls.size()));
            changed.put(url, mutator.mutate(recorded.get(url)));
        }
        mutated = changed;
    }

    /** The paths and queries with a recorded answer that were asked for since the changes. */
    List<String> asked() {
        return asked.stream().filter(recorded::containsKey).sorted().toList();
    }

    /** Whether each change was served; of several, one, since it may keep readers from asking for the others. */
    boolean wereServed() {
        return mutated.size() == 1
                ? asked.containsAll(mutated.keySet())
                : mutated.keySet().stream().anyMatch(asked::contains);
    }

    /** Where the changes are, for a message. */
    List<String> changes() {
        List<String> changes = new ArrayList<>();
        mutated.forEach((url, answer) -> {
            String text = new String(answer.body(), StandardCharsets.ISO_8859_1);
            changes.add(url + ": " + answer.status() + " " + answer.headers() + " "
                    + text.substring(0, Math.min(text.length(), 4_000)));
        });
        return changes;
    }

    /** Whether an answer of a service is changed whose path and query begin so. */
    boolean isMutated(String service, String path) {
        return mutated.keySet().stream().anyMatch(url -> url.startsWith("/" + service + path));
    }

    /** What is answered at a path and query. */
    Answer answer(String url) {
        asked.add(url);
        Answer answer = mutated.get(url);
        if (answer == null && url.contains("/labs/?skip=") && !url.contains("skip=0&")) {
            return json(Http.json("[]"));
        }
        return answer == null ? recorded.getOrDefault(url, NOT_FOUND) : answer;
    }

    @Override
    public CompletableFuture<Response> get(URI uri, Map<String, String> headers) {
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        Answer answer = answer(uri.getRawPath() + query);
        Map<String, List<String>> fields = new TreeMap<>();
        answer.headers().forEach((name, value) -> fields.put(name, List.of(value)));
        return CompletableFuture.completedFuture(
                new Response(answer.status(), fields, new ByteArrayInputStream(answer.body())));
    }

    /** A client without a memory, so that no answer covers another, and without pauses. */
    IntegrationClient.Builder client(URI base) {
        IntegrationConfigBuilder config = IntegrationConfig.builder()
                .connectTimeout(Duration.ofSeconds(20))
                .requestTimeout(Duration.ofSeconds(20))
                .reportDeadline(Duration.ofSeconds(60))
                .maxRetries(0)
                .retryDelay(Duration.ZERO)
                .initialBackoff(Duration.ZERO)
                .cacheDuration(Duration.ZERO)
                .historyCacheDuration(Duration.ZERO)
                .refreshPatience(Duration.ofSeconds(60));
        for (UpstreamService service : UpstreamService.values()) {
            config.url(service, base.resolve("/" + service.id()));
        }
        return IntegrationClient.builder()
                .config(config.build())
                .clock(() -> now)
                .circuitBreakers(service -> new NeverOpen())
                .cache(new IntegrationCache() {
                    @Override
                    public CacheEntry get(String key) {
                        return null;
                    }

                    @Override
                    public void put(String key, CacheEntry entry) {
                        // Forgotten.
                    }
                });
    }

    private static final class NeverOpen implements CircuitBreaker {

        @Override
        public boolean tryPass() {
            return true;
        }

        @Override
        public void succeeded() {}

        @Override
        public void failed() {}

        @Override
        public void ignored() {}
    }
}
