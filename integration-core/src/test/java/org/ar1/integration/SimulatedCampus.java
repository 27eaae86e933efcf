package org.ar1.integration;

import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.config.IntegrationConfigBuilder;
import org.ar1.integration.internal.call.ManualBreakers;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.spi.HttpTransport;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A realistic campus and a client of default settings, on one clock that stands still but for {@link #pass}. Calls cost
 * nothing, and are made and answered within the read that begins them, so that a day takes seconds and no read of it
 * overlaps another: ages, backoff and circuit breakers follow the clock, and the time between two attempts is none.
 */
final class SimulatedCampus implements AutoCloseable {

    private static final Instant START = Instant.parse("2026-11-16T00:00:00Z");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Runnable::run)
            .build();
    private final Map<SampleService, Integer> calls = new EnumMap<>(SampleService.class);
    private final SampleCampus campus;
    private final IntegrationClient client;
    private Instant now = START;

    SimulatedCampus() {
        campus = SampleCampus.realistic()
                .callCost(Duration.ZERO)
                .historyDays(1)
                .clock(() -> now)
                .start();
        IntegrationConfigBuilder config = IntegrationConfig.builder();
        for (SampleService service : SampleService.values()) {
            config.url(TestClients.upstream(service), campus.url(service));
        }
        IntegrationConfig settings = config.build();
        client = IntegrationClient.builder()
                .config(settings)
                .clock(() -> now)
                .transport(this::send)
                .executor(Runnable::run)
                .circuitBreakers(ManualBreakers.by(() -> now))
                .delay((task, wait) -> {
                    // Of all waits only that for an attempt to take too long is not over at once: none does.
                    if (!wait.equals(settings.requestTimeout())) {
                        task.run();
                    }
                    return () -> {};
                })
                .build();
    }

    private CompletableFuture<HttpTransport.Response> send(URI uri, Map<String, String> headers) {
        calls.merge(service(uri), 1, Integer::sum);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        headers.forEach(request::header);
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return CompletableFuture.completedFuture(new HttpTransport.Response(
                    response.statusCode(), response.headers().map(), new ByteArrayInputStream(response.body())));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CompletableFuture.failedFuture(e);
        }
    }

    private SampleService service(URI uri) {
        for (SampleService service : SampleService.values()) {
            if (campus.url(service).getPort() == uri.getPort()) {
                return service;
            }
        }
        throw new IllegalArgumentException(uri.toString());
    }

    SampleCampus services() {
        return campus;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    Instant now() {
        return now;
    }

    LabUtilizationReport labUtilization() {
        return client.labUtilization().report();
    }

    ServerAllocationReport serverAllocation() {
        return client.serverAllocation().report();
    }

    /** The calls made since this was last asked, those included that found nobody. */
    Map<SampleService, Integer> calls() {
        Map<SampleService, Integer> made = new EnumMap<>(SampleService.class);
        for (SampleService service : SampleService.values()) {
            made.put(service, calls.getOrDefault(service, 0));
        }
        calls.clear();
        return made;
    }

    @Override
    public void close() {
        client.close();
        campus.close();
    }
}
