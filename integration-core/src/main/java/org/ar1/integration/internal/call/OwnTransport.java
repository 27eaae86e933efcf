package org.ar1.integration.internal.call;

import org.ar1.integration.spi.HttpTransport;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The default transport over a client of its own, which is made when the first request needs it: that takes a while, as
 * it reads the certificates that Java trusts, and an application that only starts should not wait for it.
 */
final class OwnTransport implements HttpTransport, Preparable, AutoCloseable {

    private final Duration connectTimeout;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable JdkTransport transport;
    private volatile @Nullable Throwable failure;
    private @Nullable CompletableFuture<Void> making;
    private @Nullable HttpClient client;
    private boolean closed;

    OwnTransport(Duration connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    @Override
    public CompletableFuture<Void> ready() {
        if (transport != null) {
            return CompletableFuture.completedFuture(null);
        }
        lock.lock();
        try {
            CompletableFuture<Void> current = making;
            if (current == null || (current.isCompletedExceptionally() && !closed)) {
                current = makeOnAThread();
                making = current;
            }
            return current;
        } finally {
            lock.unlock();
        }
    }

    private CompletableFuture<Void> makeOnAThread() {
        CompletableFuture<Void> made = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        make();
                        made.complete(null);
                    } catch (RuntimeException | Error e) {
                        failure = e;
                        made.completeExceptionally(e);
                    }
                },
                "integration-http-client");
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            failure = e;
            made.completeExceptionally(e); // there are no threads left
        }
        return made;
    }

    private void make() {
        HttpClient own = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .build();
        lock.lock();
        try {
            if (closed) {
                shutDown(own);
                throw new IllegalStateException("the transport is closed");
            }
            client = own;
            transport = new JdkTransport(own);
        } finally {
            lock.unlock();
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException before it is ready
     */
    @Override
    public CompletableFuture<Response> get(URI uri, Map<String, String> headers) {
        JdkTransport made = transport;
        if (made == null) {
            throw new IllegalStateException("there is no HTTP client", failure);
        }
        return made.get(uri, headers);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (client != null) {
                shutDown(client);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The JDK's client can be closed from Java 21 on; before, its threads end once it is garbage. */
    private static void shutDown(HttpClient client) {
        try {
            if (client instanceof AutoCloseable) {
                HttpClient.class.getMethod("shutdownNow").invoke(client);
            }
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a closeable HttpClient without shutdownNow", e);
        }
    }

    @Override
    public String toString() {
        return "java.net.http";
    }
}
