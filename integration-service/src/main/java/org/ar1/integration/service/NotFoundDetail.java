package org.ar1.integration.service;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * What a FastAPI service says in a 404 that a handler of its own wrote: {@code {"detail": "User not found"}}. For a
 * path that it does not have it says {@code Not Found}, and other servers say something else than JSON.
 */
final class NotFoundDetail {

    private static final String NO_SUCH_PATH = "Not Found";
    private static final int LONGEST = 1024;

    private NotFoundDetail() {}

    /**
     * Asks, and never fails.
     *
     * @return the text; empty when the answer is another one, or does not come in time
     */
    static CompletableFuture<Optional<String>> at(URI uri, Map<String, String> headers, Duration patience) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).version(HttpClient.Version.HTTP_1_1).timeout(patience);
        headers.forEach(request::setHeader);
        return HttpClient.newHttpClient()
                .sendAsync(request.build(), BodyHandlers.ofInputStream())
                .thenApply(NotFoundDetail::read)
                .completeOnTimeout(Optional.empty(), patience.toNanos(), TimeUnit.NANOSECONDS)
                .exceptionally(thrown -> Optional.empty());
    }

    private static Optional<String> read(HttpResponse<InputStream> answer) {
        try (InputStream body = answer.body()) {
            return answer.statusCode() == 404 ? detail(body.readNBytes(LONGEST)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> detail(byte[] json) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            boolean told = parser.nextToken() == JsonToken.START_OBJECT
                    && "detail".equals(parser.nextFieldName())
                    && parser.nextToken() == JsonToken.VALUE_STRING;
            return told ? Optional.of(parser.getText()).filter(text -> !text.equals(NO_SUCH_PATH)) : Optional.empty();
        }
    }
}
