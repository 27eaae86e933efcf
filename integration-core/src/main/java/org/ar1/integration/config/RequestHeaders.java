package org.ar1.integration.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.ar1.integration.internal.setting.ValueType;
import org.ar1.integration.source.UpstreamService;

/** Which headers of requests to services are allowed; their values are shown nowhere. */
final class RequestHeaders {

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");

    /** What the HTTP client sets itself. */
    private static final Set<String> RESERVED = Set.of(
            "accept-encoding",
            "connection",
            "content-length",
            "expect",
            "host",
            "if-none-match",
            "transfer-encoding",
            "upgrade");

    private RequestHeaders() {}

    /** Adds a problem for each header that is not allowed. */
    static void check(Map<UpstreamService, Map<String, String>> headers, List<String> problems) {
        headers.forEach((service, own) -> own.forEach((name, value) -> check(service, name, value, problems)));
    }

    private static void check(UpstreamService service, String name, String value, List<String> problems) {
        String header = "the request header of " + service.displayName() + " ";
        if (!NAME.matcher(name).matches()) {
            problems.add(header + ValueType.mustBe(name, "named by letters, digits and hyphens"));
        } else if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            problems.add(header + ValueType.mustBe(name, "one that the HTTP client does not set itself"));
        } else if (!VALUE.matcher(value).matches()) {
            problems.add(header + "\"" + name + "\" has a value with characters other than printable ASCII");
        }
    }
}
