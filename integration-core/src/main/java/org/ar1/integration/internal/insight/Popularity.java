package org.ar1.integration.internal.insight;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ar1.integration.upstream.PopularLab;
import org.jspecify.annotations.Nullable;

/**
 * Sessions and user-minutes of all time by lab. A figure that is not stated makes every sum that it belongs to unknown:
 * it is never taken for 0. Immutable.
 */
final class Popularity {

    private final @Nullable List<PopularLab> labs;
    private final Map<String, @Nullable Double> minutes = new HashMap<>();
    private final Map<String, @Nullable Long> sessions = new HashMap<>();

    Popularity(InsightInputs inputs) {
        this.labs = inputs.popular().orNull();
        if (labs == null) {
            return;
        }
        for (PopularLab lab : labs) {
            Double ownMinutes = lab.totalUserMinutes();
            Long ownSessions = lab.totalSessions();
            boolean first = !minutes.containsKey(lab.name());
            Double otherMinutes = first ? Double.valueOf(0) : minutes.get(lab.name());
            Long otherSessions = first ? Long.valueOf(0) : sessions.get(lab.name());
            minutes.put(lab.name(), ownMinutes == null || otherMinutes == null ? null : otherMinutes + ownMinutes);
            sessions.put(lab.name(), ownSessions == null || otherSessions == null ? null : otherSessions + ownSessions);
        }
    }

    /** The labs as they were listed; empty when they are missing. */
    List<PopularLab> labs() {
        return labs == null ? List.of() : labs;
    }

    /** The sessions of a lab; null when they are not known. */
    @Nullable
    Long sessions(String lab) {
        return sessions.get(lab);
    }

    /** The user-minutes of labs together, in their order; null when those of one are not known. */
    @Nullable
    Double minutes(Collection<String> names) {
        double sum = 0;
        for (String name : names) {
            Double own = minutes.get(name);
            if (own == null) {
                return null;
            }
            sum += own;
        }
        return sum;
    }

    /** The user-minutes of all labs together; null when those of one are not known. */
    @Nullable
    Double allMinutes() {
        double sum = 0;
        for (PopularLab lab : labs()) {
            Double own = lab.totalUserMinutes();
            if (own == null) {
                return null;
            }
            sum += own;
        }
        return labs == null ? null : sum;
    }
}
