package org.ar1.integration.internal.insight;

import java.util.Comparator;
import org.ar1.integration.insight.Heading;
import org.ar1.integration.insight.Insight;
import org.ar1.integration.insight.InsightKind;
import org.ar1.integration.insight.Severity;
import org.ar1.integration.insight.Subject;
import org.ar1.integration.insight.Withheld;
import org.ar1.integration.internal.text.CodePoints;
import org.ar1.integration.upstream.ServerResource;
import org.jspecify.annotations.Nullable;

/**
 * The order of insights: severity, then kind, subject type, key and resource, each as text by code point, so that
 * servers are 1, 10, 2.
 */
final class Listing {

    private record Place(Severity severity, String kind, String type, String key, String resource) {

        Place(Severity severity, InsightKind kind, Subject subject, @Nullable ServerResource resource) {
            this(severity, kind.id(), subject.type().id(), subject.key(), resource == null ? "" : resource.id());
        }
    }

    private static final Comparator<Place> PLACES = Comparator.comparing(Place::severity)
            .thenComparing(Place::kind, CodePoints.ORDER)
            .thenComparing(Place::type, CodePoints.ORDER)
            .thenComparing(Place::key, CodePoints.ORDER)
            .thenComparing(Place::resource, CodePoints.ORDER);

    static final Comparator<Insight> INSIGHTS = Comparator.comparing(Listing::place, PLACES);

    static final Comparator<Withheld> WITHHELD = Comparator.comparing(
            none -> new Place(Severity.INFO, none.kind(), none.subject(), none.resource()), PLACES);

    private Listing() {}

    private static Place place(Insight insight) {
        Heading heading = insight.heading();
        return new Place(heading.severity(), heading.kind(), heading.subject(), heading.resource());
    }
}
