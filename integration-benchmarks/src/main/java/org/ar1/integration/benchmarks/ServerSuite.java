package org.ar1.integration.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ar1.integration.benchmarks.Recording.Recorded;
import org.ar1.integration.testkit.SampleCampus;

/**
 * Reports from a warm cache, each plain, as 304 and compressed, against the JDK's HTTP server that does nothing
 * but write the same bytes. Both run in a process of their own, with the same options.
 */
final class ServerSuite implements Suite {

    private static final int LABS = 60;
    /** Rather many short rounds than a few long ones: a pause of the machine then spoils one of many. */
    private static final Duration TIME = Duration.ofSeconds(1);

    private static final int ROUNDS = Run.quick() ? 2 : 9;
    private final Load load = Load.available();
    private final Supplier<SampleCampus> campuses;
    private final List<String> paths;

    /** Compares the four reports of a campus of some labs. */
    ServerSuite() {
        this(
                () -> Run.campus(LABS),
                List.of(
                        "/integration/lab-utilization",
                        "/integration/lab-utilization/docker",
                        "/integration/server-allocation",
                        "/integration/server-allocation/docker"));
    }

    ServerSuite(Supplier<SampleCampus> campuses, List<String> paths) {
        this.campuses = campuses;
        this.paths = paths;
    }

    @Override
    public void measure(Consumer<Row> table) throws IOException, InterruptedException {
        try (SampleCampus campus = campuses.get();
                Child service = Child.service("service", campus.environment(), Run.SERVICE_OPTIONS)) {
            String ours = service.url();
            Recording recording = Recording.of(ours, paths);
            try (Child server = recording.bareServer(Run.SERVICE_OPTIONS)) {
                String limit = server.url();
                List<Recorded> all = recording.all();
                for (Recorded one : all) {
                    load.run(URI.create(ours + one.path()), one.headers(), TIME); // so that all is compiled
                }
                for (int number = 0; number < all.size(); number++) {
                    compare(all.get(number), service, ours, server, Recording.limit(limit, number), table);
                }
            }
        }
    }

    private void compare(
            Recorded recorded, Child service, String server, Child bareServer, URI limit, Consumer<Row> table)
            throws IOException, InterruptedException {
        URI ours = URI.create(server + recorded.path());
        Race rates = new Race(recorded.toString(), "requests/s");
        Race tails = new Race("- its p99", "ms");
        Race processor = new Race("- processor time of a request", "us");
        load.run(ours, recorded.headers(), TIME);
        load.run(limit, recorded.headers(), TIME);
        for (int round = 0; round < ROUNDS; round++) {
            List<String> headers = recorded.headers(server);
            double ourMillis = service.processorMillis();
            Load.Result our = load.run(ours, headers, TIME);
            ourMillis = service.processorMillis() - ourMillis;
            double bareMillis = bareServer.processorMillis();
            Load.Result bare = load.run(limit, recorded.headers(), TIME);
            bareMillis = bareServer.processorMillis() - bareMillis;
            processor.round(micros(ourMillis, our), micros(bareMillis, bare));
            rates.round(our.requestsPerSecond(), bare.requestsPerSecond());
            tails.round(our.p99Millis(), bare.p99Millis());
        }
        table.accept(rates.atLeast(0.8));
        table.accept(tails.atMost(Run.hasVirtualThreads() ? 2 : 1.5));
        table.accept(processor.information());
    }

    private static double micros(double millis, Load.Result result) {
        return millis * 1_000 / (result.requestsPerSecond() * TIME.toMillis() / 1_000);
    }
}
