package org.ar1.integration.jaxrs;

import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;

/** The forms of a report: the whole document, and its table. */
enum Form {
    JSON,
    CSV,
    /** The table for Excel, which takes UTF-8 without a byte order mark for another encoding. */
    CSV_WITH_BOM;

    static final String TEXT_CSV = "text/csv";

    private static final MediaType CSV_IN_UTF_8 = MediaType.valueOf(TEXT_CSV + ";charset=utf-8");

    boolean isTable() {
        return this != JSON;
    }

    /** The type in full. */
    MediaType type() {
        return isTable() ? CSV_IN_UTF_8 : MediaType.APPLICATION_JSON_TYPE;
    }

    /** The type without parameters. */
    String mediaType() {
        return isTable() ? TEXT_CSV : MediaType.APPLICATION_JSON;
    }

    /**
     * The form that a request asks for: the one that the query names, else the one of the higher weight in {@code Accept}, the
     * document if both have the same.
     *
     * @param lines the values of {@code Accept}
     * @param query the query's parameters
     * @throws InvalidParameterException when the query names no form
     * @throws RefusedException when neither is acceptable, or {@code Accept} cannot be read
     */
    static Form of(List<String> lines, Map<String, List<String>> query) {
        boolean bom = QueryParameter.BOM.isTrueIn(query);
        String named = QueryParameter.FORMAT.in(query);
        boolean table = named == null ? isTablePreferred(lines) : named.equals("csv");
        return !table ? JSON : bom ? CSV_WITH_BOM : CSV;
    }

    private static boolean isTablePreferred(List<String> lines) {
        Accept accept = Accept.of(lines);
        double json = accept.weight(MediaType.APPLICATION_JSON);
        double csv = accept.weight(TEXT_CSV);
        if (json <= 0 && csv <= 0) {
            throw new RefusedException(406);
        }
        return csv > json;
    }

    /**
     * The media type of what only exists as JSON.
     *
     * @param lines the values of {@code Accept}
     * @throws RefusedException when it is not acceptable, or {@code Accept} cannot be read
     */
    static String json(List<String> lines) {
        if (Accept.of(lines).weight(MediaType.APPLICATION_JSON) <= 0) {
            throw new RefusedException(406);
        }
        return MediaType.APPLICATION_JSON;
    }
}
