package org.ar1.integration.internal.insight;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ar1.integration.insight.InsightKind;
import org.ar1.integration.insight.Subject;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.ServerResource;
import org.ar1.integration.upstream.ServerStatistics;
import org.jspecify.annotations.Nullable;

/**
 * What the insights of one report are computed from: the inputs, and what several kinds need of them. Not thread-safe.
 */
final class Basis {

    private record Resource(long server, ServerResource resource) {}

    private final InsightInputs inputs;
    private final Labs labs;
    private final @Nullable Loads loads;
    private final Map<Resource, Optional<BusyHour>> busyHours = new HashMap<>();
    private final Map<Resource, Optional<PeakTrend>> peakTrends = new HashMap<>();
    private final Map<InsightKind, Standing> standings = new EnumMap<>(InsightKind.class);

    Basis(InsightInputs inputs) {
        this.inputs = inputs;
        this.labs = new Labs(inputs);
        ServerStatistics statistics = inputs.statistics().orNull();
        List<Server> servers = inputs.servers().orNull();
        this.loads = statistics == null || servers == null ? null : new Loads(statistics, servers, inputs.zone());
    }

    InsightInputs inputs() {
        return inputs;
    }

    Instant now() {
        return inputs.now();
    }

    Labs labs() {
        return labs;
    }

    /**
     * How the servers were used.
     *
     * @throws IllegalStateException when the statistics or the servers are missing, which is to be seen in the
     *     {@linkplain #standing standing} of each kind that needs them
     */
    Loads loads() {
        if (loads == null) {
            throw new IllegalStateException("there are no statistics or no servers");
        }
        return loads;
    }

    /** Whether there are loads. */
    boolean hasLoads() {
        return loads != null;
    }

    /**
     * The busiest hour of a resource of a server; null without a maximum, or when there is or was kept too little data.
     */
    @Nullable
    BusyHour busyHour(ServerLoads server, ServerResource resource) {
        if (inputs.tooManyServers()) {
            return null;
        }
        return busyHours
                .computeIfAbsent(
                        new Resource(server.id(), resource),
                        key -> Optional.ofNullable(BusyHour.of(server, resource, inputs.target())))
                .orElse(null);
    }

    /** The trend of a resource of a server; null without a maximum, or when there is too little data. */
    @Nullable
    PeakTrend peakTrend(ServerLoads server, ServerResource resource) {
        return peakTrends
                .computeIfAbsent(
                        new Resource(server.id(), resource), key -> Optional.ofNullable(PeakTrend.of(server, resource)))
                .orElse(null);
    }

    /** Lets go of what is computed again when it is asked for again. */
    void forget() {
        if (loads != null) {
            loads.servers().forEach(ServerLoads::forget);
        }
    }

    /** How the sources of a kind stand. */
    Standing standing(InsightKind kind) {
        return standings.computeIfAbsent(kind, missing -> Degradation.standing(missing, inputs));
    }

    /** Begins the heading of an insight. */
    HeadingBuilder heading(InsightKind kind, Subject subject, @Nullable ServerResource resource) {
        return new HeadingBuilder(kind, standing(kind), subject, resource);
    }
}
