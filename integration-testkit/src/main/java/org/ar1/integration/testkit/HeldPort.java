package org.ar1.integration.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * A loopback port that stays ours while nobody listens on it.
 *
 * <p>A bound socket that never listens holds it. Both sockets share the address ({@code SO_REUSEADDR}) while there is a
 * listener; without one, the holder stops sharing, and then nobody else can bind. Linux allows that; where the system
 * does not, the port is simply not held.
 */
final class HeldPort implements Closeable {

    private static final int BACKLOG = 512;

    private final InetSocketAddress address;
    private @Nullable Socket holder;
    private @Nullable ServerSocket first;

    /** @param port the port, 0 for a free one */
    HeldPort(int port) throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        Socket socket = new Socket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(loopback, port));
            address = new InetSocketAddress(loopback, socket.getLocalPort());
        } catch (IOException e) {
            socket.close();
            throw refused(port, e);
        }
        holder = socket;
        first = bind();
    }

    int port() {
        return address.getPort();
    }

    /** Starts listening. */
    ServerSocket listen() throws IOException {
        ServerSocket bound = first;
        first = null;
        return bound == null ? bind() : bound;
    }

    private ServerSocket bind() throws IOException {
        if (holder != null) {
            holder.setReuseAddress(true);
        }
        ServerSocket listener = new ServerSocket();
        try {
            listener.setReuseAddress(true);
            try {
                listener.bind(address, BACKLOG);
            } catch (BindException e) {
                if (holder == null) {
                    throw e;
                }
                holder.close();
                holder = null;
                listener.bind(address, BACKLOG);
            }
            return listener;
        } catch (IOException e) {
            listener.close();
            throw refused(port(), e);
        }
    }

    private static IOException refused(int port, IOException cause) {
        return new IOException("Cannot bind port " + port + " of 127.0.0.1", cause);
    }

    /** Says that the listener is closed: from now on nobody else may bind. */
    void hold() throws IOException {
        if (holder != null) {
            holder.setReuseAddress(false);
        }
    }

    @Override
    public void close() throws IOException {
        if (first != null) {
            first.close();
        }
        if (holder != null) {
            holder.close();
        }
    }
}
