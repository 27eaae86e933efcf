package org.ar1.integration.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;

/**
 * The services of a campus, each of whose answers comes some time after its request has been read. What they answer is
 * asked of the campus once, and the wait costs no thread, so that it is the same under any load.
 */
final class SlowUpstreams implements AutoCloseable {

    /**
     * A request that was read.
     *
     * @param path with its query
     */
    record Call(SampleService service, String path, int status) {}

    private final long delayMillis;
    private final SampleCampus campus;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<URI, HttpResponse<byte[]>> answers = new ConcurrentHashMap<>();
    private final Map<SampleService, HttpServer> servers = new LinkedHashMap<>();
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);

    SlowUpstreams(SampleCampus campus, long delayMillis) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // read when the first server class loads
        this.campus = campus;
        this.delayMillis = delayMillis;
        for (SampleService service : SampleService.values()) {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Runnable::run);
            server.createContext("/", exchange -> read(service, exchange));
            server.start();
            servers.put(service, server);
        }
    }

    private void read(SampleService service, HttpExchange exchange) {
        String path = exchange.getRequestURI().toString();
        HttpResponse<byte[]> answer = answers.computeIfAbsent(URI.create(campus.url(service) + path), this::ask);
        calls.add(new Call(service, path, answer.statusCode()));
        timer.schedule(() -> write(answer, exchange), delayMillis, TimeUnit.MILLISECONDS);
    }

    private HttpResponse<byte[]> ask(URI uri) {
        try {
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void write(HttpResponse<byte[]> answer, HttpExchange exchange) {
        try (exchange) {
            answer.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the caller has gone
        }
    }

    /** The URLs by variable. */
    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        servers.forEach((service, server) -> environment.put(
                service.urlVariable(), "http://127.0.0.1:" + server.getAddress().getPort()));
        return environment;
    }

    /** The calls since the last time that this was asked. */
    List<Call> calls() {
        List<Call> taken = new ArrayList<>();
        for (Call call = calls.poll(); call != null; call = calls.poll()) {
            taken.add(call);
        }
        return taken;
    }

    @Override
    public void close() {
        servers.values().forEach(server -> server.stop(0));
        timer.shutdownNow();
    }
}
