package org.ar1.integration.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.ar1.integration.benchmarks.Recording.Recorded;
import org.ar1.integration.testkit.SampleCampus;

/**
 * The memory that a request of a warm cache allocates, against the JDK's server alone and 2 KB more. Requests come one
 * after the other on one connection, to code that is compiled; the allocations are counted without buffers of threads,
 * to the byte.
 */
final class AllocationSuite implements Suite {

    private static final int LABS = 60;
    private static final int REQUESTS = 2_000;
    private static final int ROUNDS = 3;
    private static final double MORE = 2_048;
    /** The JDK's server allocates more for any request. */
    private static final int LEAST = 10_000;

    private static final Duration WARM_UP = Duration.ofSeconds(Run.quick() ? 2 : 5);
    /** So that there is no collection in a round. */
    private static final List<String> COUNTING =
            List.of("-XX:+UseSerialGC", "-XX:-UseTLAB", "-Xms1000m", "-Xmx1000m", "-Xmn800m");

    @Override
    public void measure(Consumer<Row> table) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(COUNTING);
        options.addAll(List.of("-Xlog:disable", "-Xlog:all=error:stderr"));
        try (SampleCampus campus = Run.campus(LABS);
                Child service = Child.service("service", campus.environment(), options)) {
            String ours = service.url();
            Recording recording = Recording.of(
                    ours,
                    List.of(
                            "/integration/lab-utilization",
                            "/integration/server-allocation/docker",
                            "/integration/insights"));
            try (Child bare = recording.bareServer(options)) {
                String limit = bare.url();
                List<Recorded> all = recording.all();
                for (int number = 0; number < all.size(); number++) {
                    Recorded one = all.get(number);
                    URI ourUri = URI.create(ours + one.path());
                    URI limitUri = Recording.limit(limit, number);
                    Load.available().run(ourUri, one.headers(ours), WARM_UP);
                    Load.available().run(limitUri, one.headers(), WARM_UP);
                    Race bytes = new Race("allocated: " + one + ", against the limit and 2,048", "bytes");
                    for (int round = 0; round < ROUNDS; round++) {
                        bytes.round(
                                allocated(service, ourUri, one.headers(ours)),
                                allocated(bare, limitUri, one.headers()) + MORE);
                    }
                    table.accept(bytes.atMost(1));
                }
            }
        }
    }

    private static double allocated(Child server, URI uri, List<String> headers)
            throws IOException, InterruptedException {
        Vitals vitals = new Vitals(server.pid());
        byte[] request = Connection.request(uri, headers);
        try (Connection connection = new Connection(uri)) {
            connection.ask(request);
            vitals.liveHeapMebibytes(); // collects
            long before = vitals.edenBytes();
            for (int number = 0; number < REQUESTS; number++) {
                connection.ask(request);
            }
            long allocated = vitals.edenBytes() - before;
            if (allocated < (long) REQUESTS * LEAST) {
                throw new IOException(
                        "A collection in the round: " + allocated + " bytes are left of what was allocated");
            }
            return (double) allocated / REQUESTS;
        }
    }
}
