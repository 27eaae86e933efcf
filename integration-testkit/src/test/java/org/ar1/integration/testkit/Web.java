package org.ar1.integration.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

/** A client as plain as can be. */
final class Web {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Web() {}

    static HttpResponse<String> get(SampleCampus campus, SampleService service, String path, String... headers)
            throws IOException {
        return send("GET", campus, service, path, headers);
    }

    static HttpResponse<String> send(
            String method, SampleCampus campus, SampleService service, String path, String... headers)
            throws IOException {
        return wait(() -> CLIENT.send(request(method, campus, service, path, headers), BodyHandlers.ofString()));
    }

    static HttpResponse<InputStream> stream(SampleCampus campus, SampleService service, String path)
            throws IOException {
        return wait(() -> CLIENT.send(request("GET", campus, service, path), BodyHandlers.ofInputStream()));
    }

    static CompletableFuture<HttpResponse<String>> async(SampleCampus campus, SampleService service, String path) {
        return CLIENT.sendAsync(request("GET", campus, service, path), BodyHandlers.ofString());
    }

    static String body(SampleCampus campus, SampleService service, String path) {
        try {
            return get(campus, service, path).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpRequest request(
            String method, SampleCampus campus, SampleService service, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(campus.url(service) + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }

    private interface Call<T> {
        T send() throws IOException, InterruptedException;
    }

    private static <T> T wait(Call<T> call) throws IOException {
        try {
            return call.send();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
