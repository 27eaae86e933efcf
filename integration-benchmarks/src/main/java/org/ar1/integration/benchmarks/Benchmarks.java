package org.ar1.integration.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Measures every line of the table, prints it and writes it as Markdown. A figure that is missed fails nothing:
 * machines differ, and a build is no place to measure.
 */
public final class Benchmarks {

    private Benchmarks() {}

    /**
     * Runs the suites that the build names.
     *
     * @param arguments none
     * @throws Exception when something cannot be measured at all
     */
    public static void main(String[] arguments) throws Exception {
        long start = System.nanoTime();
        Map<String, Suite> suites = new LinkedHashMap<>();
        suites.put("server", new ServerSuite());
        suites.put("code", new CodeSuite());
        suites.put("cold", new ColdSuite());
        suites.put("history", new HistorySuite());
        suites.put("join", new JoinSuite());
        suites.put("insights", new InsightSuite());
        suites.put("start", new StartSuite());
        suites.put("allocation", new AllocationSuite());
        suites.put("peer", new PeerSuite());
        suites.put("first-minute", new FirstMinuteSuite());
        if (Run.names("insight-answers")) {
            suites.put("insight-answers", InsightSuite.answers()); // a part of the insights
        }
        if (Run.names("realistic")) {
            suites.put("realistic", new RealisticSuite()); // too long to be part of all
        }
        Table table = new Table(Row.HEADINGS.cells());
        for (Map.Entry<String, Suite> suite : suites.entrySet()) {
            if (Run.includes(suite.getKey())) {
                suite.getValue().measure(row -> {
                    table.add(row.cells());
                    System.out.println("  " + String.join("  ", row.cells()).strip());
                });
            }
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        write(table, took);
        System.exit(0); // whatever threads the suites have left
    }

    private static void write(Table table, Duration took) throws IOException {
        String text = LocalDate.now(ZoneOffset.UTC) + ", " + Run.machine() + ", load from " + Load.available() + ", "
                + took.toSeconds() + " s: `" + Run.command("benchmarks") + "`" + System.lineSeparator()
                + System.lineSeparator() + table;
        System.out.println();
        System.out.print(text);
        Path file = Run.directory().resolve("performance.md");
        Files.writeString(file, text);
        System.out.println("Written to " + file);
    }
}
