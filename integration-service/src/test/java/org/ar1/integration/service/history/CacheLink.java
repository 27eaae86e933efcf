package org.ar1.integration.service.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The network between a replica and the shared cache: a TCP proxy that can be cut and silenced. Thread-safe. */
final class CacheLink implements AutoCloseable {

    private enum State {
        OPEN,
        CUT,
        SILENT,
        CLOSED
    }

    private final ServerSocket listener;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private State state = State.OPEN;

    /** @param target the port of the cache on loopback */
    CacheLink(int target) throws IOException {
        this.target = target;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        thread(this::accept);
    }

    private static void thread(Runnable task) {
        Thread thread = new Thread(task, "cache-link");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Closes the connections, and each new one. */
    void cut() {
        to(State.CUT);
        drop();
    }

    /** Lets nothing pass; what is sent meanwhile passes later. */
    void silence() {
        to(State.SILENT);
    }

    void restore() {
        to(State.OPEN);
    }

    @Override
    public void close() {
        to(State.CLOSED);
        close(listener);
        drop();
    }

    private synchronized void to(State next) {
        if (state != State.CLOSED) {
            state = next;
        }
        notifyAll();
    }

    private synchronized State state() {
        return state;
    }

    private synchronized void awaitPassage() throws InterruptedException {
        while (state == State.SILENT) {
            wait();
        }
    }

    private void drop() {
        sockets.forEach(CacheLink::close);
        sockets.clear();
    }

    private static void close(@Nullable AutoCloseable closeable) {
        try {
            if (closeable != null) {
                closeable.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void accept() {
        while (state() != State.CLOSED) {
            try {
                connect(listener.accept());
            } catch (IOException e) {
                // The listener or the cache is closed.
            }
        }
    }

    private void connect(Socket near) throws IOException {
        sockets.add(near);
        Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(far);
        if (state() == State.CUT || state() == State.CLOSED) {
            drop();
        }
        thread(() -> pass(near, far));
        thread(() -> pass(far, near));
    }

    private void pass(Socket from, Socket to) {
        try (from;
                to) {
            byte[] bytes = new byte[8192];
            for (int count = from.getInputStream().read(bytes);
                    count >= 0;
                    count = from.getInputStream().read(bytes)) {
                awaitPassage();
                to.getOutputStream().write(bytes, 0, count);
            }
        } catch (IOException e) {
            // Either side went away, or the link was cut.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }
}
