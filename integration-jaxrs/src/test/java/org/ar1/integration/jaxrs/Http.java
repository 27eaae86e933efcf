package org.ar1.integration.jaxrs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.ar1.integration.jaxrs.server.ServerConfig;

/** Real requests to servers under test. */
public final class Http {

    public static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    public static final IntegrationConfig CONFIG = IntegrationConfig.builder().build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private Http() {}

    public static ServerConfig anyPort() {
        return ServerConfig.builder().port(0).build();
    }

    public static IntegrationServer start(IntegrationClient client) throws IOException {
        return start(ServerConfig.builder().build(), client);
    }

    /** A server with such settings on any free port. */
    public static IntegrationServer start(ServerConfig config, IntegrationClient client) throws IOException {
        return IntegrationServer.builder()
                .config(CONFIG)
                .server(config.toBuilder().port(0).build())
                .client(client)
                .start();
    }

    public static HttpResponse<String> get(IntegrationServer server, String path, String... headers) {
        return send(server, "GET", path, headers);
    }

    public static HttpResponse<String> send(IntegrationServer server, String method, String path, String... headers) {
        return send(server.uri(), method, path, headers);
    }

    public static HttpResponse<String> send(URI base, String method, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path.substring(1)))
                .timeout(Duration.ofSeconds(20))
                .method(method, BodyPublishers.noBody());
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Sends exactly these lines and reads to the end of the connection. */
    public static String raw(URI server, String... lines) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(20_000);
            String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    public static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode json(HttpResponse<String> response) {
        return json(response.body());
    }
}
