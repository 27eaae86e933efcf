package org.ar1.integration.jaxrs.server.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.ar1.integration.jaxrs.http.RequestId;
import org.ar1.integration.jaxrs.http.TraceParent;
import org.jspecify.annotations.Nullable;

/**
 * An exchange whose target and headers the rest of the server can rely on: the request id and the trace are settled,
 * and {@code Host} is one that Jersey can parse. Jersey breaks off on names with an underscore, such as container names
 * have.
 */
public final class ServerExchange extends DelegatingExchange {

    private static final String HOST = "Host";

    private final Headers requestHeaders = new Headers();
    private final RequestTarget target;
    private final List<String> sentHosts;
    private volatile @Nullable String caller;
    private @Nullable Runnable atEnd;

    ServerExchange(HttpExchange exchange, String requestId, TraceParent trace) {
        super(exchange);
        requestHeaders.putAll(exchange.getRequestHeaders());
        requestHeaders.set(RequestId.HEADER, requestId);
        requestHeaders.set(TraceParent.HEADER, trace.header());
        sentHosts = exchange.getRequestHeaders().getOrDefault(HOST, List.of());
        if (sentHosts.size() != 1 || !HostField.isParsable(sentHosts.get(0))) {
            requestHeaders.set(HOST, authority(exchange.getLocalAddress()));
        }
        if (exchange.getRequestMethod().equals("GET")
                || exchange.getRequestMethod().equals("HEAD")) {
            requestHeaders.remove(
                    HttpHeaders.CONTENT_TYPE); // content means nothing there, and Jersey refuses malformed ones
        }
        this.target = RequestTarget.of(exchange.getRequestURI());
    }

    /** The one that an exchange goes back to. */
    public static ServerExchange of(HttpExchange exchange) {
        HttpExchange behind = exchange;
        while (!(behind instanceof ServerExchange)) {
            behind = ((DelegatingExchange) behind).behind();
        }
        return (ServerExchange) behind;
    }

    /** The target of the request. */
    RequestTarget target() {
        return target;
    }

    /** The values of {@code Host} as they were sent. */
    List<String> sentHosts() {
        return sentHosts;
    }

    /** Whose token the request bears; null when it bears none that is valid, or none is asked for. */
    @Nullable
    public String caller() {
        return caller;
    }

    /** Notes whose token the request bears. */
    public void admit(String name) {
        caller = name;
    }

    /** Removes and returns the credentials of the request, so that later handlers do not see them. */
    public List<String> takeCredentials() {
        return Objects.requireNonNullElse(requestHeaders.remove(HttpHeaders.AUTHORIZATION), List.of());
    }

    /** Runs this when the exchange has ended, with nothing left to be sent; one task an exchange. */
    void atEnd(Runnable task) {
        atEnd = task;
    }

    /** Ends the exchange, and with it anything that is still to be sent. */
    void end() {
        try {
            close();
        } finally {
            if (atEnd != null) {
                atEnd.run();
            }
        }
    }

    /** The host and port of a URL for this address. */
    public static String authority(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        String literal = host.getHostAddress();
        return (host instanceof Inet6Address ? "[" + literal.replaceAll("%.*", "") + "]" : literal) + ":"
                + address.getPort();
    }

    @Override
    public Headers getRequestHeaders() {
        return requestHeaders;
    }

    @Override
    public URI getRequestURI() {
        return target.uri();
    }

    /**
     * With the request id, which Jersey's own answers lack, and with the length from the headers where the caller does
     * not know it, since Jersey only knows short ones.
     */
    @Override
    public void sendResponseHeaders(int status, long length) throws IOException {
        getResponseHeaders().putIfAbsent(RequestId.HEADER, requestHeaders.get(RequestId.HEADER));
        String stated = getResponseHeaders().getFirst(HttpHeaders.CONTENT_LENGTH);
        if (getRequestMethod().equals("HEAD")) {
            super.sendResponseHeaders(status, -1);
        } else if (length == 0 && stated != null) {
            super.sendResponseHeaders(status, Long.parseLong(stated));
        } else {
            super.sendResponseHeaders(status, length);
        }
    }
}
