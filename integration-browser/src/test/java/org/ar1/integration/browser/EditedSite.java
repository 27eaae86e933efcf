package org.ar1.integration.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;

/** A service whose JSON is another than that of the service behind it: names that attack, many rows, parts that fail. */
final class EditedSite implements AutoCloseable {

    private static final List<String> PASSED_ON =
            List.of("Content-Type", "Content-Security-Policy", "Vary", "X-Content-Type-Options");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final HttpServer http;
    private final URI behind;
    private final BiFunction<String, JsonNode, JsonNode> edit;

    /** The edit gets the path and the JSON of each answer. */
    EditedSite(URI behind, BiFunction<String, JsonNode, JsonNode> edit) throws IOException {
        this.behind = behind;
        this.edit = edit;
        this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(threads);
        http.createContext("/", this::answer);
        http.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI target = behind.resolve(exchange.getRequestURI().toString());
            String accept =
                    Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Accept"), "*/*");
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(target).header("Accept", accept).build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            byte[] body = answer.body();
            String type = answer.headers().firstValue("Content-Type").orElse("");
            if (type.equals("application/json")) {
                body = JSON.writeValueAsBytes(edit.apply(target.getPath(), JSON.readTree(body)));
            }
            for (String name : PASSED_ON) {
                answer.headers()
                        .firstValue(name)
                        .ifPresent(value -> exchange.getResponseHeaders().set(name, value));
            }
            exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
        client.executor().ifPresent(executor -> ((ExecutorService) executor).shutdownNow());
    }
}
