package org.ar1.integration.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.ar1.integration.spi.HttpTransport;
import org.jspecify.annotations.Nullable;

/** A transport over a client of {@code java.net.http}. */
public final class JdkTransport implements HttpTransport {

    private final HttpClient client;

    public JdkTransport(HttpClient client) {
        this.client = Objects.requireNonNull(client, "client");
    }

    @Override
    public CompletableFuture<Response> get(URI uri, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).version(HttpClient.Version.HTTP_1_1);
        headers.forEach(request::setHeader);
        AtomicReference<@Nullable ResponseInfo> head = new AtomicReference<>();
        CompletableFuture<HttpResponse<InputStream>> sent = client.sendAsync(request.build(), arrived -> {
            head.set(arrived);
            return BodySubscribers.ofInputStream();
        });
        CompletableFuture<Response> result = new CompletableFuture<>();
        sent.whenComplete((response, thrown) -> {
            ResponseInfo arrived = head.get();
            if (thrown == null) {
                answer(result, response.statusCode(), response.headers(), response.body());
            } else if (arrived == null || cause(thrown) instanceof IllegalArgumentException) {
                result.completeExceptionally(told(cause(thrown)));
            } else {
                // The client may tell in this way of a body that broke off, but only if nothing of it was read yet.
                answer(result, arrived.statusCode(), arrived.headers(), new BrokenBody());
            }
        });
        result.whenComplete((response, thrown) -> {
            if (result.isCancelled()) {
                sent.cancel(true);
            }
        });
        return result;
    }

    private static Throwable cause(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    /** The client lets out what it throws at a Content-Length that is no number, and has sent the request by then. */
    private static Throwable told(Throwable cause) {
        return cause instanceof IllegalArgumentException ? new ProtocolException("not HTTP").initCause(cause) : cause;
    }

    private static void answer(CompletableFuture<Response> result, int status, HttpHeaders headers, InputStream body) {
        if (!result.complete(new Response(status, headers.map(), body))) {
            try {
                body.close();
            } catch (IOException e) {
                // Nobody wants the answer any more: how its connection ends does not matter.
            }
        }
    }

    /** Ends without having ended. */
    private static final class BrokenBody extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("the body broke off");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return read();
        }
    }

    @Override
    public String toString() {
        return "java.net.http";
    }
}
