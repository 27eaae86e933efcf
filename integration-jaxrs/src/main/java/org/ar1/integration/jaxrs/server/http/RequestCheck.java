package org.ar1.integration.jaxrs.server.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.ar1.integration.jaxrs.http.Problem;
import org.ar1.integration.jaxrs.http.RequestId;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what the JDK's server lets through although it is no request that can be answered: a request line or a
 * {@code Host} that is malformed (400; RFC 9112, 3), an unknown method (501; RFC 9110, 9.1), another version of HTTP
 * (505).
 */
public final class RequestCheck implements HttpHandler {

    private static final Pattern VERSION = Pattern.compile("HTTP/[0-9]\\.[0-9]");
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /** Those of RFC 9110 and RFC 5789, whether or not something here has them. */
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");

    private final HttpHandler next;

    public RequestCheck(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Problem problem = problem(exchange, ServerExchange.of(exchange));
        if (problem == null) {
            next.handle(exchange);
        } else {
            String id = Objects.requireNonNull(exchange.getRequestHeaders().getFirst(RequestId.HEADER));
            RequestContextHandler.send(exchange, problem, id);
        }
    }

    private static @Nullable Problem problem(HttpExchange exchange, ServerExchange request) {
        String method = exchange.getRequestMethod();
        String version = exchange.getProtocol();
        if (!METHODS.contains(method) && !TOKEN.matcher(method).matches()) {
            return Problem.malformed("The request line does not begin with a method.");
        }
        if (!request.target().isValid()) {
            return Problem.malformed(
                    "The target of the request must be a path, or an http or https URL with a host, without a fragment.");
        }
        if (!VERSION.matcher(version).matches()) {
            return Problem.malformed("The request line does not end with a version of HTTP.");
        }
        if (!version.startsWith("HTTP/1.")) {
            return Problem.ofStatus(505);
        }
        if (!isHostRight(request.sentHosts(), version)) {
            return Problem.malformed("The header Host must be there once, with a host name or an address,"
                    + " and a port if it is not the usual one.");
        }
        return METHODS.contains(method) ? null : Problem.ofStatus(501);
    }

    private static boolean isHostRight(List<String> hosts, String version) {
        if (hosts.isEmpty()) {
            return version.equals("HTTP/1.0");
        }
        return hosts.size() == 1 && HostField.isValid(hosts.get(0));
    }
}
