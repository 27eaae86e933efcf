package org.ar1.integration.jaxrs.answer;

import java.util.function.Function;
import java.util.function.Supplier;
import org.ar1.integration.insight.InsightView;
import org.ar1.integration.jaxrs.http.Representation;
import org.jspecify.annotations.Nullable;

/**
 * A part of a report, not yet written.
 *
 * @param view what it is of
 * @param key tells it from the other parts of the same value
 * @param writer writes it in a form
 * @param next whether another page follows; only of lists
 * @param page the page; null of what is no list
 */
record ReportPart(
        InsightView<?> view,
        Object key,
        Function<Representation, byte[]> writer,
        @Nullable Page page,
        boolean next) {

    /** What there is only in JSON. */
    static ReportPart of(InsightView<?> view, Object key, Supplier<byte[]> json) {
        return new ReportPart(view, key, form -> json.get(), null, false);
    }
}
