package org.ar1.integration.service;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The service from its unpacked archive, in a process of its own. */
final class ServiceProcess implements AutoCloseable {

    private static final Pattern LISTENS = Pattern.compile("listens on (\\S+)");

    private final Process process;
    private final URI uri;

    private ServiceProcess(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /** Starts it, and waits until it listens; it does not keep its classes for another start. */
    static ServiceProcess start(Path home, Path log, Map<String, String> environment) {
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

    URI uri() {
        return uri;
    }

    /** SIGKILL, on systems that have it: it tells nobody, and hands nothing over. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** SIGTERM. */
    int stop() throws InterruptedException {
        process.toHandle().destroy();
        return process.waitFor();
    }

    @Override
    public void close() {
        kill();
    }
}
