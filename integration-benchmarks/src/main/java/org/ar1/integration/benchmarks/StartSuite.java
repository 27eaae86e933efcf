package org.ar1.integration.benchmarks;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.ar1.integration.testkit.SampleCampus;

/**
 * Time from the start of the process to its first answer, and the resident memory then: the service as its archive
 * starts it, against Jersey with one resource, with the same options of Java. Both have class data archived by a start
 * before.
 */
final class StartSuite implements Suite {

    private static final int ROUNDS = Run.quick() ? 3 : 9;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long BETWEEN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /**
     * What was measured of one start.
     *
     * @param firstMillis from the start of the process to the end of the first answer
     * @param residentMebibytes memory then
     * @param reportMillis how long the next answer took
     */
    private record Start(double firstMillis, double residentMebibytes, double reportMillis) {}

    /** Starts a program on a port. */
    @FunctionalInterface
    private interface Program {
        Child start(int port) throws IOException;
    }

    @Override
    public void measure(Consumer<Row> table) throws IOException {
        Path service = unpacked();
        Path classData =
                Run.directory().resolve("bare-jersey-" + Runtime.version().feature() + ".jsa");
        Files.deleteIfExists(classData);
        try (SampleCampus campus = Run.campus(60)) {
            Program ours = port -> service(service, campus.environment(), port);
            start(ours, "/integration/lab-utilization");
            bareOnce(classData);
            Program bare = port -> bare(port, sharing(classData, true));
            Race times = new Race("start to the first answer, against Jersey with one resource", "ms");
            Race memory = new Race("- resident memory after it", "MiB");
            Race report = new Race("- the first lab utilization after it, against Jersey's second answer", "ms");
            for (int round = 0; round < ROUNDS; round++) {
                Start our = start(ours, "/integration/lab-utilization");
                Start limit = start(bare, "/");
                times.round(our.firstMillis(), limit.firstMillis());
                memory.round(our.residentMebibytes(), limit.residentMebibytes());
                report.round(our.reportMillis(), limit.reportMillis());
            }
            table.accept(times.atMost(1.5));
            table.accept(memory.atMost(1.5));
            table.accept(report.information());
        }
    }

    private static void bareOnce(Path classData) throws IOException {
        start(port -> bare(port, sharing(classData, false)), "/");
        if (!Files.exists(classData)) {
            throw new IOException("No class data were archived");
        }
    }

    private static Start start(Program program, String next) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        long start = System.nanoTime();
        try (Child child = program.start(port)) {
            firstAnswer(URI.create("http://127.0.0.1:" + port + "/"), start + PATIENCE_NANOS);
            double first = (System.nanoTime() - start) / 1e6;
            double resident = new Vitals(child.pid()).residentMebibytes();
            long then = System.nanoTime();
            requireOk(URI.create("http://127.0.0.1:" + port + next));
            return new Start(first, resident, (System.nanoTime() - then) / 1e6);
        }
    }

    private static void firstAnswer(URI uri, long until) throws IOException {
        while (true) {
            try {
                requireOk(uri);
                return;
            } catch (IOException e) {
                if (System.nanoTime() > until) {
                    throw e;
                }
                LockSupport.parkNanos(BETWEEN_NANOS);
            }
        }
    }

    private static void requireOk(URI uri) throws IOException {
        int status = Connection.once(uri, List.of()).status();
        if (status != 200) {
            throw new IOException(uri + " answered " + status);
        }
    }

    private static Child service(Path script, Map<String, String> upstreams, int port) throws IOException {
        Map<String, String> environment = new HashMap<>(upstreams);
        environment.put("INTEGRATION_API_PORT", Integer.toString(port));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        return Child.start("start-service", environment, List.of("sh", script.toString()));
    }

    private static Child bare(int port, List<String> sharing) throws IOException {
        List<String> options = new ArrayList<>(Run.SERVICE_OPTIONS);
        options.addAll(sharing);
        String jars = Stream.concat(
                        Stream.of(Run.ownJar().toString()),
                        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                                .filter(jar -> jar.matches(".*(glassfish|jakarta|javassist).*\\.jar")))
                .collect(Collectors.joining(File.pathSeparator));
        return Child.java(
                "start-bare", Map.of(), options, "-cp", jars, BareJersey.class.getName(), Integer.toString(port));
    }

    /** As the service's script does. */
    private static List<String> sharing(Path classData, boolean archived) {
        if (Runtime.version().feature() >= 19) {
            return List.of("-XX:SharedArchiveFile=" + classData, "-XX:+AutoCreateSharedArchive");
        }
        return List.of((archived ? "-XX:SharedArchiveFile=" : "-XX:ArchiveClassesAtExit=") + classData);
    }

    /** The start script of the unpacked archive, which has no class data yet. */
    private static Path unpacked() throws IOException {
        Path directory = Files.createTempDirectory(Run.directory(), "service");
        Path script = null;
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(Run.serviceArchive()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = directory.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(zip, target);
                }
                if (entry.getName().endsWith("/bin/integration-service")) {
                    script = target;
                }
            }
        }
        if (script == null) {
            throw new IOException("The archive has no start script: " + Run.serviceArchive());
        }
        return script;
    }
}
