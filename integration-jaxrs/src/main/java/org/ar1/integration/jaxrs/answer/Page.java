package org.ar1.integration.jaxrs.answer;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * A part of a list.
 *
 * @param limit the most elements of it, 1 to 500
 * @param offset the number of elements before it
 */
record Page(int limit, int offset) {

    static final String LIMIT = "limit";
    static final String OFFSET = "offset";

    private static final int MOST = 500;
    private static final int USUAL = 100;
    private static final int LAST = 1_000_000;

    /** The page that a query asks for. */
    static Page of(StrictQuery query) {
        return new Page(query.number(LIMIT, 1, MOST, USUAL), query.number(OFFSET, 0, LAST, 0));
    }

    /** The elements of the page. */
    <T> List<T> of(List<T> all) {
        int from = Math.min(offset, all.size());
        return new ArrayList<>(all.subList(from, Math.min(all.size(), from + limit)));
    }

    /** Whether there are elements after the page. */
    boolean hasNext(int total) {
        return total - (long) offset > limit;
    }

    /**
     * The value of the {@code Link} header (RFC 8288) that leads to the next page: the same request but for its offset.
     * It is relative to the path, and so is right behind a proxy that adds a prefix to it.
     *
     * @param path the path of the request, as it was sent
     * @param query the query's parameters
     */
    String next(String path, Map<String, List<String>> query) {
        StringJoiner parameters = new StringJoiner("&");
        query.forEach((name, values) -> {
            if (!name.equals(OFFSET)) {
                values.forEach(value -> parameters.add(encoded(name) + "=" + encoded(value)));
            }
        });
        parameters.add(OFFSET + "=" + (offset + limit));
        String end = path.endsWith("/") ? "../" : "";
        return "<" + end + PathLabType.last(path) + "?" + parameters + ">; rel=\"next\"";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
