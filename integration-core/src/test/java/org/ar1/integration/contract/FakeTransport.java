package org.ar1.integration.contract;

import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.config.IntegrationConfigBuilder;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.HttpTransport;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers with the sample of each endpoint, or as told, without any network. */
final class FakeTransport implements HttpTransport {

    /** One request that came. */
    record Request(URI uri, Map<String, String> headers) {}

    private final Map<String, CompletableFuture<Response>> answers = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    FakeTransport() {
        Endpoint.all().forEach(endpoint -> answer(endpoint, 200, endpoint.sample()));
        answers.put(
                base(UpstreamService.USAGE_ANALYTICS) + "/analytics/trends?days=7",
                CompletableFuture.completedFuture(
                        new Response(200, Map.of(), body(Endpoint.of("trends").sample()))));
        answers.put(
                base(UpstreamService.USER_PROGRESS) + "/labs/?skip=1&limit=100",
                CompletableFuture.completedFuture(new Response(200, Map.of(), body("[]"))));
    }

    /** The settings by which this transport knows the services; no attempt takes place twice. */
    static IntegrationConfigBuilder config() {
        IntegrationConfigBuilder config = IntegrationConfig.builder()
                .requestTimeout(Duration.ofSeconds(60))
                .reportDeadline(Duration.ofMinutes(2))
                .maxRetries(0);
        for (UpstreamService service : UpstreamService.values()) {
            config.url(service, base(service));
        }
        return config;
    }

    private static URI base(UpstreamService service) {
        return URI.create("http://127.0.0.1/" + service.id());
    }

    static InputStream body(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    void answer(Endpoint endpoint, int status, String body) {
        answer(endpoint, new Response(status, Map.of(), body(body)));
    }

    void answer(Endpoint endpoint, Response response) {
        answer(endpoint, CompletableFuture.completedFuture(response));
    }

    void answer(Endpoint endpoint, CompletableFuture<Response> answer) {
        answers.put(base(endpoint.service()) + endpoint.url(), answer);
    }

    @Override
    public CompletableFuture<Response> get(URI uri, Map<String, String> headers) {
        requests.add(new Request(uri, headers));
        return answers.get(uri.toString());
    }

    List<Request> requests() {
        return requests;
    }
}
