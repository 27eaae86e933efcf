package org.ar1.integration.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.ar1.integration.testkit.SampleCampus;

/**
 * The insights: what they add to the pass over the history, what the first answer after a change costs, warm answers,
 * and memory. Processor time, where what else the machine does would fall on one side alone.
 */
final class InsightSuite implements Suite {

    private static final int SERVERS = 100;
    private static final int MANY_SERVERS = 1_000;
    private static final int WEEKS = InsightCampus.WEEKS;
    private static final int ROUNDS = Run.quick() ? 3 : 9;
    private static final int WARM_UPS = 5;
    private static final double MEBIBYTE = 1 << 20;

    /** A week of a server, and so many of them: a week more than those kept. */
    private static final long BLOCK_BYTES = 12_096;

    private static final int WEEKS_OF_MANY = 4;
    private static final int WEEKS_OF_A_MILLION_ROWS = 10;

    private static final int YEAR_DAYS = Run.quick() ? 70 : 365;
    private static final double HEAP_MEBIBYTES = 256;
    private static final int LABS = 60;
    private static final int LABS_OF_A_YEAR = 100;
    private static final int REQUESTS = 200;
    private static final long PATIENCE_SECONDS = 600;

    @Override
    public void measure(Consumer<Row> table) throws Exception {
        pass(SERVERS, WEEKS, table);
        firstAnswer(SERVERS, 500, table);
        firstAnswer(MANY_SERVERS, 4_000, table);
        readers(table);
        memory(table);
        answers().measure(table);
        smallHeap(table);
    }

    /** Warm answers alone. */
    static Suite answers() {
        return new ServerSuite(
                () -> SampleCampus.builder().labs(LABS).start(),
                List.of("/integration/insights", "/integration/servers", "/integration/lab-types"));
    }

    private static void pass(int servers, int weeks, Consumer<Row> table) throws IOException, InterruptedException {
        String rows = String.format("%,d rows", (long) servers * weeks * 1_008);
        Race before = new Race("pass over " + rows + " with slots against three sketches in their place", "ms");
        Race nothing = new Race("- against counting the rows", "ms");
        for (String line :
                lines(SlotCost.class, servers, weeks, ROUNDS + WARM_UPS).subList(WARM_UPS, ROUNDS + WARM_UPS)) {
            List<Double> millis = Pattern.compile(" ")
                    .splitAsStream(line)
                    .map(Double::parseDouble)
                    .toList();
            double slots = millis.get(0);
            double counting = millis.get(1);
            before.round(slots, counting + millis.get(2));
            nothing.round(slots, counting);
        }
        table.accept(before.atMost(1.15));
        table.accept(nothing.information());
    }

    private static void firstAnswer(int servers, double most, Consumer<Row> table)
            throws IOException, InterruptedException {
        String campus = String.format("%,d servers and %d weeks", servers, WEEKS);
        Race warm =
                new Race("first insights after a change, " + campus + ", against " + Race.figure(most) + " ms", "ms");
        Race cold = new Race("- of a JVM that has not computed any", "ms");
        List<String> nanos = lines(InsightCost.class, servers, ROUNDS + WARM_UPS);
        cold.round(millis(nanos.get(0)), most);
        nanos.subList(WARM_UPS, nanos.size()).forEach(one -> warm.round(millis(one), most));
        table.accept(warm.atMost(1));
        table.accept(cold.information());
    }

    private static double millis(String nanos) {
        return (double) Long.parseLong(nanos) / TimeUnit.MILLISECONDS.toNanos(1);
    }

    private static void readers(Consumer<Row> table) {
        Race waits = new Race("- what a reader waits for the insights before, against its patience", "ms");
        InsightReaders.waits(SERVERS, ROUNDS + 2)
                .forEach(millis -> waits.round(millis, (double) InsightReaders.PATIENCE.toMillis()));
        table.accept(waits.atMost(1.5));
    }

    private static void memory(Consumer<Row> table) throws IOException, InterruptedException {
        Race heap = new Race("slots of 100 servers while rows are read, against 9 weeks of 12,096 bytes", "MiB");
        Race growth = new Race("- with 10,000,000 rows, against 1,000,000", "MiB");
        Race many = new Race("slots of 1,000 servers, of which 64 MiB keep 4 weeks, against 5", "MiB");
        double few = mebibytes(SERVERS, 1);
        heap.round(few, SERVERS * (WEEKS + 1) * BLOCK_BYTES / MEBIBYTE);
        growth.round(mebibytes(SERVERS, 10), few);
        many.round(mebibytes(MANY_SERVERS, 1), MANY_SERVERS * (WEEKS_OF_MANY + 1) * BLOCK_BYTES / MEBIBYTE);
        table.accept(heap.atMost(1.2));
        table.accept(growth.atMost(1.05));
        table.accept(many.atMost(1.2));
    }

    private static double mebibytes(int servers, int rowsAServer) throws IOException, InterruptedException {
        return Long.parseLong(lines(SlotHeap.class, servers, WEEKS_OF_A_MILLION_ROWS, rowsAServer)
                        .get(0))
                / MEBIBYTE;
    }

    private static List<String> lines(Class<?> program, int... arguments) throws IOException, InterruptedException {
        String[] texts = new String[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = Integer.toString(arguments[i]);
        }
        try (Child child =
                Child.java("insights", Map.of(), List.of("-Xmx2g", "-Xlog:disable"), Child.program(program, texts))) {
            return child.lines();
        }
    }

    /** A process that runs out of memory ends, and the next request fails. */
    private static void smallHeap(Consumer<Row> table) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(Run.SERVICE_OPTIONS);
        options.addAll(List.of("-Xmx" + (int) HEAP_MEBIBYTES + "m", "-XX:+ExitOnOutOfMemoryError"));
        try (SampleCampus campus = SampleCampus.builder()
                        .labs(LABS_OF_A_YEAR)
                        .servers(SERVERS)
                        .historyDays(YEAR_DAYS)
                        .start();
                Child service = Child.service("small-heap", campus.environment(), options)) {
            String url = service.url();
            untilWhole(url);
            String path = "/integration/insights?refresh=true"; // two copies of the history, for a moment
            for (int request = 0; request < REQUESTS; request++) {
                ask(url + path);
                path = request % 2 == 0 ? "/integration/servers" : "/integration/insights";
            }
            Race heap = new Race(
                    "live heap of -Xmx256m, 100 servers, " + YEAR_DAYS + " days of history, " + REQUESTS + " answers",
                    "MiB");
            heap.round(new Vitals(service.pid()).liveHeapMebibytes(), HEAP_MEBIBYTES);
            table.accept(heap.atMost(1));
        }
    }

    /** The history is longer than a report waits; what is fetched meanwhile is in the one after. */
    private static void untilWhole(String url) throws IOException {
        long start = System.nanoTime();
        while (!ask(url + "/integration/insights").contains("\"integration_status\":\"success\"")) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                throw new IOException("The insights were never whole");
            }
        }
    }

    private static String ask(String uri) throws IOException {
        Answer answer = Connection.once(URI.create(uri), List.of());
        if (answer.status() != 200) {
            throw new IOException(uri + " answered " + answer.status());
        }
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
