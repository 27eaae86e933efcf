package org.ar1.integration.cache.jcache;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** A replica in a process of its own, as a test sees it. */
final class ReplicaProcess implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final BufferedReader output;
    private final URI uri;
    private final String member;

    private ReplicaProcess(Process process, BufferedReader output, URI uri, String member) {
        this.process = process;
        this.output = output;
        this.uri = uri;
        this.member = member;
    }

    static ReplicaProcess start(String cluster, Map<String, String> environment, ReplicaProcess... others)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Dhazelcast.logging.type=none",
                "-cp",
                System.getProperty("java.class.path"),
                Replica.class.getName(),
                cluster));
        Arrays.stream(others).map(other -> other.member).forEach(command::add);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        Process process = builder.start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        if (line == null) {
            throw new IOException("The replica did not start");
        }
        String[] addresses = line.split(" ", -1);
        return new ReplicaProcess(process, output, URI.create(addresses[0]), addresses[1]);
    }

    CompletableFuture<HttpResponse<String>> get(String path) {
        return HTTP.sendAsync(HttpRequest.newBuilder(uri.resolve(path)).build(), BodyHandlers.ofString());
    }

    Stream<CompletableFuture<HttpResponse<String>>> bothReports() {
        return Stream.of("/integration/lab-utilization", "/integration/server-allocation")
                .map(this::get);
    }

    /** Sets its clock forward, when nothing is being fetched any more. */
    void pass(Duration time) throws IOException {
        process.getOutputStream().write((time + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        if (!time.toString().equals(output.readLine())) {
            throw new IOException("The replica did not set its clock");
        }
    }

    /** As in a crash: tells nobody, and hands nothing over. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
