package org.ar1.integration.service;

import java.io.Console;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * Where something is printed.
 *
 * @param out takes the text
 * @param width the number of columns that a line should fit in
 * @param colours whether words may be coloured
 */
record Terminal(PrintStream out, int width, boolean colours) {

    private static final int USUAL_WIDTH = 100;

    /** A terminal, if the standard output is one, else a file or a pipe. */
    static Terminal of(PrintStream out) {
        if (out != System.out || !isTerminal(System.console())) {
            return new Terminal(out, USUAL_WIDTH, false);
        }
        int width = new CommandLine(new CommandLineOptions())
                .setUsageHelpWidth(USUAL_WIDTH)
                .setUsageHelpAutoWidth(true)
                .getUsageHelpWidth();
        return new Terminal(out, width, System.getenv("NO_COLOR") == null);
    }

    /** From JDK 22 on there is a console without a terminal, too. */
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
