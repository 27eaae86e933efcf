package org.ar1.integration.internal.insight;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ar1.integration.insight.Insight;
import org.ar1.integration.insight.Withheld;

/**
 * What one kind says: the insights that are listed, those that were judged but are not worth listing, which other kinds
 * and the table of servers use, and what is withheld. Not thread-safe.
 *
 * @param <I> the insights of the kind
 */
final class Verdicts<I extends Insight> {

    private final List<I> listed = new ArrayList<>();
    private final List<I> unlisted = new ArrayList<>();
    private final List<Withheld> withheld = new ArrayList<>();

    void add(I insight, boolean isListed) {
        (isListed ? listed : unlisted).add(insight);
    }

    void withhold(Withheld none) {
        withheld.add(none);
    }

    List<I> listed() {
        return listed;
    }

    List<Withheld> withheld() {
        return withheld;
    }

    /** Every insight judged, listed or not. */
    Stream<I> all() {
        return Stream.concat(listed.stream(), unlisted.stream());
    }
}
