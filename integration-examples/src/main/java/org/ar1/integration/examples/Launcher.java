package org.ar1.integration.examples;

import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;
import org.ar1.integration.config.InvalidConfigException;

/**
 * Runs the program that its argument names, as {@code ./mvnw -q -Pdemo -Dexample=NAME} does. What the caller can mend
 * ends it with a line that says how, and an exit code of {@code sysexits.h} where there is one.
 */
public final class Launcher {

    private static final int WRONG_CALL = 2;
    private static final int WRONG_SETTING = 78;

    /** The programs by name. */
    private static final Map<String, Program> PROGRAMS = new TreeMap<>(Map.of(
            "AsynchronousReports", AsynchronousReports::main,
            "BusyLabsOnHotServers", BusyLabsOnHotServers::main,
            "DemoServer", DemoServer::main,
            "FiveLineReport", FiveLineReport::main,
            "LivingThroughAnOutage", LivingThroughAnOutage::main,
            "OwnApplication", OwnApplication::main,
            "OwnCacheAndRetry", OwnCacheAndRetry::main,
            "SilentUpstream", SilentUpstream::main));

    /** A program of this package. */
    private interface Program {
        void start(String[] args) throws Exception;
    }

    private Launcher() {}

    /**
     * Runs a program, and ends the JVM with it: Maven has nothing else to do then.
     *
     * @param args the name of the program
     */
    public static void main(String[] args) {
        System.exit(run(args.length == 0 ? "" : args[0], System.err));
    }

    static int run(String name, PrintStream err) {
        Program program = PROGRAMS.get(name);
        if (program == null) {
            err.println("There is no example \"" + name.replaceAll("\\p{Cntrl}", "?") + "\": set -Dexample to one of "
                    + String.join(", ", PROGRAMS.keySet()));
            return WRONG_CALL;
        }
        try {
            program.start(new String[0]);
            return 0;
        } catch (InvalidConfigException e) {
            e.problems().forEach(err::println);
            return WRONG_SETTING;
        } catch (Exception e) {
            e.printStackTrace(err);
            return 1;
        }
    }
}
