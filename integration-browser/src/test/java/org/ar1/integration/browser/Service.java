package org.ar1.integration.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * The service behind the page, as a program asks it.
 *
 * @param root its address, with a slash at the end
 */
record Service(URI root) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The address of the page. */
    URI page(String query) {
        return root.resolve("dashboard" + query);
    }

    /** The document of a path, whatever its status. */
    JsonNode json(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(root.resolve(path))
                .header("Accept", "application/json")
                .build();
        return JSON.readTree(
                CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    /** Sends a request without content, and expects that it succeeds. */
    void send(String method, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(root.resolve(path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        int status =
                CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status / 100 != 2) {
            throw new AssertionError(method + " " + path + ": " + status);
        }
    }

    /** A field of each element of a list, as text. */
    static List<String> texts(JsonNode list, String field) {
        List<String> texts = new ArrayList<>();
        list.forEach(one -> texts.add(one.path(field).asText()));
        return texts;
    }
}
