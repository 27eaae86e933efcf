package org.ar1.integration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Where a document differs from the one expected. Numbers may differ in their last digits. */
final class JsonDifferences {

    private static final double CLOSE = 1e-9;

    private final List<String> found = new ArrayList<>();

    private JsonDifferences() {}

    static List<String> between(JsonNode expected, JsonNode actual) {
        JsonDifferences differences = new JsonDifferences();
        differences.compare("", expected, actual);
        return differences.found;
    }

    private void compare(String path, JsonNode expected, JsonNode actual) {
        if (expected.isNumber() && actual.isNumber()) {
            double e = expected.doubleValue();
            double a = actual.doubleValue();
            if (Math.abs(e - a) > CLOSE * Math.max(Math.max(Math.abs(e), Math.abs(a)), 1e-3)) {
                found.add(path + ": " + a + " instead of " + e);
            }
        } else if (expected.isObject() && actual.isObject()) {
            Set<String> names = new TreeSet<>();
            expected.fieldNames().forEachRemaining(names::add);
            actual.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                String member = path + "." + name;
                if (!actual.has(name)) {
                    found.add(member + ": missing; " + expected.get(name) + " expected");
                } else if (!expected.has(name)) {
                    found.add(member + ": " + actual.get(name) + " not expected");
                } else {
                    compare(member, expected.get(name), actual.get(name));
                }
            }
        } else if (path.equals(".sources") && expected.isArray() && actual.isArray()) {
            compareSources(bySource(expected), bySource(actual));
        } else if (expected.isArray() && actual.isArray()) {
            if (expected.size() != actual.size()) {
                found.add(path + ": " + actual + " instead of " + expected);
                return;
            }
            for (int i = 0; i < expected.size(); i++) {
                compare(path + "[" + i + "]", expected.get(i), actual.get(i));
            }
        } else if (!expected.equals(actual)) {
            found.add(path + ": " + actual + " instead of " + expected);
        }
    }

    private static Map<String, JsonNode> bySource(JsonNode lines) {
        Map<String, JsonNode> sources = new HashMap<>();
        for (JsonNode line : lines) {
            sources.put(
                    line.get("service").textValue() + " " + line.get("resource").textValue(), line);
        }
        return sources;
    }

    private void compareSources(Map<String, JsonNode> expected, Map<String, JsonNode> actual) {
        Set<String> names = new TreeSet<>(expected.keySet());
        names.addAll(actual.keySet());
        for (String name : names) {
            if (!actual.containsKey(name)) {
                found.add("source " + name + ": missing; expected " + expected.get(name));
            } else if (!expected.containsKey(name)) {
                found.add("source " + name + ": not expected: " + actual.get(name));
            } else {
                compare("source " + name, expected.get(name), actual.get(name));
            }
        }
    }
}
