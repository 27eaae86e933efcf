package org.ar1.integration.internal.assemble;

import java.util.List;
import java.util.Objects;
import org.ar1.integration.internal.assemble.DemandCorrelation.Measures;
import org.ar1.integration.internal.assemble.DemandCorrelation.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the most recent correlation, so that it is computed once per change of the measures and not once per report and
 * lab type. Thread-safe.
 */
public final class CorrelationMemo {

    private volatile @Nullable Known last;

    private record Known(List<Measures> types, @Nullable Integer applicationWindowDays, Verdict verdict) {}

    /** As {@link DemandCorrelation#of}; equal measures give the same object. */
    Verdict verdict(List<Measures> types, @Nullable Integer applicationWindowDays) {
        Known known = last;
        if (known == null
                || !known.types().equals(types)
                || !Objects.equals(known.applicationWindowDays(), applicationWindowDays)) {
            known = new Known(
                    List.copyOf(types), applicationWindowDays, DemandCorrelation.of(types, applicationWindowDays));
            last = known;
        }
        return known.verdict();
    }
}
