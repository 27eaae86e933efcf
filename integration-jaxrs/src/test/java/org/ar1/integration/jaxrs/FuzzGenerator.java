package org.ar1.integration.jaxrs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.ar1.integration.jaxrs.FuzzRequest.Header;

/** Requests from the API description and from beyond it; the same seed gives the same ones. */
final class FuzzGenerator {

    private static final String LEARNER = "468c9e7a-33f0-4223-b2ec-45c8ec2a4e2a";
    private static final String[] INSIGHTS = {
        "busiest_hour-229ff2520cc114a2", "x-0", "data_health-", "-0123456789abcdef", "%00-0123456789abcdef", "insights"
    };
    private static final int MOST_INSIGHTS = 60;
    private static final Pattern INSIGHT = Pattern.compile("\"([a-z_]{1,40}-[0-9a-f]{16})\"");
    private static final String[] METHODS = {
        "GET",
        "GET",
        "GET",
        "GET",
        "GET",
        "GET",
        "HEAD",
        "HEAD",
        "OPTIONS",
        "POST",
        "PUT",
        "DELETE",
        "PATCH",
        "TRACE",
        "CONNECT",
        "PROPFIND",
        "get",
        "X",
        "<script>",
        "M".repeat(300)
    };
    private static final String[] VERSIONS = {"HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.0"};
    private static final String[] OTHER_PATHS = {
        "/docs",
        "/docs/",
        "/docs/swagger-ui.css",
        "/docs/swagger-initializer.js",
        "/docs/x",
        "/health",
        "/health/live",
        "/health/ready",
        "/health/started",
        "/health/x",
        "/metrics",
        "/metrics/x",
        "/application.wadl",
        "/favicon.ico",
        "/.env",
        "/integration",
        "/integration/",
        "/nothing",
        "/openapi.json/x",
        "//",
        "*",
        "x:1",
        "x",
        "http://x",
        "http://x/",
        "http://[::1",
        "///",
        "/?",
        "/#",
        "?",
        "/integration/lab-utilization/a/b",
        "/WEB-INF/web.xml"
    };
    private static final String[] LAB_TYPES = {
        "docker",
        "linux-basics",
        "web-development",
        "blockchain",
        "robotics-prototype",
        "nope",
        "Docker",
        "a%20b",
        "%D0%B2%D0%B5%D0%B1",
        "%F0%9F%A7%AA",
        "a%2Fb",
        "%2e%2e",
        "%00",
        "a%00b",
        "%ff",
        "%C3",
        "%c0%af",
        "%ED%A0%80",
        "%zz",
        "%",
        "%4",
        "a;b=c",
        ";",
        "..;",
        "a+b",
        ":",
        "@",
        "'",
        "null",
        "-1",
        "*",
        "{lab_type}",
        "\u00c3\u00a9",
        "\u0085",
        "%0d%0aX-Injected:%201",
        "%e2%80%ae",
        "%EF%BF%BF",
        "a%0Ab",
        "=cmd()",
        "%22",
        "%5c",
        ".",
        "...",
        "~"
    };
    private static final String[] PIECES = {
        "/", "//", "/.", "/..", "/./", "/../", "%2f", "%2F..", "%2e", "%00", "\0", " ", "%20", "+", ";", ";x=y", "?",
        "#", "\\", "^", "`", "|", "{", "}", "<", "\"", "%", "%u0041", "\u00ff", "\u00e9", "\u0001", "\t", "%25", "&",
        "=", ":", "@", "~", "'", "$", ".json", ".csv", "%E2%80%8B", "%C3%A9"
    };
    private static final String[] VALUES = {
        "",
        "true",
        "false",
        "TRUE",
        "1",
        "0",
        "-1",
        "99999999999999999999",
        "1e9",
        "NaN",
        "null",
        "docker",
        "%00",
        "%ff",
        "%zz",
        "a%20b",
        "a+b",
        "<script>",
        "';--",
        "../..",
        "%0d%0a",
        "\u00e9",
        "=",
        "{}",
        "[]"
    };
    private static final String[] PARAMETERS = {
        "x", "refresh", "lab_type", "format", "callback", "access_token", "_method", "%00", "", "a[]", "X-Request-Id"
    };
    private static final String[] ACCEPTS = {
        "*/*",
        "application/json",
        "text/csv",
        "application/problem+json",
        "application/yaml",
        "text/html",
        "text/*",
        "application/json;q=0",
        "text/csv;q=0.9, application/json;q=0.1",
        "*/*;q=0",
        "application/json;q=x",
        "",
        ",",
        "/",
        "a",
        "*",
        "a/b/c",
        "text/csv;header=absent",
        "application/json; charset=utf-16",
        "image/png",
        "application/openmetrics-text",
        "text/csv;q=1.0000001",
        ";",
        "application/vnd.sun.wadl+xml",
        "text/plain",
        "*/json",
        "application/json;q=-1",
        "text/csv; \"",
        "application/json;a=\"b\\\"",
        "text/html, */*;q=0.1"
    };
    private static final String[] CODINGS = {
        "gzip",
        "gzip, deflate, br",
        "identity",
        "gzip;q=0",
        "*",
        "*;q=0",
        "br",
        "",
        "gzip;q=x",
        "GZIP",
        "gzip;q=0.001",
        "identity;q=0",
        "x-gzip",
        ",",
        "gzip;q=",
        "deflate, gzip;q=1.0, *;q=0.5"
    };
    private static final String[] TAGS = {
        "*", "W/\"x\"", "\"x\"", "x", "", "\"", "W/", "W/\"", "*, \"x\"", "\"a\", \"b\"", ",", "\u00ff", "\"a\" \"b\""
    };
    private static final String[] RANGES = {"bytes=0-0", "bytes=0-", "bytes=-5", "bytes=9-1", "bytes=a", "x=1-2", ""};
    private static final String[] TOKENS = {
        "Bearer x",
        "Bearer ",
        "Bearer",
        "bearer x",
        "Basic eDp5",
        "Basic !",
        "x",
        "",
        "Bearer x y",
        "Bearer \u00ff",
        "Negotiate x",
        "Bearer " + "t".repeat(4_000)
    };
    private static final String[] ORIGINS = {"http://evil.example", "null", "*", "", "http://", "\u00ff", "http://a b"};
    private static final String[] IDS = {
        "a", "nightly-report.17", "x".repeat(64), "x".repeat(65), "", "a b", "a;b", "<script>", "\u00e9", "-", "a\tb"
    };
    private static final String[] TRACES = {
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-0-0-0",
        "",
        "x",
        "\u00ff",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-0000000000000000-00"
    };
    private static final String[] HOSTS = {
        "x", "localhost", "my_host:1", "evil.example", "", "[::1", "a b", "\u00e4", "%"
    };

    private static final Map<String, String[]> HEADERS = new TreeMap<>(Map.ofEntries(
            Map.entry("Accept", ACCEPTS),
            Map.entry("Accept-Encoding", CODINGS),
            Map.entry("If-None-Match", TAGS),
            Map.entry("If-Match", TAGS),
            Map.entry("If-Modified-Since", new String[] {"Sat, 29 Oct 2044 19:43:31 GMT", "x", ""}),
            Map.entry("If-Range", TAGS),
            Map.entry("Range", RANGES),
            Map.entry("Authorization", TOKENS),
            Map.entry("Origin", ORIGINS),
            Map.entry("Access-Control-Request-Method", METHODS),
            Map.entry("X-Request-ID", IDS),
            Map.entry("traceparent", TRACES),
            Map.entry("tracestate", new String[] {"a=b", "", "\u00ff", "a".repeat(600)}),
            Map.entry("Connection", new String[] {"close", "keep-alive", "Upgrade", "Host", "", "x, close"}),
            Map.entry("Upgrade", new String[] {"h2c", "websocket", ""}),
            Map.entry("Expect", new String[] {"100-continue", "x"}),
            Map.entry("Cache-Control", new String[] {"no-cache", "max-age=0", "only-if-cached", "x"}),
            Map.entry("Content-Type", new String[] {"application/json", "x", "", "a/b;c"}),
            Map.entry("Accept-Charset", new String[] {"utf-16", "*;q=0", "x;"}),
            Map.entry("Accept-Language", new String[] {"de", "x;q=", "*", "de-DE-x-y-z-\u00ff"}),
            Map.entry("Forwarded", new String[] {"for=1.2.3.4;host=evil.example", "x"}),
            Map.entry("X-Forwarded-Host", HOSTS),
            Map.entry("X-HTTP-Method-Override", METHODS),
            Map.entry("Cookie", new String[] {"a=b", "$Version=1; a", "=", ";", "a=\"", "\u00ff"}),
            Map.entry("Date", new String[] {"x", ""}),
            Map.entry("X-Sample-Data", new String[] {"true"}),
            Map.entry("X-Unknown", VALUES)));
    private static final List<String> HEADER_NAMES = List.copyOf(HEADERS.keySet());

    private final SplittableRandom random;
    private final List<String> paths = new ArrayList<>();
    /** The query parameters that the description has for a path. */
    private final Map<String, List<String>> ownParameters = new TreeMap<>();
    /** Of any path and of none. */
    private final List<String> parameters;
    /** The values that a parameter may have, and some beside them. */
    private final Map<String, TreeSet<String>> values = new TreeMap<>();

    private final List<String> tags = new ArrayList<>();
    private final List<String> insights = new ArrayList<>(List.of(INSIGHTS));

    FuzzGenerator(long seed, ApiDescription description) {
        this.random = new SplittableRandom(seed);
        TreeSet<String> names = new TreeSet<>(List.of(PARAMETERS));
        for (Map.Entry<String, JsonNode> path :
                description.document().path("paths").properties()) {
            paths.add(path.getKey());
            List<String> own = ownParameters.computeIfAbsent(path.getKey(), any -> new ArrayList<>());
            for (JsonNode reference : path.getValue().path("get").path("parameters")) {
                JsonNode parameter = description.resolve(reference);
                if (parameter.path("in").asText().equals("query")) {
                    String name = parameter.path("name").asText();
                    own.add(name);
                    values.computeIfAbsent(name, any -> new TreeSet<>()).addAll(values(parameter));
                }
            }
            names.addAll(own);
        }
        this.parameters = List.copyOf(names);
    }

    /** What a schema allows, and the least that it does not. */
    private static List<String> values(JsonNode parameter) {
        List<String> values = new ArrayList<>();
        JsonNode schema = parameter.path("schema");
        JsonNode one = schema.has("items") ? schema.path("items") : schema;
        one.path("enum").forEach(value -> values.add(value.asText()));
        schema.path("examples").forEach(value -> values.add(value.asText()));
        parameter
                .path("examples")
                .forEach(example -> values.add(example.path("value").asText()));
        if (schema.has("default")) {
            values.add(schema.path("default").asText());
        }
        for (String bound : List.of("minimum", "maximum")) {
            if (one.has(bound)) {
                long limit = one.path(bound).asLong();
                values.addAll(List.of("" + limit, "" + (limit - 1), "" + (limit + 1)));
            }
        }
        if (one.path("type").asText().equals("boolean")) {
            values.addAll(List.of("true", "false"));
        }
        return values.stream()
                .map(value -> value.replace("/", "%2F").replace(" ", "%20"))
                .toList();
    }

    /** An entity tag that the server has given, to be asked with. */
    void learn(String tag) {
        if (tag != null && !tags.contains(tag)) {
            tags.add(tag);
        }
    }

    /** The ids of insights that an answer has, to be asked for. */
    void learnIds(String answer) {
        if (insights.size() < MOST_INSIGHTS) {
            INSIGHT.matcher(answer)
                    .results()
                    .map(match -> match.group(1))
                    .filter(id -> !insights.contains(id))
                    .limit(MOST_INSIGHTS)
                    .forEach(insights::add);
        }
    }

    FuzzRequest next() {
        String version = one(VERSIONS);
        List<Header> headers = new ArrayList<>();
        if (chance(0.95)) {
            headers.add(new Header("Host", chance(0.9) ? "x" : one(HOSTS)));
        }
        int count = random.nextInt(6);
        for (int i = 0; i < count; i++) {
            headers.add(header());
        }
        if (chance(0.01)) {
            headers.add(new Header("X-Big", "b".repeat(chance(0.5) ? 20_000 : 80_000)));
        }
        if (chance(0.01)) {
            for (int i = chance(0.5) ? 30 : 100; i > 0; i--) {
                headers.add(new Header("X-Many-" + i % 7, "m"));
            }
        }
        String body = chance(0.08) ? body(headers) : "";
        return new FuzzRequest(one(METHODS), target(), version, headers, body);
    }

    private Header header() {
        String name = HEADER_NAMES.get(random.nextInt(HEADER_NAMES.size()));
        if (chance(0.4)) { // these matter most
            name = one("Accept", "Accept-Encoding", "If-None-Match", "X-Request-ID", "Connection", "Authorization");
        }
        if (name.equals("If-None-Match") && !tags.isEmpty() && chance(0.6)) {
            return new Header(name, tags.get(random.nextInt(tags.size())));
        }
        String value = one(HEADERS.get(name));
        return new Header(chance(0.1) ? upperCase(name) : name, value);
    }

    /** Adds the headers that frame a body, rightly or not, and gives the body as it is sent. */
    private String body(List<Header> headers) {
        String content = one("", "x", "{}", "GET / HTTP/1.1\r\n\r\n", "b".repeat(9_000), "b".repeat(60_000));
        if (chance(0.05)) {
            headers.add(new Header("Content-Length", one("-1", "x", "", "1, 2", "99999999999999999999")));
            headers.add(new Header("Connection", "close"));
            return "";
        }
        if (chance(0.05)) {
            headers.add(new Header("Content-Length", Integer.toString(content.length())));
            headers.add(new Header("Transfer-Encoding", one("chunked", "gzip")));
            return content;
        }
        if (chance(0.5)) {
            headers.add(new Header("Content-Length", Integer.toString(content.length())));
            return content;
        }
        headers.add(new Header("Transfer-Encoding", "chunked"));
        String chunk = content.isEmpty() ? "" : Integer.toHexString(content.length()) + "\r\n" + content + "\r\n";
        return chunk + "0\r\n\r\n";
    }

    private String target() {
        String template = chance(0.2) ? one(OTHER_PATHS) : paths.get(random.nextInt(paths.size()));
        String path = template.replace("{lab_type}", labType())
                .replace("{id}", insights.get(random.nextInt(insights.size())))
                .replace("{server_id}", chance(0.8) ? one("1", "2", "3") : one(VALUES))
                .replace("{user_id}", chance(0.5) ? LEARNER : labType());
        for (int i = chance(0.25) ? 1 + random.nextInt(3) : 0; i > 0; i--) {
            path = mutated(path);
        }
        List<String> own = ownParameters.getOrDefault(template, List.of());
        return chance(own.isEmpty() ? 0.3 : 0.6) ? path + "?" + query(own) : path;
    }

    private String labType() {
        return chance(0.03) ? "l".repeat(1 << random.nextInt(8, 15)) : one(LAB_TYPES);
    }

    private String mutated(String path) {
        int at = random.nextInt(path.length() + 1);
        String before = path.substring(0, at);
        String after = path.substring(at);
        return switch (random.nextInt(7)) {
            case 0, 1 -> before + one(PIECES) + after;
            case 2 -> path + one(PIECES);
            case 3 ->
                after.isEmpty() ? path : before + String.format("%%%02x", (int) after.charAt(0)) + after.substring(1);
            case 4 -> after.isEmpty() ? path : before + after.substring(1);
            case 5 -> one("/docs/..", "/x/..", "/health/..", "/.", "http://x", "//x", "/openapi.json/..") + path;
            default -> before + upperCase(after);
        };
    }

    /** Parameters of the path, mostly, with values that they may have, mostly. */
    private String query(List<String> own) {
        StringBuilder query = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            List<String> names = own.isEmpty() || chance(0.2) ? parameters : own;
            String name = names.get(random.nextInt(names.size()));
            String value = chance(0.03) ? "v".repeat(1 << random.nextInt(8, 15)) : value(name);
            query.append(name).append(chance(0.9) ? "=" + value : "").append(chance(0.95) ? "&" : ";");
            if (chance(0.1)) {
                query.append(name).append("=").append(value(name)).append('&');
            }
        }
        return query.toString();
    }

    private String value(String name) {
        List<String> described = List.copyOf(values.getOrDefault(name, new TreeSet<>()));
        if (described.isEmpty() || chance(0.3)) {
            return one(VALUES);
        }
        String value = described.get(random.nextInt(described.size()));
        return chance(0.1) ? value + "," + described.get(random.nextInt(described.size())) : value;
    }

    /** Of ASCII alone, since a character has to remain a byte. */
    private static String upperCase(String text) {
        StringBuilder upper = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            upper.setCharAt(i, c < 128 ? Character.toUpperCase(c) : c);
        }
        return upper.toString();
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private String one(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
