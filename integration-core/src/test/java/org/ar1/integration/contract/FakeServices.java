package org.ar1.integration.contract;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.config.IntegrationConfigBuilder;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.CacheEntry;
import org.ar1.integration.spi.IntegrationCache;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Six web servers on free ports of the loopback, one a service, that answer what a test class tells them. Before each
 * test they forget everything; whatever they then were not told is answered with 404 and kept as unexpected, but for the
 * page behind the last of the catalogue, which is empty. At the end
 * of the class they and the clients are stopped, and nothing may be left running.
 */
final class FakeServices implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

    /** The first page of the catalogue, as the library asks for it. */
    static final String CATALOGUE = "/labs/?skip=0&limit=100";

    /** The question whether the catalogue can be asked at all. */
    static final String PROBE = "/labs/?skip=0&limit=1";

    /** Forgets at once, so that a failure is never covered by an earlier answer. */
    static final IntegrationCache FORGETFUL = new IntegrationCache() {
        @Override
        public CacheEntry get(String key) {
            return null;
        }

        @Override
        public void put(String key, CacheEntry entry) {
            // Forgotten.
        }
    };

    private static final List<String> OUR_THREADS = List.of("integration-", "qtp", "wiremock", "raw-server");

    private final Map<UpstreamService, WireMockServer> servers = new EnumMap<>(UpstreamService.class);
    private final List<IntegrationClient> clients = new ArrayList<>();
    private final Set<Thread> before = new HashSet<>();

    @Override
    public void beforeAll(ExtensionContext context) {
        before.addAll(Thread.getAllStackTraces().keySet());
        for (UpstreamService service : UpstreamService.values()) {
            WireMockServer server = new WireMockServer(
                    options().dynamicPort().bindAddress("127.0.0.1").containerThreads(12));
            server.start();
            servers.put(service, server);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        servers.values().forEach(server -> {
            server.resetAll();
            server.stubFor(any(anyUrl())
                    .atPriority(10)
                    .withName("unexpected")
                    .willReturn(aResponse()
                            .withStatus(404)
                            .withHeader("Content-Type", "application/json")
                            .withBody("{\"detail\":\"Not Found\"}")));
        });
        of(UpstreamService.USER_PROGRESS)
                .stubFor(get(urlMatching("/labs/\\?skip=[1-9][0-9]*&limit=100"))
                        .atPriority(9)
                        .willReturn(aResponse()
                                .withHeader("Content-Type", "application/json")
                                .withBody("[]")));
    }

    @Override
    public void afterAll(ExtensionContext context) throws InterruptedException {
        clients.forEach(IntegrationClient::close);
        servers.values().forEach(WireMockServer::stop);
        assertThat(servers.values()).noneMatch(WireMockServer::isRunning);
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (!before.contains(thread) && OUR_THREADS.stream().anyMatch(thread.getName()::startsWith)) {
                thread.join(TimeUnit.SECONDS.toMillis(30));
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    /** Everything that was recorded while all was well. */
    void replayEverything() {
        for (UpstreamService service : UpstreamService.values()) {
            Recording.folder(service.id()).forEach(this::replay);
        }
        replayCatalogue();
        replayServerStatistics();
    }

    /** The history of each server is what the recorded history of all has of it. */
    private void replayServerStatistics() {
        Map<Long, ArrayNode> histories = new HashMap<>();
        for (JsonNode row : Recording.of("performance/stats").json()) {
            histories
                    .computeIfAbsent(row.get("server_id").longValue(), id -> Recording.JSON.createArrayNode())
                    .add(row);
        }
        histories.forEach((id, rows) ->
                json(UpstreamService.PERFORMANCE, "/performance/servers/" + id + "/stats", rows.toString()));
    }

    void replay(Recording recording) {
        replay(recording, recording.url());
    }

    /** Answers another request than the recorded one. */
    void replay(Recording recording, String url) {
        ResponseDefinitionBuilder response =
                aResponse().withStatus(recording.status()).withBody(recording.body());
        recording.headers().forEach((name, value) -> {
            if (!name.equalsIgnoreCase("Connection") && !name.equalsIgnoreCase("Keep-Alive")) {
                response.withHeader(name, value);
            }
        });
        of(recording.service()).stubFor(get(urlEqualTo(url)).willReturn(response));
    }

    /** The catalogue was recorded without the query that the library sends. */
    void replayCatalogue() {
        Recording all = Recording.of("user-progress/labs");
        replay(all, CATALOGUE);
        ArrayNode one = Recording.JSON.createArrayNode();
        JsonNode first = all.json().get(0);
        json(UpstreamService.USER_PROGRESS, PROBE, one.add(first).toString());
    }

    /** Answers with 200 and this body. */
    void json(UpstreamService service, String url, String body) {
        answer(
                service,
                url,
                aResponse().withHeader("Content-Type", "application/json").withBody(body));
    }

    void answer(UpstreamService service, String url, ResponseDefinitionBuilder response) {
        of(service).stubFor(get(urlEqualTo(url)).willReturn(response));
    }

    WireMockServer of(UpstreamService service) {
        return servers.get(service);
    }

    /** Raw paths and queries asked of a service in this test, in the order of their arrival. */
    List<String> asked(UpstreamService service) {
        List<String> urls = new ArrayList<>();
        of(service)
                .getAllServeEvents()
                .forEach(event -> urls.add(0, event.getRequest().getUrl()));
        return urls;
    }

    /** What was asked in this test without a mapping for it, with its service. */
    List<String> unexpected() {
        List<String> unexpected = new ArrayList<>();
        servers.forEach((service, server) -> server.getAllServeEvents().stream()
                .filter(event -> "unexpected".equals(event.getStubMapping().getName()))
                .forEach(event ->
                        unexpected.add(service.id() + " " + event.getRequest().getUrl())));
        return unexpected;
    }

    /** No retries, no waiting between attempts, and limits that no test reaches. */
    IntegrationConfigBuilder config() {
        IntegrationConfigBuilder config = IntegrationConfig.builder()
                .connectTimeout(Duration.ofSeconds(30))
                .requestTimeout(Duration.ofSeconds(60))
                .reportDeadline(Duration.ofMinutes(2))
                .maxRetries(0)
                .retryDelay(Duration.ZERO)
                .initialBackoff(Duration.ZERO)
                .cacheDuration(Duration.ZERO)
                .historyCacheDuration(Duration.ZERO);
        servers.forEach((service, server) -> config.url(service, URI.create("http://127.0.0.1:" + server.port())));
        return config;
    }

    IntegrationClient.Builder builder() {
        return builder(config());
    }

    IntegrationClient.Builder builder(IntegrationConfigBuilder config) {
        return IntegrationClient.builder()
                .config(config.build())
                .cache(FORGETFUL)
                .circuitBreakers(DeafBreaker::closed);
    }

    /** A client that is closed at the end of the class. */
    IntegrationClient client(IntegrationClient.Builder builder) {
        IntegrationClient client = builder.build();
        clients.add(client);
        return client;
    }

    IntegrationClient client() {
        return client(builder());
    }
}
