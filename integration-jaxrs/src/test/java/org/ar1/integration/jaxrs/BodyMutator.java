package org.ar1.integration.jaxrs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.ar1.integration.jaxrs.MutatedServices.Answer;

/** Changes answers of the services, in their structure or in their bytes; the same seed gives the same changes. */
final class BodyMutator {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Written as a number that JSON does not have. */
    private static final String NO_NUMBER = "@no-number@";

    private static final int BOMB = 40 << 20;

    private static final String[] NUMBERS = {
        "-1",
        "-0.0",
        "0",
        "0.1",
        "1e308",
        "-1e308",
        "5e-324",
        "1e400",
        "-1e400",
        "9007199254740993",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "2147483648",
        "1e18",
        "123456789012345678901234567890123456789012345678901234567890",
        "33.333333333333336",
        "1e-400"
    };
    private static final String[] TEXTS = {
        "",
        " ",
        "NaN",
        "Infinity",
        "-1",
        "1e400",
        " 5 ",
        "0x1F",
        "1_000",
        "true",
        "null",
        "\u0000",
        "\u0007\u001b[31m",
        "a\nb\r\nc",
        "\u202egnp.exe",
        "\ud800",
        "\udc00\ud83d",
        "\ufffe\uffff",
        "\ud83e\uddea",
        "=cmd()|' /C calc'!A0",
        "../../etc/passwd",
        "%2e%2e%2f",
        "a/b?c#d",
        ".",
        "..",
        "__proto__",
        "docker",
        "Docker ",
        "DOCKER",
        "linux-basics",
        "<script>alert(1)</script>",
        "';--",
        "normal",
        "over-utilized",
        "not-a-status"
    };
    private static final String[] DATES = {
        "0001-01-01T00:00:00Z",
        "-999999999-01-01T00:00:00Z",
        "+999999999-12-31T23:59:59Z",
        "9999-12-31T23:59:59.999Z",
        "2026-02-30T00:00:00Z",
        "2026-11-23T23:59:60Z",
        "2026-11-23T24:00:00Z",
        "2026-11-23",
        "2026-11-23T00:00:00",
        "2026-11-23 00:00:00",
        "2026-11-23T00:00:00+18:00",
        "2026-11-23T00:00:00+99:00",
        "Mon, 23 Nov 2026 00:00:00 GMT",
        "1763856000000",
        "1970-01-01T00:00:00Z",
        "2027-11-23T00:00:00Z"
    };
    private static final String[] CONTENT_TYPES = {
        "text/html",
        "text/plain",
        "application/json; charset=utf-16",
        "application/json;charset=\"",
        "",
        "image/png",
        "application/problem+json",
        ";"
    };
    private static final int[] STATUSES = {204, 206, 301, 304, 400, 401, 404, 404, 404, 409, 418, 429, 500, 503, 599};

    private final SplittableRandom random;

    BodyMutator(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Another answer than this one; in most cases it is still JSON. */
    Answer mutate(Answer answer) {
        try {
            if (chance(0.03)) {
                return refusal(answer);
            }
            JsonNode tree = JSON.readTree(answer.body()).deepCopy();
            for (int i = random.nextInt(4); i >= 0; i--) {
                tree = changed(tree);
            }
            String text = text(tree);
            if (chance(0.05)) {
                text = twice(text);
            }
            Map<String, String> headers = new TreeMap<>(answer.headers());
            if (chance(0.03)) {
                headers.put("Content-Type", one(CONTENT_TYPES));
            }
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            return new Answer(200, headers, chance(0.15) ? bytes(text, body, headers) : body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An error in the service's own words, which readers must not see. */
    private Answer refusal(Answer answer) {
        Map<String, String> headers = new TreeMap<>(answer.headers());
        headers.put("Retry-After", one("0", "1", "-1", "0.5", "x", "Sun, 06 Nov 1994 08:49:37 GMT", ""));
        headers.put("Location", "http://127.0.0.1:1/" + FuzzWorld.UPSTREAM_TEXT);
        String text = one(
                "{\"detail\":\"Lab type not found\"}",
                "{\"detail\":\"" + FuzzWorld.UPSTREAM_TEXT + "\"}",
                "{\"detail\":[{\"msg\":\"" + FuzzWorld.UPSTREAM_TEXT + "\"}]}",
                "<html>" + FuzzWorld.UPSTREAM_TEXT + "</html>",
                "");
        return new Answer(STATUSES[random.nextInt(STATUSES.length)], headers, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(JsonNode tree) throws JsonProcessingException {
        return JSON.writeValueAsString(tree)
                .replace("\"" + NO_NUMBER + "NaN\"", "NaN")
                .replace("\"" + NO_NUMBER + "Infinity\"", "-Infinity");
    }

    /** One change somewhere in a tree; the tree itself, or another in its place. */
    private JsonNode changed(JsonNode tree) {
        List<JsonNode> parents = new ArrayList<>();
        collect(tree, parents);
        if (parents.isEmpty() || chance(0.03)) {
            return other(tree);
        }
        JsonNode parent = parents.get(random.nextInt(parents.size()));
        int at = random.nextInt(parent.size());
        if (parent instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            change(object, names.get(at));
        } else {
            change((ArrayNode) parent, at);
        }
        return tree;
    }

    private static void collect(JsonNode node, List<JsonNode> parents) {
        if (node.isContainerNode() && !node.isEmpty()) {
            parents.add(node);
            node.forEach(child -> collect(child, parents));
        }
    }

    private void change(ObjectNode object, String name) {
        JsonNode value = object.get(name);
        switch (random.nextInt(6)) {
            case 0 -> object.remove(name);
            case 1 -> {
                object.remove(name);
                object.set(chance(0.5) ? one(TEXTS) : longText("n"), value);
            }
            case 2 -> {
                for (int i = chance(0.1) ? 500 : 1; i > 0; i--) {
                    object.set(name + i, value);
                }
            }
            default -> object.set(name, other(value));
        }
    }

    private void change(ArrayNode array, int at) {
        JsonNode value = array.get(at);
        switch (random.nextInt(4)) {
            case 0 -> array.remove(at);
            case 1 -> {
                for (int i = chance(0.1) ? 1_000 : 1; i > 0; i--) {
                    array.insert(at, value.deepCopy());
                }
            }
            case 2 -> array.insert(at, array.get(random.nextInt(array.size())).deepCopy());
            default -> array.set(at, other(value));
        }
    }

    /** Another value in the place of one. */
    private JsonNode other(JsonNode value) {
        return switch (random.nextInt(12)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(chance(0.5));
            case 2, 3, 4 -> DecimalNode.valueOf(new BigDecimal(one(NUMBERS)));
            case 5 -> NODES.textNode(one(NUMBERS));
            case 6 -> NODES.textNode(chance(0.1) ? longText("t") : one(TEXTS));
            case 7 -> NODES.textNode(one(DATES));
            case 8 -> NODES.textNode(NO_NUMBER + one("NaN", "Infinity"));
            case 9 -> value.isArray() ? NODES.objectNode() : NODES.arrayNode();
            case 10 -> NODES.arrayNode().add(value);
            default -> nested(value);
        };
    }

    private JsonNode nested(JsonNode value) {
        JsonNode nested = value;
        for (int i = chance(0.2) ? 400 : 2; i > 0; i--) {
            nested = chance(0.5)
                    ? NODES.arrayNode().add(nested)
                    : NODES.objectNode().set("a", nested);
        }
        return nested;
    }

    private String longText(String letter) {
        return letter.repeat(1 << random.nextInt(6, 17));
    }

    /** The first member of some object once more, with another value. */
    private String twice(String text) {
        int at = text.indexOf("{\"", random.nextInt(text.length()));
        int end = at < 0 ? -1 : text.indexOf("\":", at);
        return end < 0
                ? text
                : text.substring(0, at + 1) + text.substring(at + 1, end + 2) + "-1," + text.substring(at + 1);
    }

    /** Changes that JSON has no part in. */
    private byte[] bytes(String text, byte[] body, Map<String, String> headers) throws IOException {
        int at = body.length == 0 ? 0 : random.nextInt(body.length);
        byte[] copy = body.clone();
        switch (random.nextInt(14)) {
            case 0, 1, 2 -> {
                return Arrays.copyOf(body, at);
            }
            case 3, 4 -> {
                if (copy.length > 0) {
                    copy[at] = (byte) random.nextInt(256);
                }
                return copy;
            }
            case 5 -> {
                return text.concat(one("x", "]", "{}", text, "\0", " ".repeat(100_000), "\n\n"))
                        .getBytes(StandardCharsets.UTF_8);
            }
            case 6 -> {
                return ("\ufeff" + text).getBytes(StandardCharsets.UTF_8);
            }
            case 7 -> {
                return text.getBytes(StandardCharsets.UTF_16);
            }
            case 8 -> {
                return text.replace("o", "\u00fc").getBytes(StandardCharsets.ISO_8859_1);
            }
            case 9 -> {
                return one("", " ", "null", "NaN", "<html></html>", "[[[", "\"", "[,]", "{\"a\":}", "[1,2", "/* */ []")
                        .getBytes(StandardCharsets.UTF_8);
            }
            case 10 -> {
                return "[".repeat(1 << random.nextInt(8, 18)).getBytes(StandardCharsets.UTF_8);
            }
            case 11 -> {
                headers.put("Content-Encoding", one("gzip", "deflate", "br", "x", "", "gzip, gzip"));
                return body;
            }
            case 12 -> {
                headers.put("Content-Encoding", "gzip");
                byte[] zipped = gzip(body);
                return chance(0.5) ? zipped : Arrays.copyOf(zipped, random.nextInt(zipped.length));
            }
            default -> {
                headers.put("Content-Encoding", "gzip");
                return gzip(chance(0.1) ? new byte[BOMB] : body);
            }
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        }
        return zipped.toByteArray();
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private String one(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
