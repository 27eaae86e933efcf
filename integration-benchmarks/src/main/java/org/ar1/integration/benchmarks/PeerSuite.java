package org.ar1.integration.benchmarks;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ar1.integration.benchmarks.peer.PeerApplication;
import org.ar1.integration.testkit.SampleCampus;

/**
 * The service as users run it against the application that a team would write instead, over the same sample services.
 * Both keep what they fetched; the application joins and writes it anew for each request.
 */
final class PeerSuite implements Suite {

    private static final int LABS = 60;
    private static final int ROUNDS = Run.quick() ? 2 : 5;
    private static final int STARTS = Run.quick() ? 2 : 5;
    private static final Duration TIME = Duration.ofSeconds(2);
    private static final Duration WARM_UP = Duration.ofSeconds(Run.quick() ? 2 : 10);
    private static final List<String> PATHS = List.of(
            "/integration/lab-utilization",
            "/integration/lab-utilization/docker",
            "/integration/server-allocation",
            "/integration/server-allocation/docker");

    private static final Pattern NOT_OF_THE_PEER =
            Pattern.compile("integration-|jersey-|hk2-|aopalliance-|jmh-|sketches-|prometheus-|resilience4j-");

    private final Load load = Load.available();

    @Override
    public void measure(Consumer<Row> table) throws IOException, InterruptedException {
        try (SampleCampus campus = Run.campus(LABS)) {
            starts(campus, table);
            try (Child service = Child.service("service", campus.environment(), Run.SERVICE_OPTIONS);
                    Child peer = peer(campus)) {
                rates(service.url(), peer.url(), table);
                Race resident = new Race("- resident memory after it", "MiB");
                resident.round(
                        new Vitals(service.pid()).residentMebibytes(), new Vitals(peer.pid()).residentMebibytes());
                table.accept(resident.atMost(1.0 / 3));
                Race heap = new Race("- live heap", "MiB");
                heap.round(new Vitals(service.pid()).liveHeapMebibytes(), new Vitals(peer.pid()).liveHeapMebibytes());
                table.accept(heap.information());
            }
        }
    }

    private void rates(String ours, String peers, Consumer<Row> table) throws IOException, InterruptedException {
        for (String path : PATHS) {
            load.run(URI.create(ours + path), List.of(), WARM_UP);
            load.run(URI.create(peers + path), List.of(), WARM_UP);
            int our = Connection.once(URI.create(ours + path), List.of()).body().length;
            int their = Connection.once(URI.create(peers + path), List.of()).body().length;
            Race race = new Race("GET " + path + " (" + our + " bytes) against a peer (" + their + ")", "requests/s");
            for (int round = 0; round < ROUNDS; round++) {
                race.round(
                        load.run(URI.create(ours + path), List.of(), TIME).requestsPerSecond(),
                        load.run(URI.create(peers + path), List.of(), TIME).requestsPerSecond());
            }
            table.accept(race.atLeast(4));
        }
    }

    /** From the start of the process until it says that it listens. */
    private static void starts(SampleCampus campus, Consumer<Row> table) throws IOException {
        Race times = new Race("start of the jar until it listens, against a peer", "ms");
        for (int round = 0; round < STARTS; round++) {
            times.round(
                    start(() -> Child.service("start-service", campus.environment(), Run.SERVICE_OPTIONS)),
                    start(() -> peer(campus)));
        }
        table.accept(times.atMost(0.5));
    }

    /** Starts a program. */
    @FunctionalInterface
    private interface Program {
        Child start() throws IOException;
    }

    private static double start(Program program) throws IOException {
        long begin = System.nanoTime();
        try (Child child = program.start()) {
            child.url();
            return (System.nanoTime() - begin) / 1e6;
        }
    }

    /** Without this project's library and other frameworks on its class path, of which its own would make beans. */
    private static Child peer(SampleCampus campus) throws IOException {
        String jars = Stream.concat(
                        Stream.of(Run.ownJar().toString()),
                        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                                .filter(jar -> !NOT_OF_THE_PEER
                                        .matcher(Path.of(jar).getFileName().toString())
                                        .lookingAt()))
                .collect(Collectors.joining(File.pathSeparator));
        Map<String, String> environment = campus.environment();
        return Child.java(
                "peer",
                environment,
                Run.SERVICE_OPTIONS,
                "-cp",
                jars,
                PeerApplication.class.getName(),
                "--server.port=0",
                "--spring.main.banner-mode=off");
    }
}
