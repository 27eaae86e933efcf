package org.ar1.integration.jaxrs.answer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
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
    private final LoadingCache<Object, Cache<Key, Viewed>> documents = Caffeine.newBuilder()
            .weakKeys()
            .executor(Runnable::run)
            .build(value -> Caffeine.newBuilder()
                    .maximumWeight(MOST_BYTES)
                    .weigher((Key key, Viewed viewed) -> viewed.document().size())
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
     * A document.
     *
     * @param total the elements of the list before paging; 0 of what is no list
     */
    record Viewed(Document document, int total) {}

    /** The document of a part, by the identity of the value that it is of. */
    Viewed of(ReportPart part, Representation form) {
        InsightView<?> view = part.view();
        return documents
                .get(view.value())
                .get(new Key(form, part.key(), view.timestamp(), view.zone(), view.sources()), key -> {
                    ReportPart.Content content = part.content().get();
                    byte[] written =
                            content.writer().apply(form == Representation.CSV_WITH_BOM ? Representation.CSV : form);
                    Document document = Document.ofReport(
                            form,
                            view.timestamp(),
                            view.integrationStatus(),
                            view.retryAfter(),
                            view.sources(),
                            form == Representation.CSV_WITH_BOM ? Documents.withByteOrderMark(written) : written);
                    return new Viewed(document, content.total());
                });
    }
}
