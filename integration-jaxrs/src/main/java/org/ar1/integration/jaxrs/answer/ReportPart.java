package org.ar1.integration.jaxrs.answer;

import java.util.function.Function;
import java.util.function.Supplier;
import org.ar1.integration.insight.InsightView;
import org.ar1.integration.jaxrs.http.Representation;
import org.jspecify.annotations.Nullable;

/**
 * A part of a report, neither selected nor written yet.
 *
 * @param view what it is of
 * @param key tells it from the other parts of the same value
 * @param page the page; null of what is no list
 * @param content selects the content; not called for a part that is known
 */
record ReportPart(InsightView<?> view, Object key, @Nullable Page page, Supplier<Content> content) {

    /**
     * What is selected.
     *
     * @param total the elements of the list before paging; 0 of what is no list
     * @param writer writes it in a form
     */
    record Content(int total, Function<Representation, byte[]> writer) {}

    /** What is no list. */
    static ReportPart of(InsightView<?> view, Object key, Function<Representation, byte[]> writer) {
        return new ReportPart(view, key, null, () -> new Content(0, writer));
    }
}
