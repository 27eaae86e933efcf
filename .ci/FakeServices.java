import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The six services and several Integration Services, each on a free loopback port, with just enough in them to test
 * test_integration.sh.
 *
 * <p>Arguments: a file to write {@code KEY=value} lines to; a file with lab types in UTF-8, one a line. For each lab
 * type there is an Integration Service that knows it first ({@code TYPE_PORT_0} and so on, {@code ASCII_PORT_0} with
 * escapes for all that is not ASCII).
 */
class FakeServices {
    private static final String SOURCE =
            """
            {"service":"%s","resource":"%s","outcome":"%s","fetched_at":null,"data_as_of":null,"age_seconds":null,\
            "attempts":1,"error":%s}""";
    private static final String NO_ANSWER = "{\"code\":\"connect\",\"message\":\"no \\\"connection\\\"\"}";
    /** A name that looks like a piece of the document. */
    private static final String TRAP = "\\\",\\\"lab_usage\\\":{\\\"trap\\\":{}},\\\"labs\\\":{\\\"trap\\\":1},\\\\";

    private final List<String> lines = new ArrayList<>();

    public static void main(String[] arguments) throws IOException {
        new FakeServices().start(Path.of(arguments[0]), Files.readAllLines(Path.of(arguments[1])));
    }

    private void start(Path file, List<String> labTypes) throws IOException {
        service("LAB_MONITORING_URL", "/monitor/labs/popular", "[]");
        service("PERFORMANCE_SERVICE_URL", "/performance/servers/0/peaks", "[]");
        service("RESOURCE_ALLOCATION_URL", "/servers", "[]");
        service("USER_PROGRESS_URL", "/", "{\"status\":\"running\"}");
        service("PERFORMANCE_REPORTING_URL", "/", "{\"status\":\"running\"}");
        service("USAGE_ANALYTICS_URL", "/", "{\"status\":\"running\"}");

        integration("INTEGRATION_API_PORT", new Campus("success", "\"docker\"", "docker"));
        integration("PARTIAL_PORT", new Campus("partial", "\"docker\"", "docker"));
        integration("FAILED_PORT", new Campus("failed", "\"docker\"", "docker"));
        integration("EMPTY_PORT", new Campus("success", "", ""));
        integration("PROBLEM_PORT", (exchange, path) -> problem(exchange, 503, "Cannot be told"));
        integration("TOKEN_PORT", (exchange, path) -> {
            var token = exchange.getRequestHeaders().getFirst("Authorization");
            if ("Bearer let-me-in".equals(token)) {
                new Campus("success", "\"docker\"", "docker").answer(exchange, path);
            } else {
                problem(exchange, 401, "Unauthorized");
            }
        });
        integration("BROKEN_PORT", (exchange, path) -> answer(exchange, 200, "{\"integration_status\":\"success\""));
        for (int i = 0; i < labTypes.size(); i++) {
            var labType = labTypes.get(i);
            integration("TYPE_PORT_" + i, new Campus("success", json(labType, false), labType));
            integration("ASCII_PORT_" + i, new Campus("success", json(labType, true), labType));
        }
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            lines.add("CLOSED_PORT=" + socket.getLocalPort());
        }
        var written = Files.write(Path.of(file + ".new"), lines);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private void service(String variable, String path, String body) throws IOException {
        int port = listen(exchange -> {
            boolean known = exchange.getRequestURI().getRawPath().equals(path)
                    && !exchange.getRequestHeaders().containsKey("Authorization");
            answer(exchange, known ? 200 : 404, known ? body : "{\"detail\":\"Not Found\"}");
        });
        lines.add(variable + "=http://127.0.0.1:" + port);
    }

    private void integration(String variable, Resource resource) throws IOException {
        int port = listen(exchange -> {
            var path = exchange.getRequestURI().getRawPath();
            if (path.equals("/")) {
                answer(exchange, 200, "{\"service\":\"Integration Service\"}");
            } else {
                resource.answer(exchange, path);
            }
        });
        lines.add(variable + "=" + port);
    }

    private static int listen(HttpHandler handler) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", handler);
        server.start();
        return server.getAddress().getPort();
    }

    private interface Resource {
        void answer(HttpExchange exchange, String rawPath) throws IOException;
    }

    /** Knows {@code labType}, and in its answers writes it as {@code key}; knows no lab type when that is empty. */
    private record Campus(String status, String key, String labType) implements Resource {
        @Override
        public void answer(HttpExchange exchange, String rawPath) throws IOException {
            // "", "integration", the report and, perhaps, the lab type: a slash in a name must not make a fifth.
            var segments = rawPath.split("/", -1);
            if (segments.length > 4 || segments.length == 4 && !decode(segments[3]).equals(labType)) {
                problem(exchange, 404, "Unknown lab type");
            } else {
                var report = segments[2].equals("lab-utilization") ? utilization() : allocation();
                FakeServices.answer(exchange, status.equals("failed") ? 503 : 200, report);
            }
        }

        private static String decode(String segment) {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        }

        private String utilization() {
            var usage = key.isEmpty() ? "" : key + ":{\"total_events\":7,\"unique_users\":2},\"zz\":{\"errors\":0}";
            return """
                    {"timestamp":"2026-11-23T00:00:00Z","integration_status":"%s","lab_usage":{%s},\
                    "infrastructure_insights":{"popular_labs":[{"lab_type":"a","name":"%s","sessions":1},{"name":"b"},\
                    {"name":"c"}],"utilization_status":{"zz":{"status":"normal","labs":[{"lab_id":1},{"lab_id":2}]}}},\
                    "join":{"matched":1,"unmatched":["x"],"coverage":0.5},"sources":[%s,%s]}"""
                    .formatted(status, usage, TRAP, source("lab-monitoring", "popular"), failing("trends"));
        }

        private String allocation() {
            var labs = key.isEmpty() ? "" : key + ":{\"name\":\"" + TRAP + "\",\"performance\":null}";
            var map = key.isEmpty() ? "" : key + ":[1,2],\"zz\":[2]";
            return """
                    {"timestamp":"2026-11-23T00:00:00Z","integration_status":"%s","labs":{%s},\
                    "infrastructure":{"allocation_map":{%s},\
                    "servers":{"1":{"name":"Server-1","usage":{"cpu":-1.5e3}},"2":{"name":"Server-2"}}},\
                    "sources":[%s,%s]}"""
                    .formatted(status, labs, map, source("resource-allocation", "servers"), failing("usage/lab"));
        }

        private static String source(String service, String resource) {
            return SOURCE.formatted(service, resource, "live", "null");
        }

        private String failing(String resource) {
            return status.equals("success")
                    ? SOURCE.formatted("usage-analytics", resource, "cached", "null")
                    : SOURCE.formatted("usage-analytics", resource, "failed", NO_ANSWER);
        }
    }

    private static void problem(HttpExchange exchange, int status, String title) throws IOException {
        answer(exchange, status, "{\"status\":%d,\"title\":\"%s\",\"type\":\"about:blank\"}".formatted(status, title));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String json(String text, boolean ascii) {
        var json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c == '\t') {
                json.append("\\t");
            } else if (c < ' ' || ascii && c > '~') {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
