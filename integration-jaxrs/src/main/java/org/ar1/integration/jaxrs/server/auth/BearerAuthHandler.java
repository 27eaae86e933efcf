package org.ar1.integration.jaxrs.server.auth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ar1.integration.jaxrs.http.ServiceInfo;
import org.ar1.integration.jaxrs.server.files.StaticFiles;
import org.ar1.integration.jaxrs.server.health.HealthHandler;
import org.ar1.integration.jaxrs.server.http.PlainDocument;
import org.ar1.integration.jaxrs.server.http.ServerExchange;
import org.jspecify.annotations.Nullable;

/**
 * Lets in requests with a bearer token (RFC 6750), and everyone to what says how to use the service: its name, its
 * description and its health, without details.
 */
public final class BearerAuthHandler implements HttpHandler {

    /** Longer tokens are rejected unread. */
    private static final int LONGEST = 512;

    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/-]+=*) *");
    private static final Pattern SCHEME = Pattern.compile("(?i:bearer)( .*)?");
    private static final String CHALLENGE = "Bearer realm=\"" + ServiceInfo.NAME + "\"";
    private static final String INVALID = CHALLENGE + ", error=\"invalid_token\"";

    private final TokensFile tokens;
    private final HttpHandler next;

    public BearerAuthHandler(TokensFile tokens, HttpHandler next) {
        this.tokens = tokens;
        this.next = next;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        ServerExchange request = ServerExchange.of(exchange);
        List<String> credentials = request.takeCredentials();
        String caller = caller(credentials);
        if (caller != null) {
            request.admit(caller);
        }
        if (caller != null || isOpen(exchange.getRequestURI().getRawPath())) {
            next.handle(exchange);
            return;
        }
        exchange.getResponseHeaders().set(HttpHeaders.WWW_AUTHENTICATE, challenge(credentials));
        PlainDocument.refuse(exchange, 401);
    }

    /** Exactly the paths that have such an answer: what is only like one of them is none. */
    private static boolean isOpen(String path) {
        return path.equals("/") || StaticFiles.isOne(path) || HealthHandler.isOne(path);
    }

    private @Nullable String caller(List<String> credentials) {
        Matcher bearer = BEARER.matcher(credentials.size() == 1 ? credentials.get(0) : "");
        return bearer.matches() && bearer.group(1).length() <= LONGEST
                ? tokens.current().bearer(bearer.group(1))
                : null;
    }

    /** Without a token, the challenge names only the scheme; with one, it also states that the token is invalid. */
    private static String challenge(List<String> credentials) {
        return credentials.stream().anyMatch(one -> SCHEME.matcher(one).matches()) ? INVALID : CHALLENGE;
    }
}
