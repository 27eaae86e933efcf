package org.ar1.integration.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Puts a server under load: 32 connections, each of which asks again as soon as it has its answer. */
interface Load {

    int CONNECTIONS = 32;

    /**
     * What came of it.
     *
     * @param requestsPerSecond answers in a second
     * @param p99Millis so many milliseconds or fewer took 99 of 100 answers
     */
    record Result(double requestsPerSecond, double p99Millis) {}

    /**
     * Asks for a time.
     *
     * @param headers request headers as lines
     * @throws IOException when an answer was an error, or none came
     */
    Result run(URI uri, List<String> headers, Duration time) throws IOException, InterruptedException;

    /** wrk where it is installed, which costs the machine less than Java does; else our own. */
    static Load available() {
        return Wrk.isInstalled() ? new Wrk() : new JavaLoad();
    }
}
