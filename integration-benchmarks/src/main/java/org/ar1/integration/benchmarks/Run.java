package org.ar1.integration.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.ar1.integration.testkit.SampleCampus;

/** What the build says about this run, in system properties. */
final class Run {

    /** The options that the service's start script gives to Java; whatever is compared with it gets them too. */
    static final List<String> SERVICE_OPTIONS =
            List.of("-XX:MaxRAMPercentage=50", "-Xlog:disable", "-Xlog:all=error:stderr");

    /** As many rows as the figures in docs/performance.md were measured with. */
    private static final long HISTORY_ROWS = 32_000;

    private static final int SERVERS = 8;

    private Run() {}

    /** A campus of some labs. */
    static SampleCampus campus(int labs) {
        return SampleCampus.builder()
                .labs(labs)
                .servers(SERVERS)
                .historyRows(HISTORY_ROWS)
                .start();
    }

    /** Whether only to show that everything works. */
    static boolean quick() {
        return Boolean.parseBoolean(property("quick"));
    }

    /** Whether a suite is to be run that is part of all. */
    static boolean includes(String suite) {
        return names("all") || names(suite);
    }

    /** A duration of the suite of that name. */
    static Duration realistic(String what) {
        return Duration.parse(property("realistic." + what));
    }

    /** Whether a suite is to be run by its name. */
    static boolean names(String suite) {
        return List.of(property("suites").split(",")).contains(suite);
    }

    static long minutes() {
        return Long.parseLong(property("minutes"));
    }

    /** Where to write. */
    static Path directory() {
        return Path.of(property("directory"));
    }

    /** The jar of this module, since class data are archived of jars only. */
    static Path ownJar() {
        return Path.of(property("jar"));
    }

    static Path serviceJar() {
        return Path.of(property("service.jar"));
    }

    static Path serviceArchive() {
        return Path.of(property("service.archive"));
    }

    static String command(String profile) {
        return "./mvnw -q -P" + profile + (quick() ? " -Dquick" : "")
                + (profile.equals("soak") ? " -Dsoak.minutes=" + minutes() : "")
                + (includes("all") ? "" : " -Dsuites=" + property("suites"));
    }

    /** Whether both servers have a virtual thread for each request. */
    static boolean hasVirtualThreads() {
        return Runtime.version().feature() >= 21;
    }

    static String machine() {
        return System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                + Runtime.getRuntime().availableProcessors() + " processors, JDK " + Runtime.version() + " ("
                + System.getProperty("java.vendor") + ")";
    }

    private static String property(String name) {
        return Objects.requireNonNull(System.getProperty("benchmarks." + name), name);
    }
}
