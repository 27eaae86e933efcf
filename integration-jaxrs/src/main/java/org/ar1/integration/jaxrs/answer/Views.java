package org.ar1.integration.jaxrs.answer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import org.ar1.integration.insight.InsightView;
import org.ar1.integration.jaxrs.http.Document;
import org.ar1.integration.jaxrs.http.Representation;
import org.ar1.integration.source.SourceStatus;
import org.jspecify.annotations.Nullable;

/**
 * The documents of parts of reports, such as filtered lists: of each report the latest few, for as long as it is in
 * use. A part that is asked for again costs neither its JSON nor its compression again. Thread-safe.
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

    /**
     * With the head, since an empty list is the same object in every report. The lines of its sources, the same object
     * for as long as the report is, are told apart by identity, because to compare them costs more than all else of a
     * look-up.
     */
    private record Key(Representation form, Object part, Instant timestamp, ZoneId zone, List<SourceStatus> sources) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key that
                    && form == that.form
                    && part.equals(that.part)
                    && timestamp.equals(that.timestamp)
                    && zone.equals(that.zone)
                    && sources == that.sources;
        }

        @Override
        public int hashCode() {
            return 31 * (31 * form.hashCode() + part.hashCode()) + timestamp.hashCode();
        }
    }

    /**
     * The document of a part.
     *
     * @param view what the part is of, by the identity of its value
     * @param form the form of the document
     * @param part tells the parts of one value apart
     * @param writer writes the part in a form
     */
    Document of(InsightView<?> view, Representation form, Object part, Function<Representation, byte[]> writer) {
        return documents
                .get(view.value())
                .get(new Key(form, part, view.timestamp(), view.zone(), view.sources()), key -> {
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
