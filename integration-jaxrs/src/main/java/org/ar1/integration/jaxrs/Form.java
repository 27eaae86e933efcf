package org.ar1.integration.jaxrs;

import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The forms of a report: the whole document, and its table. */
enum Form {
    JSON,
    CSV;

    static final String TEXT_CSV = "text/csv";

    private static final MediaType CSV_IN_UTF_8 = MediaType.valueOf(TEXT_CSV + ";charset=utf-8");

    MediaType type() {
        return this == CSV ? CSV_IN_UTF_8 : MediaType.APPLICATION_JSON_TYPE;
    }

    /** The form that a caller likes better; the document if both are as dear to it. */
    static Form preferred(List<MediaType> acceptable) {
        return quality(CSV, acceptable) > quality(JSON, acceptable) ? CSV : JSON;
    }

    /** The quality by the range that says most about the form (RFC 9110, 12.5.1). */
    private static double quality(Form form, List<MediaType> acceptable) {
        int closest = -1;
        double quality = 0;
        for (MediaType range : acceptable) {
            int closeness = range.isWildcardType() ? 0 : range.isWildcardSubtype() ? 1 : 2;
            if (closeness > closest && range.isCompatible(form.type())) {
                closest = closeness;
                quality = quality(range);
            }
        }
        return quality;
    }

    private static double quality(MediaType range) {
        String stated = range.getParameters().get("q");
        try {
            return stated == null ? 1 : Double.parseDouble(stated);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
