package org.ar1.integration.service.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.ar1.integration.service.EngineFiles;
import org.ar1.integration.service.RedisServer;
import org.ar1.integration.service.ServiceProcess;
import org.ar1.integration.service.history.Observations.Log;
import org.ar1.integration.service.history.Rules.Violation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Three services in processes of their own, whose shared cache, sample services and processes are disturbed by a plan that a
 * seed makes; the log of each run breaks no rule. {@code -Dhistory.seeds=50} runs the first 50 seeds, {@code
 * -Dhistory.seed=7} only that one.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it sends signals of POSIX to processes")
class HistoryIT {

    private static final Path LOGS = Path.of("target", "history");

    /** Fewer mean that nearly nothing was checked. */
    private static final int ENOUGH_VALUES = 100;

    @TempDir
    static Path directory;

    private static Path home;

    static LongStream seeds() {
        Long one = Long.getLong("history.seed");
        return one == null ? LongStream.rangeClosed(1, Long.getLong("history.seeds", 5)) : LongStream.of(one);
    }

    /** The classes are kept in a form that loads faster by the first process that ends in order. */
    @BeforeAll
    static void unpack() throws IOException, InterruptedException {
        home = ServiceProcess.unpack(directory, EngineFiles.jars("Redisson", EngineFiles.REDISSON));
        Path folder = Files.createDirectories(directory.resolve("first"));
        try (RedisServer redis = redis(folder);
                HistoryRun run = new HistoryRun(Plan.quiet(), home, folder, redis.port())) {
            run.runAndStop();
        }
    }

    private static RedisServer redis(Path folder) throws IOException {
        return new RedisServer(EngineFiles.freePorts(1).get(0), folder).start();
    }

    /** In any case. */
    @AfterAll
    static void endProcesses() {
        ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noRuleIsBroken(long seed) throws IOException, InterruptedException {
        Plan plan = HistoryRun.fakeTime().isPresent()
                ? Plan.of(seed)
                : Plan.of(seed).withEqualClocks();
        Path folder = Files.createDirectories(LOGS.resolve("seed-" + seed).toAbsolutePath());
        Log log;
        try (RedisServer redis = redis(folder);
                HistoryRun run = new HistoryRun(plan, home, folder, redis.port())) {
            log = run.run();
        }
        Files.writeString(folder.resolve("log"), plan + "\n" + Observations.text(log));
        List<Violation> violations = Rules.violations(plan, log);
        System.out.printf(
                "seed %d: %d reads %s, %d values, %d fetches, of these alone in a period %d, %s, clock ahead: %s%n",
                seed,
                log.reads().size(),
                Rules.outcomes(log),
                Rules.values(log),
                log.fetches().size(),
                Rules.alone(plan, log),
                log.stretches().stream()
                        .collect(
                                Collectors.groupingBy(Observations.Stretch::kind, TreeMap::new, Collectors.counting())),
                plan.ahead() == Plan.NONE ? "none" : plan.ahead());

        assertThat(firstOfEachRule(violations))
                .as(() ->
                        violations.size() + " violations with seed " + seed + " of " + plan + "; the first of each rule"
                                + " follows, and " + folder + " has the log; to run it again:\n"
                                + "./mvnw -q -Phistory -pl integration-service -am verify -Dhistory.seed=" + seed)
                .isEmpty();
        assertThat(Rules.values(log)).as("values").isGreaterThan(ENOUGH_VALUES);
    }

    private static Collection<Violation> firstOfEachRule(List<Violation> violations) {
        return violations.stream()
                .collect(Collectors.toMap(Violation::rule, one -> one, (first, later) -> first, TreeMap::new))
                .values();
    }
}
