package org.ar1.integration.internal.insight;

import org.ar1.integration.upstream.LabUtilization;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How long a session lasts on the servers. Not thread-safe. */
final class SessionMinutes {

    private final Labs labs;
    private final Popularity popularity;
    private final Map<String, @Nullable Double> minutes = new HashMap<>();

    SessionMinutes(Basis basis) {
        this.labs = basis.labs();
        this.popularity = new Popularity(basis.inputs());
        for (LabUtilization lab : basis.inputs().utilization().asOptional().orElse(List.of())) {
            minutes.putIfAbsent(lab.name(), lab.avgTime());
        }
    }

    /**
     * The mean minutes of a session of the labs on a server, weighted by their sessions.
     *
     * @return null when a lab's sessions are not known, or the minutes of one that has sessions, or when none has any
     */
    @Nullable
    Double of(long server) {
        double sum = 0;
        double weights = 0;
        for (String lab : labs.on(server)) {
            Long sessions = popularity.sessions(lab);
            Double own = minutes.get(lab);
            if (sessions == null || (sessions != 0 && own == null)) {
                return null;
            }
            if (own != null) {
                sum += sessions * own;
                weights += sessions;
            }
        }
        return weights > 0 ? sum / weights : null;
    }

    /** What {@link #of} is computed from, by lab. */
    Map<String, @Nullable Object> figures(long server) {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        for (String lab : labs.on(server)) {
            Map<String, @Nullable Object> own = new LinkedHashMap<>();
            own.put("sessions", popularity.sessions(lab));
            own.put("minutes", minutes.get(lab));
            figures.put(lab, own);
        }
        return figures;
    }
}
