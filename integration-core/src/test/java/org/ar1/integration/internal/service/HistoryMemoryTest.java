package org.ar1.integration.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is held of a history is what the number of servers and weeks says, in a process whose heap leaves no more. */
class HistoryMemoryTest {

    private static final int SERVERS = 100;
    private static final int WEEK_BYTES = 3 * 4 * 1008;
    private static final int WINDOW_SLOTS = 8 * 1008;

    @TempDir
    Path directory;

    private List<String> read(int marks) throws IOException, InterruptedException {
        File output = directory.resolve("output" + marks).toFile();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx24m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HistoryMemory.class.getName(),
                        Integer.toString(SERVERS),
                        Integer.toString(marks))
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("it ended").isTrue();
        } finally {
            process.destroyForcibly();
        }
        List<String> lines = Files.readAllLines(output.toPath());
        assertThat(process.exitValue()).as("%s", lines).isZero();
        return lines;
    }

    @Test
    void aHundredServersHoldTheirWeeksHoweverLongTheHistory() throws IOException, InterruptedException {
        for (int marks : List.of(WINDOW_SLOTS / 2, WINDOW_SLOTS + WINDOW_SLOTS / 4)) {
            List<String> lines = read(marks);
            long slots = Math.min(marks, WINDOW_SLOTS);
            long bytes = SERVERS * slots * WEEK_BYTES / 1008;
            long weighed = Long.parseLong(lines.get(0).replaceAll(".*weighed=", ""));

            assertThat(lines.get(0)).startsWith("rows=" + marks * SERVERS + " samples=" + slots + " ");
            assertThat(weighed).isBetween(bytes, bytes + bytes / 50);
            assertThat(Long.parseLong(lines.get(1).replace("held=", ""))).isBetween(bytes, bytes + bytes / 5);
        }
    }
}
