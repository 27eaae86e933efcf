package org.ar1.integration;

import java.time.Instant;
import java.util.Set;
import org.ar1.integration.testkit.SampleService;

/**
 * Under which circumstances a report is made.
 *
 * @param down the services that do not answer
 * @param code the error code that a source of theirs shows
 * @param lastGood when everything was read in good health; null when it never was
 * @param now the report's time
 * @param hasHistory whether the history of all servers is in memory, so that none is asked for alone
 */
record Situation(Set<SampleService> down, Codes code, Instant lastGood, Instant now, boolean hasHistory) {

    /** The error code of a failing source. */
    interface Codes {
        String of(SampleService service, String resource);
    }

    static Situation healthy(Instant now) {
        return new Situation(Set.of(), (service, resource) -> "none", null, now, false);
    }

    boolean isUp(SampleService service) {
        return !down.contains(service);
    }

    boolean isWarm() {
        return lastGood != null;
    }

    /** Whether there is an answer of the service at all, be it from memory. */
    boolean has(SampleService service) {
        return isUp(service) || isWarm();
    }
}
