package org.ar1.integration.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM while the program starts: a file of settings that is a pipe holds it up until the signal. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no POSIX signals and no pipes in files")
class TerminationTest {

    @TempDir
    Path directory;

    private Process process;
    private volatile @Nullable OutputStream writer;

    @AfterEach
    void end() throws IOException {
        OutputStream open = writer;
        if (open != null) {
            open.close();
        }
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private int exitCodeWhenTerminatedAtItsSettings(String... arguments) throws Exception {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                IntegrationService.class.getName(),
                "--config",
                pipe.toString()));
        command.addAll(List.of(arguments));
        Path printed = directory.resolve("printed");
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        CompletableFuture<Void> isRead = CompletableFuture.runAsync(() -> awaitReader(pipe));
        CompletableFuture.anyOf(isRead, process.onExit()).get(60, TimeUnit.SECONDS);
        process.destroy(); // SIGTERM
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(printed)).isEmpty();
        assertThat(isRead).isDone();
        return process.exitValue();
    }

    /** Opening a pipe for writing waits until somebody opens it for reading. It stays open, as its end would be the file's. */
    private void awaitReader(Path pipe) {
        try {
            writer = Files.newOutputStream(pipe);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void beforeItListensIs0() throws Exception {
        assertThat(exitCodeWhenTerminatedAtItsSettings()).isZero();
    }

    @Test
    void aCheckThatDidNotEndHasNotPassed() throws Exception {
        assertThat(exitCodeWhenTerminatedAtItsSettings("--check")).isEqualTo(143);
    }
}
