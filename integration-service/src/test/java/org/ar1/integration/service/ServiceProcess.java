package org.ar1.integration.service;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The service from its unpacked archive, in a process of its own. */
public final class ServiceProcess implements AutoCloseable {

    private static final Pattern LISTENS = Pattern.compile("listens on (\\S+)");

    private final Process process;
    private final URI uri;

    private ServiceProcess(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /**
     * Unpacks the archive, with an engine's jars in {@code ext/}.
     *
     * @return the folder with {@code bin} and {@code lib}
     */
    public static Path unpack(Path directory, List<Path> jars) throws IOException {
        Path unpacked = directory.resolve("unpacked");
        try (InputStream file = Files.newInputStream(Path.of(System.getProperty("service.archive")));
                ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = unpacked.resolve(entry.getName());
                if (!entry.isDirectory()) {
                    Files.createDirectories(target.getParent());
                    Files.copy(zip, target);
                }
            }
        }
        Path home;
        try (var inside = Files.list(unpacked)) {
            home = inside.findFirst().orElseThrow();
        }
        for (Path jar : jars) {
            if (Files.notExists(home.resolve("lib").resolve(jar.getFileName()))) {
                Files.copy(jar, home.resolve("ext").resolve(jar.getFileName()));
            }
        }
        return home;
    }

    /** Starts it, and waits until it listens; it does not keep its classes for another start. */
    public static ServiceProcess start(Path home, Path log, Map<String, String> environment) {
        try {
            ProcessBuilder builder = new ProcessBuilder(
                            "sh", home.resolve("bin/integration-service").toString())
                    .redirectError(log.toFile());
            builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            builder.environment().put("JAVA_OPTS", "-XX:TieredStopAtLevel=1 -Xmx256m");
            builder.environment().put("CACHE_DIRECTORY", log.toString()); // which is no folder
            builder.environment().put("INTEGRATION_API_PORT", "0");
            builder.environment().putAll(environment);
            Process process = builder.start();
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                Matcher listens = LISTENS.matcher(line);
                if (listens.find()) {
                    return new ServiceProcess(process, URI.create(listens.group(1)));
                }
            }
            throw new AssertionError("It did not start:\n" + Files.readString(log));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public URI uri() {
        return uri;
    }

    public long pid() {
        return process.pid();
    }

    /** SIGKILL, on systems that have it: it tells nobody, and hands nothing over. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** SIGTERM. */
    public int stop() throws InterruptedException {
        process.toHandle().destroy();
        return process.waitFor();
    }

    @Override
    public void close() {
        kill();
    }
}
