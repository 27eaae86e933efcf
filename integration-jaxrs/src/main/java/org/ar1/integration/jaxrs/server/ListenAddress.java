package org.ar1.integration.jaxrs.server;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.ar1.integration.jaxrs.server.http.ServerExchange;
import org.ar1.integration.jaxrs.server.tls.TlsFiles;
import org.jspecify.annotations.Nullable;

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

    /**
     * Listens there; the exception says where it could not.
     *
     * @param tls the certificate; null for plain HTTP
     */
    static HttpServer listen(InetSocketAddress address, String host, @Nullable TlsFiles tls) throws IOException {
        try {
            if (tls == null) {
                return HttpServer.create(address, 0);
            }
            HttpsServer server = HttpsServer.create(address, 0);
            server.setHttpsConfigurator(tls.configurator());
            return server;
        } catch (IOException e) {
            throw new IOException("Cannot listen on " + host + ":" + address.getPort() + ": " + e.getMessage(), e);
        }
    }

    /** The URL of a server, with the loopback address for all addresses. */
    static URI uri(HttpServer server) {
        InetSocketAddress bound = server.getAddress();
        String scheme = server instanceof HttpsServer ? "https" : "http";
        InetAddress host = bound.getAddress();
        InetAddress reachable = host.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : host;
        return URI.create(
                scheme + "://" + ServerExchange.authority(new InetSocketAddress(reachable, bound.getPort())) + "/");
    }
}
