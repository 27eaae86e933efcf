package org.ar1.integration.internal.insight;

import org.ar1.integration.insight.Caveat;

import java.util.List;

/**
 * How the sources of a kind of insight stand.
 *
 * @param failed the required sources that failed, {@code service/resource}; empty when the kind can be said
 * @param caveats what the missing and stale ones add; whatever is in here widens the insight
 * @param sources the sources that it rests on, {@code service/resource}
 */
record Standing(List<String> failed, List<Caveat> caveats, List<String> sources) {

    boolean isStale() {
        return caveats.contains(Caveat.SOURCE_STALE);
    }
}
