package org.ar1.integration.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.ar1.integration.testkit.SampleCampus;

/**
 * The first minute of a service that {@code java -jar} starts, its log in a file, under load from its first answer on,
 * and of the JDK's server alone, also just started. One is measured after the other, since both compile while they
 * answer.
 */
final class FirstMinuteSuite implements Suite {

    private static final int LABS = 60;
    private static final String PATH = "/integration/lab-utilization";
    private static final Duration WINDOW = Duration.ofSeconds(5);
    private static final int WINDOWS = Run.quick() ? 3 : 12;
    private static final int STEADY_ROUNDS = Run.quick() ? 2 : 5;

    private final Load load = Load.available();

    @Override
    public void measure(Consumer<Row> table) throws IOException, InterruptedException {
        try (SampleCampus campus = Run.campus(LABS);
                Child service = Child.service("service", campus.environment(), List.of())) {
            URI ours = URI.create(service.url() + PATH);
            List<Double> our = minute(ours);
            Recording recording = Recording.of(ours.resolve("/").toString().replaceAll("/$", ""), List.of(PATH));
            try (Child bareServer = recording.bareServer(List.of())) {
                URI limit = Recording.limit(bareServer.url(), 0);
                List<Double> bare = minute(limit);
                for (int window = 0; window < WINDOWS; window++) {
                    long from = window * WINDOW.toSeconds();
                    Race race = new Race(
                            "seconds " + from + " to " + (from + WINDOW.toSeconds()) + " of java -jar: GET " + PATH,
                            "requests/s");
                    race.round(our.get(window), bare.get(window));
                    table.accept(race.information());
                }
                Race steady = new Race("- after them", "requests/s");
                for (int round = 0; round < STEADY_ROUNDS; round++) {
                    steady.round(rate(ours), rate(limit));
                }
                table.accept(steady.atLeast(0.8));
            }
        }
    }

    private List<Double> minute(URI uri) throws IOException, InterruptedException {
        List<Double> rates = new ArrayList<>();
        for (int window = 0; window < WINDOWS; window++) {
            rates.add(rate(uri));
        }
        return rates;
    }

    private double rate(URI uri) throws IOException, InterruptedException {
        return load.run(uri, List.of(), WINDOW).requestsPerSecond();
    }
}
