package org.ar1.integration.service.history;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.ar1.integration.service.history.Observations.Fetch;
import org.ar1.integration.service.history.Observations.ReplicaProcess;
import org.ar1.integration.testkit.Campus;
import org.ar1.integration.testkit.RecordedRequest;
import org.ar1.integration.testkit.SampleCampus;

/** The six sample services, whose answers carry the time at which they were computed; each such answer is logged. */
final class WatchedCampus implements AutoCloseable {

    /** The header of requests that names the process. */
    static final String PROCESS = "X-Process";

    private final Observations observations;
    private final Clock clock;
    private final SampleCampus campus;

    WatchedCampus(Observations observations, Clock clock) {
        this.observations = observations;
        this.clock = clock;
        this.campus = SampleCampus.builder()
                .campus(small(Campus.standard(clock.instant(0))))
                .historyDays(1)
                .start();
        for (Watched source : Watched.values()) {
            campus.answer(source.service(), source.path(), request -> answer(source, request));
        }
    }

    /** One lab, Linux Basics, on one server. */
    private static Campus small(Campus campus) {
        return new Campus(
                campus.labs().subList(0, 1),
                campus.servers().subList(0, 1),
                campus.allocations().subList(0, 1),
                campus.catalogue().subList(0, 1),
                campus.activities().subList(0, 1),
                campus.performances().subList(0, 1),
                List.of());
    }

    private String answer(Watched source, RecordedRequest request) {
        long now = clock.next();
        request.header(PROCESS)
                .ifPresent(process -> observations.add(new Fetch(ReplicaProcess.of(process), source, now)));
        return source.body(now, clock::instant);
    }

    Map<String, String> environment() {
        return campus.environment();
    }

    void fault(Plan.ServiceFault fault) {
        campus.fault(fault.service(), fault.fault());
    }

    void heal(Plan.ServiceFault fault) {
        campus.heal(fault.service());
    }

    @Override
    public void close() {
        campus.close();
    }

    /** The time of a run. Thread-safe. */
    static final class Clock {

        private final Instant start;
        private long last;

        /** Begins now. */
        Clock() {
            start = Instant.ofEpochMilli(System.currentTimeMillis());
        }

        long now() {
            return System.currentTimeMillis() - start.toEpochMilli();
        }

        /** The time, or a little more, so that no two answers carry the same. */
        synchronized long next() {
            last = Math.max(now(), last + 1);
            return last;
        }

        Instant instant(long at) {
            return start.plusMillis(at);
        }

        long at(Instant instant) {
            return instant.toEpochMilli() - start.toEpochMilli();
        }
    }
}
