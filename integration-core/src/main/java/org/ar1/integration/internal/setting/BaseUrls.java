package org.ar1.integration.internal.setting;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** The base URLs of services: http or https, without user info, query, fragment and slashes at the end. */
final class BaseUrls {

    static final ValueType<URI> TYPE =
            ValueType.of("a base URL", BaseUrls::parse, BaseUrls::unreadable).checkedBy(BaseUrls::check);

    private static final String URLS = "an http or https URL with a host, such as http://localhost:3003";
    private static final String PORTS = "a URL with a port from 1 to 65535";
    private static final String UNDERSCORES =
            "a URL whose host has no underscore (_), which is allowed in no host name and refused by the HTTP client:"
                    + " use another name of the host, with a hyphen in its place, or its address";
    private static final int LARGEST_PORT = 65_535;

    private BaseUrls() {}

    private static Optional<URI> parse(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** The text may hold a password or a token, so that it is shown only when it cannot. */
    private static String unreadable(String text) {
        return ValueType.mustBe(text.contains("@") || text.contains("?") ? "(not shown)" : text, URLS);
    }

    private static URI check(URI url, Consumer<String> refusals) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (holdsUserInfo(url)) {
            refusals.accept("holds user info (\"user:password@\"), which ends up in logs: remove it and set a request"
                    + " header instead");
        } else if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null) {
            refusals.accept(
                    url.toString().contains("@")
                            ? unreadable(url.toString())
                            : ValueType.mustBe(withoutQuery(url), expected(url)));
        } else if (url.getRawQuery() != null || url.getRawFragment() != null) {
            refusals.accept(ValueType.mustBe(withoutQuery(url), "a base URL without query and fragment"));
        } else if (url.getPort() == 0 || url.getPort() > LARGEST_PORT) {
            refusals.accept(ValueType.mustBe(url, PORTS));
        } else {
            return URI.create(url.toString().replaceAll("/+$", ""));
        }
        return url;
    }

    /** What a URL must be that is not of HTTP, or in which no host is found. */
    private static String expected(URI url) {
        String authority = url.getRawAuthority() == null ? "" : url.getRawAuthority();
        if (authority.matches(".+:[0-9]{5,}")) {
            return PORTS;
        }
        return authority.contains("_") ? UNDERSCORES : URLS;
    }

    /** A URL without slashes, such as {@code user:password@host}, has no authority in which to look for it. */
    private static boolean holdsUserInfo(URI url) {
        String where = url.isOpaque() ? url.getRawSchemeSpecificPart() : url.getRawAuthority();
        return where != null && where.contains("@");
    }

    /** A query may hold a secret. */
    private static String withoutQuery(URI url) {
        return url.toString().replaceAll("[?#].*", "?...");
    }
}
