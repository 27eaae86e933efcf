package org.ar1.integration.contract;

import org.ar1.integration.source.UpstreamService;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One exchange as it was seen on a real service.
 *
 * @param url path and query of the request
 * @param body the answer's body, as it went over the wire
 */
record Recording(UpstreamService service, String url, int status, Map<String, String> headers, String body) {

    static final ObjectMapper JSON = JsonMapper.builder().build();

    /** One recording, by its path without the ending. */
    static Recording of(String name) {
        return read(file(name + ".json"));
    }

    /** The recordings that lie in a folder. */
    static List<Recording> folder(String name) {
        try (Stream<Path> files = Files.list(file(name))) {
            return files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .map(Recording::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A document of the service that this library replaces. */
    static JsonNode reference(String name) {
        return tree(file("integration-reference/" + name + ".json"));
    }

    JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(String name) {
        try {
            return Path.of(Objects.requireNonNull(Recording.class.getResource("/recordings"), "recordings")
                            .toURI())
                    .resolve(name);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode tree(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Recording read(Path file) {
        JsonNode exchange = tree(file);
        JsonNode response = exchange.get("response");
        Map<String, String> headers = new HashMap<>();
        response.get("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().textValue()));
        JsonNode body = response.get("body");
        return new Recording(
                service(exchange.get("service").textValue()),
                exchange.get("request").get("path").textValue(),
                response.get("status").intValue(),
                headers,
                body.isTextual() ? body.textValue() : body.toString());
    }

    private static UpstreamService service(String id) {
        return Stream.of(UpstreamService.values())
                .filter(service -> service.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
