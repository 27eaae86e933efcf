package org.ar1.integration.jaxrs;

import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The forms of a report: the whole document, and its table. */
enum Form {
    JSON,
    CSV;

    static final String TEXT_CSV = "text/csv";

    private static final MediaType CSV_IN_UTF_8 = MediaType.valueOf(TEXT_CSV + ";charset=utf-8");

    /** The type in full. */
    MediaType type() {
        return this == CSV ? CSV_IN_UTF_8 : MediaType.APPLICATION_JSON_TYPE;
    }

    /** The type without parameters. */
    String mediaType() {
        return this == CSV ? TEXT_CSV : MediaType.APPLICATION_JSON;
    }

    /**
     * The form that a request asks for: the one of the higher weight in {@code Accept}, the document if both have the same.
     *
     * @param lines the values of {@code Accept}
     * @throws RefusedException when neither is acceptable, or {@code Accept} cannot be read
     */
    static Form of(List<String> lines) {
        Accept accept = Accept.of(lines);
        double json = accept.weight(MediaType.APPLICATION_JSON);
        double csv = accept.weight(TEXT_CSV);
        if (json <= 0 && csv <= 0) {
            throw new RefusedException(406);
        }
        return csv > json ? CSV : JSON;
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
