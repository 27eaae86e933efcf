package org.ar1.integration.jaxrs;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An exchange whose headers the rest of the server can rely on: the request id and the trace are settled, and {@code Host} is one that
 * Jersey can parse. Jersey breaks off on a malformed host and on names with an underscore, such as container names have.
 */
final class ServerExchange extends DelegatingExchange {

    /** More than one, and what follows would be a host. */
    private static final Pattern LEADING_SLASHES = Pattern.compile("^/*");

    /** Nearly all callers name the same. */
    private static volatile String lastParsable = "localhost";

    private final Headers requestHeaders = new Headers();
    private final URI requestUri;
    private volatile @Nullable String caller;
    private @Nullable Runnable atEnd;

    ServerExchange(HttpExchange exchange, String requestId, TraceParent trace) {
        super(exchange);
        requestHeaders.putAll(exchange.getRequestHeaders());
        requestHeaders.set(RequestId.HEADER, requestId);
        requestHeaders.set(TraceParent.HEADER, trace.header());
        if (!isParsable(requestHeaders.getFirst("Host"))) {
            requestHeaders.set("Host", authority(exchange.getLocalAddress()));
        }
        if (exchange.getRequestMethod().equals("GET")
                || exchange.getRequestMethod().equals("HEAD")) {
            requestHeaders.remove(
                    HttpHeaders.CONTENT_TYPE); // content means nothing there, and Jersey refuses malformed ones
        }
        this.requestUri = target(exchange.getRequestURI());
    }

    /** The one that an exchange goes back to. */
    static ServerExchange of(HttpExchange exchange) {
        HttpExchange behind = exchange;
        while (!(behind instanceof ServerExchange)) {
            behind = ((DelegatingExchange) behind).behind();
        }
        return (ServerExchange) behind;
    }

    /** Whose token the request bears; null when it bears none that is valid, or none is asked for. */
    @Nullable
    String caller() {
        return caller;
    }

    /** Notes whose token the request bears. */
    void admit(String name) {
        caller = name;
    }

    /** What the caller brought as credentials; nobody behind this sees them. */
    List<String> takeCredentials() {
        return Objects.requireNonNullElse(requestHeaders.remove(HttpHeaders.AUTHORIZATION), List.of());
    }

    /** Runs this when the exchange has ended, with nothing left to be sent; one task an exchange. */
    void atEnd(Runnable task) {
        atEnd = task;
    }

    /** Ends the exchange, whatever is still to be sent included. */
    void end() {
        try {
            close();
        } finally {
            if (atEnd != null) {
                atEnd.run();
            }
        }
    }

    private static boolean isParsable(@Nullable String host) {
        if (host == null || host.equals(lastParsable)) {
            return host != null;
        }
        try {
            URI uri = new URI("http://" + host + "/").parseServerAuthority();
            boolean parsable = uri.getHost() != null && uri.getUserInfo() == null && "/".equals(uri.getRawPath());
            if (parsable) {
                lastParsable = host;
            }
            return parsable;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** The host and port of a URL for this address. */
    static String authority(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        String literal = host.getHostAddress();
        return (host instanceof Inet6Address ? "[" + literal.replaceAll("%.*", "") + "]" : literal) + ":"
                + address.getPort();
    }

    /**
     * The path and query as everyone should see them. A request may name the whole URL, or all of it but the scheme, which
     * Jersey takes for a path, unlike others; and JAX-RS takes what follows a semicolon for parameters, while here it
     * belongs to the name.
     */
    private static URI target(URI uri) {
        String path = uri.getRawPath();
        String target = uri.toString();
        if (target.startsWith("/") && !target.startsWith("//") && path.indexOf(';') < 0) {
            return uri;
        }
        String whole = LEADING_SLASHES.matcher(path.replace(";", "%3B")).replaceFirst("/");
        return URI.create(uri.getRawQuery() == null ? whole : whole + "?" + uri.getRawQuery());
    }

    @Override
    public Headers getRequestHeaders() {
        return requestHeaders;
    }

    @Override
    public URI getRequestURI() {
        return requestUri;
    }

    /**
     * With the request id, which Jersey's own answers lack, and with the length from the headers where the caller does not
     * know it, since Jersey only knows short ones.
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
