package org.ar1.integration.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Holds a document against an older one: every field of the older one has to be there with an equal value. Numbers are
 * compared as numbers. In paths a star stands for any lab type, server or position.
 */
final class DocumentComparison {

    /** Objects whose keys are data. */
    private static final Set<String> MAPS =
            Set.of("lab_usage", "utilization_status", "labs", "servers", "allocation_map");

    private final Set<String> differences = new LinkedHashSet<>();
    private final Set<String> additions = new LinkedHashSet<>();

    DocumentComparison(JsonNode older, JsonNode newer) {
        compare(older, newer, "", "");
    }

    /** What of the older document is not in the newer one, one line each. */
    Set<String> differences() {
        return differences;
    }

    /** The fields that only the newer document has; what is in them is not listed. */
    Set<String> additions() {
        return additions;
    }

    private void compare(JsonNode older, JsonNode newer, String path, String pattern) {
        if (older.isObject() && newer.isObject()) {
            objects(older, newer, path, pattern);
        } else if (older.isArray() && newer.isArray() && older.size() == newer.size()) {
            for (int i = 0; i < older.size(); i++) {
                compare(older.get(i), newer.get(i), path + "/" + i, pattern + "/*");
            }
        } else if (older.isTextual() && newer.isNumber() && isSameNumber(older.textValue(), newer)) {
            differences.add(pattern + " is a number");
        } else if (!areEqual(older, newer)) {
            differences.add(path + " was " + older + " and is " + newer);
        }
    }

    private static boolean areEqual(JsonNode older, JsonNode newer) {
        boolean areNumbers = older.isNumber() && newer.isNumber();
        return areNumbers ? isSameNumber(older.asText(), newer) : older.equals(newer);
    }

    private void objects(JsonNode older, JsonNode newer, String path, String pattern) {
        boolean isMap = MAPS.contains(path.substring(path.lastIndexOf('/') + 1));
        for (Map.Entry<String, JsonNode> field : older.properties()) {
            String name = field.getKey();
            if (newer.has(name)) {
                compare(field.getValue(), newer.get(name), path + "/" + name, pattern + "/" + (isMap ? "*" : name));
            } else {
                differences.add(path + "/" + name + " is missing");
            }
        }
        newer.fieldNames().forEachRemaining(name -> {
            if (!older.has(name)) {
                additions.add(pattern + "/" + name);
            }
        });
    }

    private static boolean isSameNumber(String older, JsonNode newer) {
        return new BigDecimal(older).compareTo(new BigDecimal(newer.asText())) == 0;
    }
}
