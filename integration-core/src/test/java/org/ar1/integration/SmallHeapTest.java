package org.ar1.integration;

import org.ar1.integration.testkit.SampleCampus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The history is about 130 MB of JSON, twice as much as the client's whole memory. */
class SmallHeapTest {

    private static final int ROWS = 1_000_000;

    @TempDir
    Path directory;

    @Test
    void aMillionRowsAreReadIn64Megabytes() throws IOException, InterruptedException {
        File output = directory.resolve("output").toFile();
        try (SampleCampus campus = SampleCampus.builder().historyRows(ROWS).start()) {
            ProcessBuilder client = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx64m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            SmallHeapClient.class.getName())
                    .redirectErrorStream(true)
                    .redirectOutput(output);
            client.environment().putAll(campus.environment());
            Process process = client.start();
            try {
                assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("it ended").isTrue();
            } finally {
                process.destroyForcibly();
            }

            assertThat(Files.readString(output.toPath()))
                    .contains("rows=" + ROWS + " servers=8 outcome=live weeks=8")
                    .contains("again=cached");
            assertThat(process.exitValue()).isZero();
        }
    }
}
