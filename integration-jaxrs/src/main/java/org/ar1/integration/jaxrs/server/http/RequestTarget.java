package org.ar1.integration.jaxrs.server.http;

import java.net.URI;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The target of a request (RFC 9112, 3.2). Java's URIs take a path that begins with two slashes for a host, and any
 * scheme for one of ours; here a path is what was sent. Escapes of unreserved characters are the characters themselves
 * (RFC 3986, 2.3 and 6.2.2.2); nothing else is normalized.
 */
final class RequestTarget {

    private static final URI NOTHING = URI.create("http://localhost//");
    private static final Pattern USER_INFO = Pattern.compile("//[^/@]*@");
    private static final String UNRESERVED_MARKS = "-._~";

    private final String path;
    private final @Nullable URI uri;

    private RequestTarget(String path, @Nullable URI uri) {
        this.path = path;
        this.uri = uri;
    }

    /**
     * A target.
     *
     * @param sent what was sent, as the JDK's server has parsed it
     */
    static RequestTarget of(URI sent) {
        String text = sent.toString();
        if (sent.getRawFragment() != null) {
            return new RequestTarget(shown(text), null);
        }
        if (text.startsWith("/")) {
            int query = text.indexOf('?');
            String path = query < 0 ? text : text.substring(0, query);
            return new RequestTarget(path, routed(sent, path, query < 0 ? "" : text.substring(query)));
        }
        String path = sent.getRawPath();
        if (path == null || !path.startsWith("/") || !isWholeUrl(sent)) {
            return new RequestTarget(shown(text), null);
        }
        String query = sent.getRawQuery();
        return new RequestTarget(path, uri(normalized(path), query == null ? "" : "?" + query));
    }

    private static boolean isWholeUrl(URI sent) {
        String scheme = sent.getScheme() == null ? "" : sent.getScheme().toLowerCase(Locale.ROOT);
        String authority = sent.getRawAuthority();
        return (scheme.equals("http") || scheme.equals("https"))
                && authority != null
                && !authority.isEmpty()
                && HostField.isValid(authority);
    }

    private static URI routed(URI sent, String path, String query) {
        String normalized = normalized(path);
        return normalized.equals(path) && !path.startsWith("//") ? sent : uri(normalized, query);
    }

    private static URI uri(String path, String query) {
        return URI.create((path.startsWith("//") ? "http://localhost" : "") + path + query);
    }

    private static String normalized(String path) {
        int escape = path.indexOf('%');
        if (escape < 0) {
            return path;
        }
        StringBuilder normalized = new StringBuilder(path.length());
        int from = 0;
        while (escape >= 0 && escape + 2 < path.length()) { // the JDK's server has checked the digits
            char character = (char) HexFormat.fromHexDigits(path, escape + 1, escape + 3);
            normalized.append(path, from, escape);
            from = escape + 3;
            if (isUnreserved(character)) {
                normalized.append(character);
            } else {
                normalized.append(path, escape, from);
            }
            escape = path.indexOf('%', from);
        }
        return normalized.append(path, from, path.length()).toString();
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || UNRESERVED_MARKS.indexOf(c) >= 0;
    }

    /** What is no valid target is shown without what may be secret. */
    private static String shown(String text) {
        int end = 0;
        while (end < text.length() && text.charAt(end) != '?' && text.charAt(end) != '#') {
            end++;
        }
        return USER_INFO.matcher(text.substring(0, end)).replaceAll("//?@");
    }

    /** The path as it was sent; the whole target without its query when it is not valid. For logs. */
    String path() {
        return path;
    }

    /** Whether it is a path, or a URL of HTTP with a host. */
    boolean isValid() {
        return uri != null;
    }

    /** A URI whose path and query are those that are answered; of an invalid target one that has no answer. */
    URI uri() {
        return uri == null ? NOTHING : uri;
    }
}
