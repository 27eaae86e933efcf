package org.ar1.integration.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The load generator wrk, on one thread, so that the server has most of the machine. */
final class Wrk implements Load {

    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern P99 = Pattern.compile("99%\\s+([0-9.]+)(us|ms|s)");
    private static final Pattern ERRORS = Pattern.compile("(Non-2xx or 3xx responses|Socket errors): .*");
    private static final Map<String, Double> MILLIS = Map.of("us", 0.001, "ms", 1.0, "s", 1000.0);

    static boolean isInstalled() {
        try {
            new ProcessBuilder("wrk", "--version").start().destroy();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public Result run(URI uri, List<String> headers, Duration time) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("wrk", "--latency", "-t1", "-c" + CONNECTIONS, "-d" + Math.max(1, time.toSeconds()) + "s"));
        headers.forEach(header -> command.addAll(List.of("-H", header)));
        command.add(uri.toString());
        Process wrk = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (wrk.waitFor() != 0 || ERRORS.matcher(output).find()) {
            throw new IOException("wrk " + uri + ": " + output);
        }
        Matcher p99 = found(P99, output);
        return new Result(
                Double.parseDouble(found(RATE, output).group(1)),
                Double.parseDouble(p99.group(1)) * MILLIS.getOrDefault(p99.group(2), Double.NaN));
    }

    private static Matcher found(Pattern pattern, String output) throws IOException {
        Matcher matcher = pattern.matcher(output);
        if (!matcher.find()) {
            throw new IOException("wrk printed: " + output);
        }
        return matcher;
    }

    @Override
    public String toString() {
        return "wrk";
    }
}
