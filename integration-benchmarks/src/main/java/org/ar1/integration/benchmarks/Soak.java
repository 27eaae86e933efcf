package org.ar1.integration.benchmarks;

/** Not there yet. */
public final class Soak {

    private Soak() {}

    /**
     * Runs.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {}
}
