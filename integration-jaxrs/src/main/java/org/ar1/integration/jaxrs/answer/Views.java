package org.ar1.integration.jaxrs.answer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.function.Function;
import org.ar1.integration.insight.InsightView;
import org.ar1.integration.jaxrs.http.Document;
import org.ar1.integration.jaxrs.http.Representation;

/**
 * The documents of parts of reports, such as filtered lists: of each report the latest few, for as long as it is in use. A part
 * that is asked for again costs neither its JSON nor its compression again. Thread-safe.
 */
final class Views {

    /** The bytes of the documents of one report together, compressed forms aside: more than any of them alone. */
    private static final long MOST_BYTES = 4 << 20;

    /** Weak keys are told apart by identity: the very same value, not one with the same content. */
    private final LoadingCache<Object, Cache<Key, Document>> documents = Caffeine.newBuilder()
            .weakKeys()
            .executor(Runnable::run)
            .build(value -> Caffeine.newBuilder()
                    .maximumWeight(MOST_BYTES)
                    .weigher((Key key, Document document) -> document.size())
                    .executor(Runnable::run)
                    .build());

    /** With the head, since an empty list is the same object in every report. */
    private record Key(Representation form, Object part, InsightView<?> head) {}

    /**
     * The document of a part.
     *
     * @param view what the part is of, by the identity of its value
     * @param form the form of the document
     * @param part tells the parts of one value apart
     * @param writer writes the part in a form
     */
    Document of(InsightView<?> view, Representation form, Object part, Function<Representation, byte[]> writer) {
        return documents.get(view.value()).get(new Key(form, part, view.map(value -> "")), key -> {
            byte[] written = writer.apply(form == Representation.CSV_WITH_BOM ? Representation.CSV : form);
            return Document.ofReport(
                    form,
                    view.timestamp(),
                    view.integrationStatus(),
                    view.retryAfter(),
                    view.sources(),
                    form == Representation.CSV_WITH_BOM ? Documents.withByteOrderMark(written) : written);
        });
    }
}
