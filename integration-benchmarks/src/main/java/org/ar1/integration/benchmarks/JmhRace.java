package org.ar1.integration.benchmarks;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs JMH benchmarks in turn, each round in new processes. */
final class JmhRace {

    static final int ROUNDS = Run.quick() ? 2 : 3;
    private static final int FIRST_THAT_WARNS = 23;
    private static final String[] ARGUMENTS = Runtime.version().feature() < FIRST_THAT_WARNS
            ? new String[] {"-Xmx2g"}
            : new String[] {"-Xmx2g", "--sun-misc-unsafe-memory-access=allow"}; // which JMH uses
    private static final TimeValue TIME = TimeValue.milliseconds(Run.quick() ? 300 : 1_000);

    /**
     * What JMH measured.
     *
     * @param time in the benchmark's unit
     * @param bytes allocated by each call
     */
    record Score(double time, double bytes) {}

    private JmhRace() {}

    /** Measures a method once, in a process of its own, after three iterations to warm up. */
    static Score score(Class<?> benchmarks, String method) throws RunnerException {
        return score(benchmarks, method, 3);
    }

    /** Measures a method once, in a process of its own. */
    @SuppressWarnings("rawtypes") // JMH's own signature
    static Score score(Class<?> benchmarks, String method, int warmUps) throws RunnerException {
        Options options = new OptionsBuilder()
                .include(benchmarks.getName() + "\\." + method + "$")
                .forks(1)
                .warmupIterations(warmUps)
                .warmupTime(TIME)
                .measurementIterations(3)
                .measurementTime(TIME)
                .timeout(TimeValue.minutes(5))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .jvmArgsAppend(ARGUMENTS)
                .build();
        RunResult result = new Runner(options).runSingle();
        double bytes = Double.NaN;
        for (var entry : result.getSecondaryResults().entrySet()) {
            if (entry.getKey().endsWith("gc.alloc.rate.norm")) {
                bytes = entry.getValue().getScore();
            }
        }
        return new Score(result.getPrimaryResult().getScore(), bytes);
    }
}
