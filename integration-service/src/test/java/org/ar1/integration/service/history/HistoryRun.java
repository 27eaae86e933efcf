package org.ar1.integration.service.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ar1.integration.service.history.Observations.Stretch;

/** One run by a plan: three replicas over one Redis, six sample services, and readers. */
final class HistoryRun implements AutoCloseable {

    private static final Path LIBRARIES = Path.of("/usr/lib");

    /** Something to be done at a time of the plan. */
    private record Step(long at, Runnable action) {}

    private final Plan plan;
    private final Observations observations = new Observations();
    private final WatchedCampus.Clock clock = new WatchedCampus.Clock();
    private final WatchedCampus campus;
    private final List<Replica> replicas = new ArrayList<>();
    private final Map<Plan.Disturbance, Long> began = new HashMap<>();
    private final List<CompletableFuture<Void>> starts = new ArrayList<>();

    /**
     * Nothing is started but the sample services.
     *
     * @param home where the archive was unpacked
     * @param directory for the files of the replicas
     * @param redis the port of Redis
     */
    HistoryRun(Plan plan, Path home, Path directory, int redis) throws IOException {
        this.plan = plan;
        campus = new WatchedCampus(observations, clock);
        for (int number = 0; number < Plan.REPLICAS; number++) {
            Map<String, String> environment = new HashMap<>(campus.environment());
            environment.putAll(Limits.environment());
            environment.put("JAVA_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx192m");
            environment.put("CACHE_DIRECTORY", home.resolve("cache").toString());
            if (plan.skew(number) != 0) {
                fakeTime().ifPresent(library -> {
                    environment.put("LD_PRELOAD", library.toString());
                    environment.put("FAKETIME", "+" + plan.skew() / 1000);
                    environment.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
                    // With the library's work-around for old C libraries, timed waits of the JVM end at once.
                    environment.put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
                });
            }
            replicas.add(new Replica(number, home, directory, new CacheLink(redis), environment));
        }
    }

    /** The library that shifts the clock of a process, where libfaketime is installed. */
    static Optional<Path> fakeTime() {
        try (Stream<Path> files = Files.find(
                LIBRARIES, 3, (path, attributes) -> path.endsWith(Path.of("faketime", "libfaketimeMT.so.1")))) {
            return files.findFirst();
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** Starts the replicas, follows the plan, and gives the log. */
    Observations.Log run() throws InterruptedException {
        replicas.forEach(this::starting);
        awaitStarts();
        // The first calls of a process are slow, those of the shared cache too: they are of no run.
        new Readers(replicas, new Observations(), clock).closeAfterFirst();
        long start = clock.now();
        Readers readers = new Readers(replicas, observations, clock);
        try {
            for (Step step : steps()) {
                pass(start + step.at());
                step.action().run();
            }
            pass(start + plan.length());
        } finally {
            readers.close();
        }
        awaitStarts();
        return observations.log();
    }

    /** Runs with one replica, which is stopped in order. */
    void runAndStop() throws InterruptedException {
        Replica replica = replicas.get(0);
        replica.start();
        Readers readers = new Readers(List.of(replica), observations, clock);
        try {
            pass(clock.now() + plan.length());
        } finally {
            readers.close();
        }
        replica.stop();
    }

    private void pass(long until) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(Math.max(0, until - clock.now()));
    }

    private CompletableFuture<Void> starting(Replica replica) {
        CompletableFuture<Void> start = CompletableFuture.runAsync(replica::start);
        starts.add(start);
        return start;
    }

    private void awaitStarts() {
        CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new)).join();
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (Plan.Disturbance disturbance : plan.disturbances()) {
            Replica replica = replicas.get(disturbance.replica());
            steps.add(new Step(disturbance.from(), () -> begin(disturbance, replica)));
            steps.add(new Step(disturbance.to(), () -> end(disturbance, replica)));
        }
        for (Plan.ServiceFault fault : plan.faults()) {
            steps.add(new Step(fault.from(), () -> campus.fault(fault)));
            steps.add(new Step(fault.to(), () -> campus.heal(fault)));
        }
        steps.sort(Comparator.comparingLong(Step::at));
        return steps;
    }

    /** A replica that is still starting after it was killed is left alone. */
    private void begin(Plan.Disturbance disturbance, Replica replica) {
        if (replica.running() == null) {
            return;
        }
        began.put(disturbance, clock.now());
        switch (disturbance.kind()) {
            case KILLED -> replica.kill();
            case STOPPED -> replica.suspend();
            case CUT -> replica.link().cut();
            case SILENCED -> replica.link().silence();
        }
    }

    private void end(Plan.Disturbance disturbance, Replica replica) {
        Long from = began.get(disturbance);
        if (from == null) {
            return;
        }
        switch (disturbance.kind()) {
            case KILLED -> {
                CompletableFuture<Void> noted = starting(replica).thenRun(() -> note(disturbance, from));
                starts.add(noted);
                return;
            }
            case STOPPED -> replica.resume();
            case CUT, SILENCED -> replica.link().restore();
        }
        note(disturbance, from);
    }

    private void note(Plan.Disturbance disturbance, long from) {
        observations.add(new Stretch(disturbance.kind(), disturbance.replica(), from, clock.now()));
    }

    @Override
    public void close() {
        replicas.forEach(Replica::close);
        campus.close();
    }
}
