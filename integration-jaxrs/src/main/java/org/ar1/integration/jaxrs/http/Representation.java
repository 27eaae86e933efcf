package org.ar1.integration.jaxrs.http;

import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;

/** The forms of a report: the whole document, its table, and of a list its elements. */
public enum Representation {
    JSON,
    /** An element of the list a line. */
    NDJSON,
    CSV,
    /** The table for Excel, which takes UTF-8 without a byte order mark for another encoding. */
    CSV_WITH_BOM;

    public static final String TEXT_CSV = "text/csv";
    public static final String LINES = "application/x-ndjson";

    /** By constructor: to parse a text, a JAX-RS implementation would have to be there. */
    private static final MediaType CSV_IN_UTF_8 = new MediaType("text", "csv", "utf-8");

    private static final MediaType LINES_TYPE = new MediaType("application", "x-ndjson");

    /** The forms that a path has, the usual one first. */
    @SuppressWarnings("ImmutableEnumChecker") // the lists cannot be changed
    public enum Offer {
        DOCUMENT(JSON),
        TABLE(JSON, CSV),
        LIST(JSON, CSV, NDJSON);

        private final List<Representation> forms;
        private final QueryParameter format;

        Offer(Representation... forms) {
            this.forms = List.of(forms);
            this.format = new QueryParameter(
                    QueryParameter.FORMAT.name(),
                    this.forms.stream().map(Representation::id).sorted().toList());
        }

        /** Whether one of the forms is a table. */
        public boolean hasTable() {
            return forms.contains(CSV);
        }
    }

    /** The name of the form in a query. */
    private String id() {
        return switch (this) {
            case JSON -> "json";
            case NDJSON -> "ndjson";
            case CSV, CSV_WITH_BOM -> "csv";
        };
    }

    public boolean isTable() {
        return this == CSV || this == CSV_WITH_BOM;
    }

    /** The type in full. */
    MediaType type() {
        return switch (this) {
            case JSON -> MediaType.APPLICATION_JSON_TYPE;
            case NDJSON -> LINES_TYPE;
            case CSV, CSV_WITH_BOM -> CSV_IN_UTF_8;
        };
    }

    /** The type without parameters. */
    public String mediaType() {
        return switch (this) {
            case JSON -> MediaType.APPLICATION_JSON;
            case NDJSON -> LINES;
            case CSV, CSV_WITH_BOM -> TEXT_CSV;
        };
    }

    /**
     * The form that a request asks for: the one that the query names, else the one of the highest weight in
     * {@code Accept}, the first of the path's if several have the same.
     *
     * @param lines the values of {@code Accept}
     * @param query the query's parameters
     * @param offer the forms that the path has
     * @throws InvalidParameterException when the query names no form
     * @throws RefusedException when none is acceptable, or {@code Accept} cannot be read
     */
    public static Representation of(List<String> lines, Map<String, List<String>> query, Offer offer) {
        boolean bom = QueryParameter.BOM.isTrueIn(query);
        String named = offer.format.in(query);
        Representation form = named == null ? preferred(lines, offer) : named(named, offer);
        return form == CSV && bom ? CSV_WITH_BOM : form;
    }

    private static Representation named(String name, Offer offer) {
        return offer.forms.stream()
                .filter(form -> form.id().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Representation preferred(List<String> lines, Offer offer) {
        Accept accept = Accept.of(lines);
        Representation best = null;
        double most = 0;
        for (Representation form : offer.forms) {
            double weight = accept.weight(form.mediaType());
            if (weight > most) {
                best = form;
                most = weight;
            }
        }
        if (best == null) {
            throw new RefusedException(406);
        }
        return best;
    }

    /**
     * The media type of what only exists as JSON.
     *
     * @param lines the values of {@code Accept}
     * @throws RefusedException when it is not acceptable, or {@code Accept} cannot be read
     */
    public static String json(List<String> lines) {
        if (Accept.of(lines).weight(MediaType.APPLICATION_JSON) <= 0) {
            throw new RefusedException(406);
        }
        return MediaType.APPLICATION_JSON;
    }
}
