package org.ar1.integration.jaxrs.answer;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ar1.integration.jaxrs.http.InvalidParameterException;
import org.ar1.integration.jaxrs.http.QueryParameter;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a query, of which every name is known and every value is one of those allowed: a misspelled filter
 * is refused, and never answered as if it were not there. Immutable.
 */
final class StrictQuery {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final Pattern COMMA = Pattern.compile(",");

    /** The query of a request without one. */
    static final StrictQuery EMPTY = new StrictQuery(Map.of(), Set.of());

    private final Map<String, List<String>> query;

    /**
     * The parameters of a request.
     *
     * @param query the values by name, decoded
     * @param known the names that the path has
     * @throws InvalidParameterException when there is one of another name
     */
    StrictQuery(Map<String, List<String>> query, Set<String> known) {
        this.query = query;
        for (String name : query.keySet()) {
            if (!known.contains(name)) {
                String shown = QueryParameter.shown(name);
                throw new InvalidParameterException(
                        shown,
                        "The parameter " + shown + " is not known here; this path has "
                                + String.join(", ", new TreeSet<>(known)) + ".");
            }
        }
    }

    /** Whether there is no parameter at all. */
    boolean isEmpty() {
        return query.isEmpty();
    }

    /** The value of a parameter that may be there once; null when it is not. */
    @Nullable
    String text(String name) {
        List<String> given = query.get(name);
        if (given == null) {
            return null;
        }
        if (given.size() > 1) {
            throw new InvalidParameterException(
                    name, "The parameter " + name + " is there " + given.size() + " times, but must be there once.");
        }
        return given.get(0);
    }

    /** The value of a parameter that must be there once, and not be empty. */
    String required(String name, String allowed) {
        String value = text(name);
        if (value == null || value.isEmpty()) {
            throw new InvalidParameterException(
                    name, "The parameter " + name + " is missing; it must be " + allowed + ".");
        }
        return value;
    }

    /** The value of a parameter that may be there once, one of a few. */
    String oneOf(String name, List<String> allowed, String usual) {
        String value = text(name);
        return value == null ? usual : known(name, value, allowed, Function.identity());
    }

    /**
     * The values of a parameter that may be there several times, with several values each, separated by commas.
     *
     * @return the values; empty when the parameter is not there
     */
    <E> Set<E> anyOf(String name, E[] allowed, Function<E, String> id) {
        Set<E> values = new LinkedHashSet<>();
        for (String value : each(name, COMMA)) {
            values.add(known(name, value, List.of(allowed), id));
        }
        return values;
    }

    /** The values of a parameter that may be there several times, with several values each. */
    List<String> each(String name, Pattern separator) {
        List<String> values = new ArrayList<>();
        for (String given : query.getOrDefault(name, List.of())) {
            values.addAll(List.of(separator.split(given, -1)));
        }
        return values;
    }

    /** The values of a parameter that may be there several times, with one value each, in which commas mean nothing. */
    List<String> all(String name) {
        return query.getOrDefault(name, List.of());
    }

    /** The numbers of servers, which may be there several times, with several values each, separated by commas. */
    Set<Long> servers(String name) {
        return each(name, COMMA).stream().map(value -> server(name, value)).collect(Collectors.toUnmodifiableSet());
    }

    private static <E> E known(String name, String value, List<E> allowed, Function<E, String> id) {
        for (E one : allowed) {
            if (id.apply(one).equals(value)) {
                return one;
            }
        }
        throw invalid(name, value, "one of " + allowed.stream().map(id).collect(Collectors.joining(", ")));
    }

    /** The value of a parameter that may be there once, a whole number. */
    int number(String name, int least, int most, int usual) {
        String value = text(name);
        if (value == null) {
            return usual;
        }
        long number = NUMBER.matcher(value).matches() ? Long.parseLong(value) : -1;
        if (number < least || number > most) {
            throw invalid(name, value, "a whole number from " + least + " to " + most);
        }
        return (int) number;
    }

    /** The number of a server. */
    static long server(String name, String value) {
        if (!NUMBER.matcher(value).matches()) {
            throw invalid(name, value, "the number of a server");
        }
        return Long.parseLong(value);
    }

    /** The value of the parameter {@code zone}; null when it is not there. */
    @Nullable
    ZoneId zone() {
        String value = text("zone");
        if (value == null) {
            return null;
        }
        if (!ZoneId.getAvailableZoneIds().contains(value)) {
            throw invalid("zone", value, "the name of an IANA time zone, such as Europe/Berlin");
        }
        return ZoneId.of(value);
    }

    /** The problem of a parameter, which names it, its value and what is allowed. */
    static InvalidParameterException invalid(String name, String value, String allowed) {
        return new InvalidParameterException(
                name,
                "The parameter " + name + " is \"" + QueryParameter.shown(value) + "\", but must be " + allowed + ".");
    }
}
