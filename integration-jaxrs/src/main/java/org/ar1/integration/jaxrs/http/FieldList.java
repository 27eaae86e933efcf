package org.ar1.integration.jaxrs.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Header fields whose values are lists (RFC 9110, 5.3 and 5.6.1.2): several lines are one list, and empty elements are
 * ignored. The one parser for all of them.
 */
final class FieldList {

    /** More tolerant than a qvalue: callers write {@code q=.2} and more than three decimals. */
    private static final Pattern WEIGHT = Pattern.compile("0?\\.[0-9]{1,9}|[01](?:\\.[0-9]{0,9})?");

    private FieldList() {}

    /**
     * An element with a weight (RFC 9110, 12.4.2).
     *
     * @param value the element without its parameters, in lower case
     * @param weight 0, which means "not acceptable", to 1, which is the default
     */
    record Weighted(String value, double weight) {}

    /** The elements; commas within quoted strings do not separate. */
    static List<String> elements(List<String> lines) {
        return elements(lines, true);
    }

    /** The elements of a list of entity tags, in which a backslash is an ordinary character (RFC 9110, 8.8.3). */
    static List<String> entityTags(List<String> lines) {
        return elements(lines, false);
    }

    /** The elements with their weights; without those whose weight cannot be read. */
    static List<Weighted> weighted(List<String> lines) {
        List<Weighted> weighted = new ArrayList<>();
        for (String element : elements(lines)) {
            List<String> parts = split(element, ';', true);
            double weight = weight(parts.subList(1, parts.size()));
            if (weight >= 0) {
                weighted.add(new Weighted(parts.get(0).toLowerCase(Locale.ROOT), weight));
            }
        }
        return weighted;
    }

    /** Below 0 when it cannot be read. */
    private static double weight(List<String> parameters) {
        for (String parameter : parameters) {
            int equals = parameter.indexOf('=');
            if (equals > 0 && parameter.substring(0, equals).strip().equalsIgnoreCase("q")) {
                String text = parameter.substring(equals + 1).strip();
                double weight = WEIGHT.matcher(text).matches() ? Double.parseDouble(text) : -1;
                return weight <= 1 ? weight : -1;
            }
        }
        return 1;
    }

    private static List<String> elements(List<String> lines, boolean escapes) {
        List<String> elements = new ArrayList<>();
        for (String line : lines) {
            for (String part : split(line, ',', escapes)) {
                if (!part.isEmpty()) {
                    elements.add(part);
                }
            }
        }
        return elements;
    }

    private static List<String> split(String text, char separator, boolean escapes) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        boolean escaped = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (escaped) {
                escaped = false;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\') {
                escaped = quoted && escapes;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        parts.add(text.substring(start).strip());
        return parts;
    }
}
