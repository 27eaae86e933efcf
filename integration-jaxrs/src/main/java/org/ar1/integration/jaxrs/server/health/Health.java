package org.ar1.integration.jaxrs.server.health;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.ar1.integration.health.ServiceHealth;
import org.ar1.integration.jaxrs.server.http.ConcurrencyLimitHandler;
import org.ar1.integration.source.UpstreamService;
import org.jspecify.annotations.Nullable;

/**
 * How the server is doing, in the format of MicroProfile Health. Only what the server itself cannot do is DOWN: a
 * failing service is described in the data of a check that stays UP, since reports are answered without it too. The same holds for a cache that
 * replicas share.
 */
public final class Health {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String UPSTREAM = "upstream-";
    private static final String SHARED_CACHE = "shared-cache";

    /** What is asked; each probe has the checks that matter to it. */
    enum Probe {
        /** Whether the process is worth keeping. */
        LIVE,
        /** Whether requests should be sent here. */
        READY,
        /** Whether starting is over. */
        STARTED,
        /** All of it. */
        ALL;

        boolean includes(Probe other) {
            return this == ALL || this == other;
        }
    }

    /** One fact of the server; its data are strings, numbers and booleans. */
    record Check(String name, boolean up, Map<String, Object> data) {}

    /** The answer to a probe. */
    record Answer(List<Check> checks) {

        boolean up() {
            return checks.stream().allMatch(Check::up);
        }

        byte[] json() {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
            try (JsonGenerator json = JSON.createGenerator(bytes)) {
                json.writeStartObject();
                json.writeStringField("status", status(up()));
                json.writeArrayFieldStart("checks");
                for (Check check : checks) {
                    json.writeStartObject();
                    json.writeStringField("name", check.name());
                    json.writeStringField("status", status(check.up()));
                    if (!check.data().isEmpty()) {
                        json.writeObjectFieldStart("data");
                        for (Map.Entry<String, Object> entry : check.data().entrySet()) {
                            json.writeObjectField(entry.getKey(), entry.getValue());
                        }
                        json.writeEndObject();
                    }
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeEndObject();
            } catch (IOException e) {
                throw new UncheckedIOException("writing to memory failed", e);
            }
            return bytes.toByteArray();
        }

        private static String status(boolean up) {
            return up ? "UP" : "DOWN";
        }
    }

    private final BooleanSupplier stopping;
    private final ConcurrencyLimitHandler admission;
    private final KnownHealth upstreams;
    private final @Nullable BooleanSupplier sharedCacheReachable;

    /**
     * The health of a server.
     *
     * @param stopping whether the server is about to stop
     * @param upstreams what the latest calls to each service showed
     * @param sharedCacheReachable whether the cache that replicas share answers; null when they share none
     */
    public Health(
            BooleanSupplier stopping,
            ConcurrencyLimitHandler admission,
            KnownHealth upstreams,
            @Nullable BooleanSupplier sharedCacheReachable) {
        this.stopping = stopping;
        this.admission = admission;
        this.upstreams = upstreams;
        this.sharedCacheReachable = sharedCacheReachable;
    }

    /**
     * Answers from memory. If detailed, it waits up to 50 ms for the health of the services.
     *
     * @param detailed whether the answer has data and the checks of other systems; a load balancer needs neither
     */
    Answer answer(Probe probe, boolean detailed) {
        List<Check> checks = new ArrayList<>();
        if (probe.includes(Probe.LIVE)) {
            checks.add(new Check("live", true, Map.of())); // an answer is the proof
        }
        if (probe.includes(Probe.STARTED)) {
            checks.add(new Check("started", true, Map.of())); // it listens, and needs no service for that
        }
        if (probe.includes(Probe.READY)) {
            checks.add(accepting(detailed));
            if (detailed) {
                addOtherSystems(checks);
            }
        }
        return new Answer(checks);
    }

    private void addOtherSystems(List<Check> checks) {
        Map<UpstreamService, ServiceHealth> known = upstreams.now();
        Instant now = Instant.now();
        for (UpstreamService service : UpstreamService.values()) {
            checks.add(new Check(UPSTREAM + service.id(), true, UpstreamHealth.data(known.get(service), now)));
        }
        if (sharedCacheReachable != null) {
            checks.add(new Check(SHARED_CACHE, true, Map.of("reachable", sharedCacheReachable.getAsBoolean())));
        }
    }

    private Check accepting(boolean detailed) {
        boolean stops = stopping.getAsBoolean();
        Map<String, Object> data = new LinkedHashMap<>();
        if (detailed) {
            data.put("stopping", stops);
            data.put("requests_in_flight", admission.inFlight());
            data.put("requests_limit", admission.limit());
        }
        return new Check("accepting-requests", !stops, data);
    }
}
