package org.ar1.integration.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program in a process of its own, which ends with this. What it writes to standard error goes to a file. */
final class Child implements AutoCloseable {

    private static final Pattern LISTENS = Pattern.compile("listens on (http://[^/\\s]+)");

    private final Process process;
    private final BufferedReader output;

    private Child(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    /**
     * Starts a program.
     *
     * @param name names the file of its log
     */
    static Child start(String name, Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(Run.directory().resolve(name + ".log").toFile());
        builder.environment().putAll(environment);
        return new Child(builder.start());
    }

    /** Starts a Java program of the JDK that runs this. */
    static Child java(String name, Map<String, String> environment, List<String> options, String... program)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(program));
        return start(name, environment, command);
    }

    /** A main class of this module. */
    static String[] program(Class<?> main, String... arguments) {
        List<String> program = new ArrayList<>(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        program.addAll(List.of(arguments));
        return program.toArray(String[]::new);
    }

    /** The service from its one jar, on any free port. */
    static Child service(String name, Map<String, String> upstreams, List<String> options) throws IOException {
        Map<String, String> environment = new HashMap<>(upstreams);
        environment.put("INTEGRATION_API_PORT", "0");
        return java(name, environment, options, "-jar", Run.serviceJar().toString());
    }

    /** Waits until it says where it listens, and returns that without a slash at the end. */
    String url() throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher listens = LISTENS.matcher(line);
            if (listens.find()) {
                return listens.group(1);
            }
        }
        throw new IOException("A program ended instead of listening: " + process.info());
    }

    /** Waits until it ends, and returns what it printed. */
    List<String> lines() throws IOException, InterruptedException {
        List<String> lines = output.lines().toList();
        if (process.waitFor() != 0) {
            throw new IOException("A program failed with " + process.exitValue() + ": " + process.info());
        }
        return lines;
    }

    /** The processor time that it has taken so far, in milliseconds; 0 where the system does not say. */
    double processorMillis() {
        return process.toHandle()
                .info()
                .totalCpuDuration()
                .map(time -> (double) time.toMillis())
                .orElse(0.0);
    }

    long pid() {
        return process.pid();
    }

    /** Asks it to end, and waits for that. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
