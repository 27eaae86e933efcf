package org.ar1.integration.jaxrs;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * An exchange whose headers the rest of the server can rely on: the request id is settled, and {@code Host} is one that
 * Jersey can parse. Jersey breaks off on a malformed host and on names with an underscore, such as container names have.
 */
final class ServerExchange extends HttpExchange {

    private final HttpExchange exchange;
    private final Headers requestHeaders = new Headers();
    private final URI requestUri;

    ServerExchange(HttpExchange exchange, String requestId) {
        this.exchange = exchange;
        requestHeaders.putAll(exchange.getRequestHeaders());
        requestHeaders.set(RequestId.HEADER, requestId);
        if (!isParsable(requestHeaders.getFirst("Host"))) {
            requestHeaders.set("Host", authority(exchange.getLocalAddress()));
        }
        this.requestUri = target(exchange.getRequestURI());
    }

    private static boolean isParsable(@Nullable String host) {
        try {
            URI uri = new URI("http://" + host + "/").parseServerAuthority();
            return host != null && uri.getHost() != null && uri.getUserInfo() == null && "/".equals(uri.getRawPath());
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
     * The path and query as Jersey should see them. A request may name the whole URL, which Jersey does not expect; and
     * JAX-RS takes what follows a semicolon for parameters, while here it belongs to the name.
     */
    private static URI target(URI uri) {
        String path = uri.getRawPath();
        if (!uri.isAbsolute() && path.indexOf(';') < 0) {
            return uri;
        }
        String whole = path.isEmpty() ? "/" : path.replace(";", "%3B");
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

    @Override
    public Headers getResponseHeaders() {
        return exchange.getResponseHeaders();
    }

    @Override
    public String getRequestMethod() {
        return exchange.getRequestMethod();
    }

    @Override
    public HttpContext getHttpContext() {
        return exchange.getHttpContext();
    }

    @Override
    public void close() {
        exchange.close();
    }

    @Override
    public InputStream getRequestBody() {
        return exchange.getRequestBody();
    }

    @Override
    public OutputStream getResponseBody() {
        return exchange.getResponseBody();
    }

    /** With the length from the headers where the caller does not know it, since Jersey only knows short ones. */
    @Override
    public void sendResponseHeaders(int status, long length) throws IOException {
        String stated = getResponseHeaders().getFirst(HttpHeaders.CONTENT_LENGTH);
        if (getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
        } else if (length == 0 && stated != null) {
            exchange.sendResponseHeaders(status, Long.parseLong(stated));
        } else {
            exchange.sendResponseHeaders(status, length);
        }
    }

    @Override
    public InetSocketAddress getRemoteAddress() {
        return exchange.getRemoteAddress();
    }

    @Override
    public int getResponseCode() {
        return exchange.getResponseCode();
    }

    @Override
    public InetSocketAddress getLocalAddress() {
        return exchange.getLocalAddress();
    }

    @Override
    public String getProtocol() {
        return exchange.getProtocol();
    }

    /** Attributes are shared by all requests before Java 26, so there are none. */
    @Override
    public @Nullable Object getAttribute(String name) {
        return null;
    }

    @Override
    public void setAttribute(String name, Object value) {
        throw new UnsupportedOperationException("attributes are shared by all requests");
    }

    @Override
    public void setStreams(InputStream in, OutputStream out) {
        exchange.setStreams(in, out);
    }

    @Override
    public @Nullable HttpPrincipal getPrincipal() {
        return exchange.getPrincipal();
    }
}
