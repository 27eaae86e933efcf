package org.ar1.integration.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why the program cannot start: what to tell, and the exit code. */
final class StartupException extends Exception {

    private static final long serialVersionUID = 1L;

    /** The exit code. */
    private final int exitCode;

    /** One sentence a line. */
    private final String[] lines;

    StartupException(int exitCode, List<String> lines) {
        this(exitCode, lines, null);
    }

    StartupException(int exitCode, List<String> lines, @Nullable Throwable cause) {
        super(String.join("; ", lines), cause);
        this.exitCode = exitCode;
        this.lines = lines.toArray(String[]::new);
    }

    int exitCode() {
        return exitCode;
    }

    List<String> lines() {
        return List.of(lines);
    }
}
