package org.ar1.integration.cache.files;

import static org.ar1.integration.cache.files.Stages.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed amid its writes, ten times, or 200 times with the Maven profile {@code kills}. */
class KilledWriterTest {

    private static final int KILLS = Integer.getInteger("kills", 10);
    private static final int MOST_WRITES = 400;

    private final Random random = new Random();
    private final Map<String, Long> written = new HashMap<>();
    private long last;

    @TempDir
    private Path directory;

    @Test
    void noValueIsLostWhoseWriteHadEnded() throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            writeAndKill(1 + random.nextInt(MOST_WRITES));
            try (FileSharedCache cache = FileSharedCache.open(directory, 16 << 20)) {
                for (Map.Entry<String, Long> entry : written.entrySet()) {
                    byte[] value = await(cache.get(entry.getKey())).orElseThrow();
                    assertThat(WriterProcess.number(value)).isBetween(entry.getValue(), last + 1);
                }
            }
            try (Stream<Path> files = Files.list(directory)) {
                assertThat(files).hasSizeLessThanOrEqualTo(WriterProcess.KEYS + 2); // the lock, and what was unfinished
            }
        }
    }

    private void writeAndKill(int writes) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "-cp",
                        classPath(),
                        WriterProcess.class.getName(),
                        directory.toString(),
                        Long.toString(last + 1)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = process.inputReader()) {
            for (int i = 0; i < writes; i++) {
                note(lines.readLine());
            }
            process.toHandle().destroyForcibly(); // unlike the process's own, leaves the pipe open
            lines.lines().forEach(this::note); // what it had said before its end
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void note(String line) {
        int equals = line.indexOf('=');
        long number = equals < 0 ? -1 : Long.parseLong("0" + line.substring(equals + 1));
        if (number == last + 1) { // not the beginning of a line that the end cut off
            written.put(line.substring(0, equals), number);
            last = number;
        }
    }

    private static String classPath() {
        String surefire = System.getProperty("surefire.test.class.path");
        return surefire == null ? System.getProperty("java.class.path") : surefire + File.pathSeparator;
    }
}
