package org.ar1.integration.internal.call;

import org.ar1.integration.spi.HttpTransport;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.ar1.integration.internal.call.Destinations.Destination;
import org.jspecify.annotations.Nullable;

/** A transport over a client of {@code java.net.http}. */
public final class JdkTransport implements HttpTransport {

    /** For a client that has no limit of its own. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient client;
    private final Destinations destinations;

    /** A transport over this client, which is never closed here. */
    public JdkTransport(HttpClient client) {
        this(client, InetAddress::getAllByName);
    }

    JdkTransport(HttpClient client, Destinations.Resolver resolver) {
        this.client = Objects.requireNonNull(client, "client");
        this.destinations = new Destinations(resolver, client.connectTimeout().orElse(CONNECT_TIMEOUT));
    }

    @Override
    public CompletableFuture<Response> get(URI uri, Map<String, String> headers) {
        Exchange exchange = new Exchange(uri, headers);
        exchange.start(true);
        return exchange.result;
    }

    /** A proxy connects by itself. */
    private boolean isProxied(URI uri) {
        ProxySelector proxies = client.proxy().orElseGet(ProxySelector::getDefault);
        return proxies != null && proxies.select(uri).stream().anyMatch(proxy -> proxy.type() != Proxy.Type.DIRECT);
    }

    /** One request and its answer. */
    private final class Exchange {

        private final URI uri;
        private final Map<String, String> headers;
        private final CompletableFuture<Response> result = new CompletableFuture<>();
        private volatile @Nullable CompletableFuture<?> sent;
        private volatile @Nullable ResponseInfo head;

        Exchange(URI uri, Map<String, String> headers) {
            this.uri = uri;
            this.headers = headers;
            result.whenComplete((response, thrown) -> cancelIfUnwanted());
        }

        private void cancelIfUnwanted() {
            CompletableFuture<?> request = sent;
            if (request != null && result.isCancelled()) {
                request.cancel(true);
            }
        }

        void start(boolean again) {
            if (isProxied(uri)) {
                send(uri, false);
                return;
            }
            CompletableFuture<Destination> found = destinations.of(uri);
            found.whenComplete((destination, thrown) -> {
                if (destination == null) {
                    result.completeExceptionally(cause(thrown));
                    return;
                }
                try {
                    send(destination.of(uri), again && destination.chosen());
                } catch (RuntimeException | Error e) {
                    result.completeExceptionally(e);
                }
            });
        }

        private void send(URI destination, boolean again) {
            if (result.isDone()) {
                return;
            }
            HttpRequest.Builder request = HttpRequest.newBuilder(destination).version(HttpClient.Version.HTTP_1_1);
            if (!destination.equals(uri) && Destinations.canSetHost()) {
                request.setHeader("Host", uri.getRawAuthority());
            }
            headers.forEach(request::setHeader);
            CompletableFuture<HttpResponse<InputStream>> answer = client.sendAsync(request.build(), arrived -> {
                head = arrived;
                return BodySubscribers.ofInputStream();
            });
            sent = answer;
            cancelIfUnwanted();
            answer.whenComplete((response, thrown) -> {
                if (thrown == null) {
                    answer(response.statusCode(), response.headers(), response.body());
                } else {
                    failed(cause(thrown), again);
                }
            });
        }

        private void failed(Throwable cause, boolean again) {
            ResponseInfo arrived = head;
            if (cause instanceof IllegalArgumentException) {
                // The client lets out what it throws at a Content-Length that is no number.
                result.completeExceptionally(new ProtocolException("not HTTP").initCause(cause));
            } else if (arrived != null) {
                // The client may tell in this way of a body that broke off, but only if nothing of it was read yet.
                answer(arrived.statusCode(), arrived.headers(), new BrokenBody());
            } else {
                boolean refused = cause instanceof ConnectException;
                if (refused || cause instanceof HttpConnectTimeoutException) {
                    destinations.forget(uri);
                }
                if (refused && again) {
                    start(false);
                } else {
                    result.completeExceptionally(cause);
                }
            }
        }

        private void answer(int status, HttpHeaders fields, InputStream body) {
            if (!result.complete(new Response(status, fields.map(), body))) {
                try {
                    body.close();
                } catch (IOException e) {
                    // Nobody wants the answer any more: how its connection ends does not matter.
                }
            }
        }
    }

    private static Throwable cause(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
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
