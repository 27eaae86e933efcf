package org.ar1.integration.internal.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.ar1.integration.spi.HttpTransport;
import org.jspecify.annotations.Nullable;

/**
 * The default transport over a client of its own, which is made when the first request needs it: that takes a while, as
 * it reads the certificates that Java trusts, and whoever only starts should not wait for it.
 */
final class OwnTransport implements HttpTransport, AutoCloseable {

    private final Duration connectTimeout;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable JdkTransport transport;
    private @Nullable HttpClient client;
    private boolean closed;

    OwnTransport(Duration connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    @Override
    public CompletableFuture<Response> get(URI uri, Map<String, String> headers) {
        JdkTransport made = transport;
        return (made == null ? make() : made).get(uri, headers);
    }

    private JdkTransport make() {
        lock.lock();
        try {
            JdkTransport made = transport;
            if (made != null) {
                return made;
            }
            if (closed) {
                throw new IllegalStateException("the transport is closed");
            }
            HttpClient own = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(connectTimeout)
                    .build();
            made = new JdkTransport(own);
            client = own;
            transport = made;
            return made;
        } finally {
            lock.unlock();
        }
    }

    /** The JDK's client can be closed from Java 21 on; before, its threads end once it is garbage. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (client instanceof AutoCloseable) {
                HttpClient.class.getMethod("shutdownNow").invoke(client);
            }
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a closeable HttpClient without shutdownNow", e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return "java.net.http";
    }
}
