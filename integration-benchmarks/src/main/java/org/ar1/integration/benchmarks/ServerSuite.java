package org.ar1.integration.benchmarks;

import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
    private static final String KNOWN = "If-None-Match: ";

    /** A request, and its answer when it was asked for once. */
    private record Recorded(String what, String path, List<String> headers, Answer answer) {}

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
            List<Recorded> all = record(ours);
            Path file = Run.directory().resolve("answers");
            try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
                out.writeInt(all.size());
                for (Recorded one : all) {
                    one.answer().writeTo(out);
                }
            }
            List<String> options = new ArrayList<>(Run.SERVICE_OPTIONS);
            options.addAll(BareServer.OPTIONS);
            String[] bare = Child.program(BareServer.class, file.toString());
            try (Child server = Child.java("bare-server", Map.of(), options, bare)) {
                String limit = server.url();
                for (Recorded one : all) {
                    load.run(URI.create(ours + one.path()), one.headers(), TIME); // so that all is compiled
                }
                for (int number = 0; number < all.size(); number++) {
                    compare(all.get(number), service, ours, server, URI.create(limit + "/" + number + "/"), table);
                }
            }
        }
    }

    private List<Recorded> record(String server) throws IOException {
        List<Recorded> all = new ArrayList<>();
        for (String path : paths) {
            ask(server, path, List.of(), 200);
            Answer warm = ask(server, path, List.of(), 200);
            all.add(new Recorded("GET " + path, path, List.of(), warm));
            List<String> known = List.of(KNOWN + warm.header("ETag"));
            all.add(new Recorded("the same, 304", path, known, ask(server, path, known, 304)));
            List<String> gzip = List.of("Accept-Encoding: gzip");
            all.add(new Recorded("the same, gzip", path, gzip, ask(server, path, gzip, 200)));
        }
        return all;
    }

    private static Answer ask(String server, String path, List<String> headers, int status) throws IOException {
        Answer answer = Connection.once(URI.create(server + path), headers);
        if (answer.status() != status) {
            throw new IOException(path + " answered " + answer.status() + " instead of " + status);
        }
        return answer;
    }

    /** A report gets a new tag whenever a source was asked again, so the tag that is known has to be the newest. */
    private static List<String> headers(Recorded recorded, String server) throws IOException {
        if (recorded.answer().status() != 304) {
            return recorded.headers();
        }
        ask(server, recorded.path(), List.of(), 200);
        return List.of(KNOWN + ask(server, recorded.path(), List.of(), 200).header("ETag"));
    }

    private void compare(
            Recorded recorded, Child service, String server, Child bareServer, URI limit, Consumer<Row> table)
            throws IOException, InterruptedException {
        URI ours = URI.create(server + recorded.path());
        String what = recorded.what() + " (" + recorded.answer().body().length + " bytes)";
        Race rates = new Race(what, "requests/s");
        Race tails = new Race("- its p99", "ms");
        Race processor = new Race("- processor time of a request", "us");
        load.run(ours, recorded.headers(), TIME);
        load.run(limit, recorded.headers(), TIME);
        for (int round = 0; round < ROUNDS; round++) {
            List<String> headers = headers(recorded, server);
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
        table.accept(rates.atLeast(0.7));
        table.accept(tails.atMost(2));
        table.accept(processor.information());
    }

    private static double micros(double millis, Load.Result result) {
        return millis * 1_000 / (result.requestsPerSecond() * TIME.toMillis() / 1_000);
    }
}
