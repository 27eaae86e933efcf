package org.ar1.integration.config;

import org.ar1.integration.source.UpstreamService;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Every rule that a setting has to meet, and the collected problems. Settings go by their variable's name. */
final class SettingsCheck {

    /** What a size may be. */
    static final String SIZES = "a number of bytes from 1MiB to 16GiB, such as 67108864 or 64MiB";

    /** What the target utilization may be. */
    static final String TARGETS = "a fraction from 0.3 to 0.8, such as 0.65";

    /** What a time zone may be. */
    static final String TIME_ZONES = "a time zone such as Europe/Berlin, UTC or +05:30";

    private static final double LOWEST_TARGET = 0.3;
    private static final double HIGHEST_TARGET = 0.8;
    private static final String PORTS = "a URL with a port from 1 to 65535";
    private static final Pattern HOST_AND_PORT = Pattern.compile("[^:]*:[0-9]*");
    private static final long SMALLEST_SIZE = 1L << 20;
    private static final long LARGEST_SIZE = 16L << 30;
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");
    /** What the HTTP client sets itself. */
    private static final Set<String> RESERVED_HEADERS = Set.of(
            "accept-encoding",
            "connection",
            "content-length",
            "expect",
            "host",
            "if-none-match",
            "transfer-encoding",
            "upgrade");

    private final List<String> problems = new ArrayList<>();

    void problem(String setting, Object value, String allowed) {
        problems.add(setting + " is \"" + printable(value) + "\", but must be " + allowed);
    }

    void done() {
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
    }

    /** Returns the URL without slashes at its end. */
    URI url(String setting, URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (holdsUserInfo(url)) {
            problems.add(setting
                    + " holds user info (\"user:password@\"), which ends up in logs: remove it and set a request"
                    + " header instead");
        } else if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null) {
            problem(setting, withoutQuery(url), expected(url));
        } else if (url.getRawQuery() != null || url.getRawFragment() != null) {
            problem(setting, withoutQuery(url), "a base URL without query and fragment");
        } else if (url.getPort() == 0 || url.getPort() > 65_535) {
            problem(setting, url, PORTS);
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
        return authority.contains("_")
                ? "a URL whose host has no underscore (_), which is allowed in no host name and refused by the HTTP client:"
                        + " use another name of the host, with a hyphen in its place, or its address"
                : "an http or https URL with a host, such as http://localhost:3003";
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

    void headers(UpstreamService service, Map<String, String> headers) {
        headers.forEach((name, value) -> {
            String setting = "the request header of " + service.displayName();
            if (!HEADER_NAME.matcher(name).matches()) {
                problem(setting, name, "named by letters, digits and hyphens");
            } else if (RESERVED_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                problem(setting, name, "one that the HTTP client does not set itself");
            } else if (!HEADER_VALUE.matcher(value).matches()) {
                problems.add(setting + " \"" + name + "\" has a value with characters other than printable ASCII");
            }
        });
    }

    void positive(String setting, Duration value) {
        if (value.isNegative() || value.isZero() || value.compareTo(LONGEST) > 0) {
            problem(setting, value, "longer than 0 and at most " + LONGEST);
        }
    }

    void notNegative(String setting, Duration value) {
        if (value.isNegative() || value.compareTo(LONGEST) > 0) {
            problem(setting, value, "0 or longer and at most " + LONGEST);
        }
    }

    void range(String setting, int value, int from, int to) {
        if (value < from || value > to) {
            problem(setting, value, "a whole number from " + from + " to " + to);
        }
    }

    void size(String setting, long bytes) {
        if (bytes < SMALLEST_SIZE || bytes > LARGEST_SIZE) {
            problem(setting, bytes, SIZES);
        }
    }

    void target(String setting, double fraction) {
        if (!(fraction >= LOWEST_TARGET && fraction <= HIGHEST_TARGET)) {
            problem(setting, fraction, TARGETS);
        }
    }

    void host(String setting, String value) {
        if (value.isBlank() || value.chars().anyMatch(c -> c <= ' ' || c == '/')) {
            problem(setting, value, "a host name or an address, such as 127.0.0.1");
        } else if (HOST_AND_PORT.matcher(value).matches()) {
            problem(setting, value, "a host name or an address without a port, which INTEGRATION_API_PORT sets");
        }
    }

    /** Refreshing ahead keeps values fresh, of which there are none when nothing is ever fresh. */
    void refreshAhead(boolean refreshAhead, Duration cacheDuration, Duration historyCacheDuration) {
        if (refreshAhead && (cacheDuration.isZero() || historyCacheDuration.isZero())) {
            problem("REFRESH_AHEAD", true, "false while CACHE_DURATION or HISTORY_CACHE_DURATION is 0");
        }
    }

    /** Values come from outside and go to logs and terminals. */
    private static String printable(Object value) {
        String text = String.valueOf(value).replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
        return text.length() <= 200 ? text : text.substring(0, 200) + "...";
    }
}
