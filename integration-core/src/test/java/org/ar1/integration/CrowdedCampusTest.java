package org.ar1.integration;

import org.ar1.integration.internal.service.Limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services that send as much as is read, and more: both reports are built and written in a heap of 128 MiB. */
class CrowdedCampusTest {

    private static final int SERVERS = 10_000;
    private static final int SERVERS_OF_THE_HISTORY = 1_000;

    @TempDir
    Path directory;

    private List<String> run(int... counts) throws IOException, InterruptedException {
        File output = directory.resolve("output").toFile();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                CrowdedClient.class.getName()));
        IntStream.of(counts).mapToObj(String::valueOf).forEach(command::add);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("it ended").isTrue();
        } finally {
            process.destroyForcibly();
        }
        List<String> lines = Files.readAllLines(output.toPath());
        assertThat(process.exitValue()).as(String.join("\n", lines)).isZero();
        return lines;
    }

    @Test
    void asMuchAsIsReadIsHeld() throws IOException, InterruptedException {
        assertThat(run(Limits.LABS, SERVERS, SERVERS_OF_THE_HISTORY, 100))
                .containsOnly("types=" + Limits.LABS + " servers=" + SERVERS);
    }

    @Test
    void whatIsMoreInAnyDimensionIsTooLargeAndCostsItsFiguresAlone() throws IOException, InterruptedException {
        assertThat(run(Limits.LABS + 1, SERVERS, SERVERS_OF_THE_HISTORY, 10))
                .contains("popular=failed too_large", "over-under-utilized=failed too_large", "trends=failed too_large")
                .contains("catalogue=failed too_large", "types=0 servers=" + SERVERS);
        assertThat(run(100, SERVERS + 1, SERVERS_OF_THE_HISTORY, 10))
                .contains("servers=failed too_large", "types=100 servers=0");
        assertThat(run(100, SERVERS, 200_000, 10))
                .contains("stats=failed too_large", "types=100 servers=" + SERVERS)
                .doesNotContain("servers=failed too_large");
        assertThat(run(100, SERVERS, SERVERS_OF_THE_HISTORY, 1_000))
                .contains("popular=failed too_large", "allocations=failed too_large", "catalogue=failed too_large");
    }
}
