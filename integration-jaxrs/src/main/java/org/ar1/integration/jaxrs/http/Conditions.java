package org.ar1.integration.jaxrs.http;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Map;

/**
 * The conditions of a GET or HEAD request (RFC 9110, 13.1.1 and 13.1.2). Those on dates do not count, since nothing
 * here has a date of modification.
 *
 * @param ifMatch the values of {@code If-Match}
 * @param ifNoneMatch the values of {@code If-None-Match}
 */
public record Conditions(List<String> ifMatch, List<String> ifNoneMatch) {

    private static final String ANY = "*";

    /** None. */
    static final Conditions NONE = new Conditions(List.of(), List.of());

    /** The conditions of a request. */
    public static Conditions of(Map<String, List<String>> request) {
        return new Conditions(
                request.getOrDefault(HttpHeaders.IF_MATCH, List.of()),
                request.getOrDefault(HttpHeaders.IF_NONE_MATCH, List.of()));
    }

    /**
     * Requires that {@code If-Match} names what there is. That comparison is the strong one, so that it never holds for
     * a weak tag.
     *
     * @param tag the entity tag; empty of what has none
     * @throws RefusedException with 412 when it does not
     */
    public void requireMatch(String tag) {
        if (ifMatch.isEmpty()) {
            return;
        }
        List<String> named = FieldList.entityTags(ifMatch);
        boolean strong = tag.startsWith("\"");
        if (!named.isEmpty() && !named.contains(ANY) && !(strong && named.contains(tag))) {
            throw new RefusedException(412);
        }
    }

    /** Whether {@code If-None-Match} names this tag, by weak comparison, or any. */
    public boolean isKnown(String tag) {
        if (ifNoneMatch.isEmpty()) {
            return false;
        }
        String opaque = opaque(tag);
        for (String named : FieldList.entityTags(ifNoneMatch)) {
            if (named.equals(ANY) || opaque(named).equals(opaque)) {
                return true;
            }
        }
        return false;
    }

    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }
}
