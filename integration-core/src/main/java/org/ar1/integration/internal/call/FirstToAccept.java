package org.ar1.integration.internal.call;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Connects to several addresses in their order: to the next one when one refuses, or after a quarter of a second (RFC
 * 8305, section 5), while the earlier ones go on. The connections are closed again.
 */
final class FirstToAccept implements AutoCloseable {

    private static final Duration ATTEMPT_DELAY = Duration.ofMillis(250);

    private final Selector selector = Selector.open();
    private final Map<SocketChannel, InetAddress> pending = new HashMap<>();
    private final int port;
    private final long attemptDelayNanos;
    private @Nullable IOException lastFailure;

    private FirstToAccept(int port, long attemptDelayNanos) throws IOException {
        this.port = port;
        this.attemptDelayNanos = attemptDelayNanos;
    }

    /**
     * The first address that accepts.
     *
     * @throws ConnectException when all refuse
     * @throws HttpConnectTimeoutException when none accepts in time
     */
    static InetAddress of(Collection<InetAddress> addresses, int port, Duration limit) throws IOException {
        // So that the last one has a part of a short time, too.
        long attemptDelay = Math.min(ATTEMPT_DELAY.toNanos(), limit.toNanos() / (addresses.size() + 1));
        try (FirstToAccept attempts = new FirstToAccept(port, attemptDelay)) {
            return attempts.among(addresses.iterator(), System.nanoTime() + limit.toNanos());
        }
    }

    private InetAddress among(Iterator<InetAddress> addresses, long end) throws IOException {
        long next = System.nanoTime();
        while (true) {
            long now = System.nanoTime();
            if (addresses.hasNext() && (pending.isEmpty() || now - next >= 0)) {
                InetAddress address = addresses.next();
                if (connects(address)) {
                    return address;
                }
                next = now + attemptDelayNanos;
            } else if (pending.isEmpty()) {
                throw (IOException) new ConnectException("no address accepts").initCause(lastFailure);
            } else if (now - end >= 0) {
                throw new HttpConnectTimeoutException("no address accepts in time");
            } else {
                long wait = addresses.hasNext() ? Math.min(next - now, end - now) : end - now;
                selector.select(Math.max(1, Duration.ofNanos(wait).toMillis()));
                InetAddress accepted = accepted();
                if (accepted != null) {
                    return accepted;
                }
            }
        }
    }

    /** Whether the connection is there at once; else it may be pending. */
    private boolean connects(InetAddress address) throws IOException {
        SocketChannel channel = SocketChannel.open();
        pending.put(channel, address);
        try {
            channel.configureBlocking(false);
            if (channel.connect(new InetSocketAddress(address, port))) {
                return true;
            }
            channel.register(selector, SelectionKey.OP_CONNECT);
        } catch (IOException | IllegalArgumentException e) {
            refused(channel, e); // as where there is no IPv6
        }
        return false;
    }

    private @Nullable InetAddress accepted() throws IOException {
        for (SelectionKey key : selector.selectedKeys()) {
            SocketChannel channel = (SocketChannel) key.channel();
            try {
                if (channel.finishConnect()) {
                    return pending.get(channel);
                }
            } catch (IOException e) {
                refused(channel, e);
            }
        }
        selector.selectedKeys().clear();
        return null;
    }

    private void refused(SocketChannel channel, Exception why) throws IOException {
        lastFailure = why instanceof IOException failure ? failure : new IOException(why);
        pending.remove(channel);
        channel.close();
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : pending.keySet()) {
            channel.close();
        }
        selector.close();
    }
}
