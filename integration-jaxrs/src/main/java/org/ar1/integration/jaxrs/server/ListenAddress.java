package org.ar1.integration.jaxrs.server;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.ar1.integration.jaxrs.server.http.ServerExchange;

/** Where the server listens. */
final class ListenAddress {

    private ListenAddress() {}

    /** The address of a host and port; the host has to be known. */
    static InetSocketAddress resolve(String host, int port) throws UnknownHostException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new UnknownHostException("Cannot listen on " + host + ":" + port + ": the host is unknown");
        }
        return address;
    }

    /** Listens there; the exception says where it could not. */
    static HttpServer listen(InetSocketAddress address, String host) throws IOException {
        try {
            return HttpServer.create(address, 0);
        } catch (IOException e) {
            throw new IOException("Cannot listen on " + host + ":" + address.getPort() + ": " + e.getMessage(), e);
        }
    }

    /** The URL of an address that is listened on, with the loopback address for all addresses. */
    static URI uri(InetSocketAddress bound) {
        InetAddress host = bound.getAddress();
        InetAddress reachable = host.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : host;
        return URI.create(
                "http://" + ServerExchange.authority(new InetSocketAddress(reachable, bound.getPort())) + "/");
    }
}
