package org.ar1.integration.jaxrs.http;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of the query that may be there once, with one of a few values.
 *
 * @param name its name
 * @param values the values that it may have
 */
public record QueryParameter(String name, List<String> values) {

    static final String TRUE = "true";

    /** Whether the sources are fetched again. */
    public static final QueryParameter REFRESH = new QueryParameter("refresh", List.of(TRUE, "false"));

    /** The form of a report, where no header can be set. */
    public static final QueryParameter FORMAT = new QueryParameter("format", List.of("csv", "json"));

    /** Whether a table begins with a byte order mark, by which Excel knows UTF-8. */
    public static final QueryParameter BOM = new QueryParameter("bom", List.of(TRUE, "false"));

    private static final Pattern UNHARMLESS = Pattern.compile("[^A-Za-z0-9._+-]");
    private static final int LONGEST_SHOWN = 32;

    /**
     * The value of the parameter.
     *
     * @param query the query's parameters
     * @return one of the values; null when the parameter is not there
     * @throws InvalidParameterException when it is there several times, or has another value
     */
    @Nullable
    public String in(Map<String, List<String>> query) {
        List<String> given = query.get(name);
        if (given == null) {
            return null;
        }
        if (given.size() > 1) {
            throw new InvalidParameterException(
                    name, "The parameter " + name + " is there " + given.size() + " times, but must be there once.");
        }
        String value = given.get(0);
        if (!values.contains(value)) {
            throw new InvalidParameterException(
                    name,
                    "The parameter " + name + " is \"" + shown(value) + "\", but must be " + String.join(" or ", values)
                            + ".");
        }
        return value;
    }

    /** Whether the parameter is there and true. */
    public boolean isTrueIn(Map<String, List<String>> query) {
        return TRUE.equals(in(query));
    }

    /** A value of a caller, harmless and not long. */
    public static String shown(String given) {
        String value = UNHARMLESS.matcher(given).replaceAll("?");
        return value.length() <= LONGEST_SHOWN ? value : value.substring(0, LONGEST_SHOWN) + "...";
    }
}
