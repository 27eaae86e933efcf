package org.ar1.integration.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.ar1.integration.testkit.SampleCampus;

/**
 * The service under load for minutes, while the services that it asks fail in changing ways. Ends with an error if an
 * answer was not expected, or if memory, threads, descriptors or the answers from the cache are not at the end as they
 * were at the start.
 */
public final class Soak {

    private static final int LABS = 60;
    private static final int REQUESTS_PER_SECOND = 200;
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration WEATHER = Duration.ofSeconds(3);
    private static final int SLOTS_AT_LEAST = 6;
    private static final int SAMPLES_A_SLOT = 4;
    /** Values that are soon too old, so that the faults matter. */
    private static final Map<String, String> SETTINGS =
            Map.of("CACHE_DURATION", "2", "RETRY_DELAY", "0.2", "REQUEST_TIMEOUT", "1");

    private final Table table = new Table("what", "first third", "last third", "at most", "");
    private boolean good = true;

    private Soak() {}

    /**
     * Runs for as long as the build says.
     *
     * @param arguments none
     * @throws Exception when the service cannot be started or asked
     */
    public static void main(String[] arguments) throws Exception {
        System.exit(new Soak().run(Duration.ofMinutes(Run.minutes())) ? 0 : 1);
    }

    private boolean run(Duration time) throws IOException, InterruptedException {
        long slot = Math.min(TimeUnit.MINUTES.toNanos(1), time.toNanos() / SLOTS_AT_LEAST);
        List<Double> heap = new ArrayList<>();
        List<Double> threads = new ArrayList<>();
        List<Double> descriptors = new ArrayList<>();
        try (SampleCampus campus = Run.campus(LABS)) {
            Map<String, String> environment = new HashMap<>(campus.environment());
            environment.putAll(SETTINGS);
            List<String> options = new ArrayList<>(Run.SERVICE_OPTIONS);
            options.add("-Xmx512m");
            try (Child service = Child.service("soak-service", environment, options)) {
                URI uri = URI.create(service.url());
                try (SteadyLoad warmUp = new SteadyLoad(uri, REQUESTS_PER_SECOND, slot)) {
                    TimeUnit.NANOSECONDS.sleep(WARM_UP.toNanos());
                    expected("unexpected answers before the faults", warmUp);
                }
                FaultWeather weather = new FaultWeather(campus);
                Vitals vitals = new Vitals(service.pid());
                try (SteadyLoad load = new SteadyLoad(uri, REQUESTS_PER_SECOND, slot)) {
                    long start = System.nanoTime();
                    long nextSample = start;
                    for (long now = start; now - start < time.toNanos(); now = System.nanoTime()) {
                        weather.change();
                        if (now - nextSample >= 0) {
                            threads.add((double) vitals.threads());
                            descriptors.add((double) vitals.descriptors());
                            heap.add(vitals.liveHeapMebibytes());
                            nextSample += slot / SAMPLES_A_SLOT;
                        }
                        TimeUnit.NANOSECONDS.sleep(WEATHER.toNanos());
                    }
                    expected("unexpected answers under faults", load);
                    flat("live heap, MiB", heap, 1.1, 5);
                    flat("threads", threads, 1.1, 5);
                    flat("open descriptors", descriptors, 1.1, 10);
                    List<Double> tails = load.p99Millis();
                    flat("p99 of answers from the cache, ms", tails, 1.5, 5);
                    System.out.println("Answers by status: " + load.byStatus() + "; p99 by slot in ms: "
                            + tails.stream().map(Race::figure).toList());
                }
            }
        }
        String text = LocalDate.now(ZoneOffset.UTC) + ", " + Run.machine() + ", " + time.toMinutes() + " minutes at "
                + REQUESTS_PER_SECOND + " requests/s: `" + Run.command("soak") + "`" + System.lineSeparator()
                + System.lineSeparator() + table;
        System.out.println();
        System.out.print(text);
        Path file = Run.directory().resolve("soak.md");
        Files.writeString(file, text);
        System.out.println("Written to " + file);
        return good;
    }

    private void expected(String what, SteadyLoad load) {
        load.unexpectedAnswers().forEach(System.out::println);
        line(what, "", Integer.toString(load.unexpected()), "0", load.unexpected() == 0);
    }

    /** Medians, so that a single moment decides nothing. */
    private void flat(String what, List<Double> samples, double factor, double slack) {
        int third = Math.max(1, samples.size() / 3);
        double first = Race.median(samples.subList(0, third));
        double last = Race.median(samples.subList(samples.size() - third, samples.size()));
        double most = first * factor + slack;
        line(what, Race.figure(first), Race.figure(last), Race.figure(most), last <= most);
    }

    private void line(String what, String first, String last, String most, boolean right) {
        table.add(what, first, last, most, right ? "ok" : "OFF");
        good &= right;
    }
}
