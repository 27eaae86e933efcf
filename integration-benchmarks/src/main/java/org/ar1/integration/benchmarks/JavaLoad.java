package org.ar1.integration.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A load generator of blocking sockets, a thread each, where there is no wrk. It takes more of the machine than wrk.
 */
final class JavaLoad implements Load {

    private static final int MOST = 1 << 20;

    @Override
    public Result run(URI uri, List<String> headers, Duration time) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        long start = System.nanoTime();
        try {
            List<Future<long[]>> running = new ArrayList<>();
            for (int connection = 0; connection < CONNECTIONS; connection++) {
                running.add(threads.submit(() -> latencies(uri, headers, start + time.toNanos())));
            }
            List<long[]> all = new ArrayList<>();
            for (Future<long[]> one : running) {
                all.add(one.get());
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            long[] sorted = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            return new Result(sorted.length / seconds, sorted[(int) (sorted.length * 0.99)] / 1e6);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static long[] latencies(URI uri, List<String> headers, long end) throws IOException {
        long[] latencies = new long[MOST];
        int count = 0;
        byte[] request = Connection.request(uri, headers);
        try (Connection connection = new Connection(uri)) {
            for (long before = System.nanoTime(); before < end && count < MOST; count++) {
                Answer answer = connection.ask(request);
                if (answer.status() >= 400) {
                    throw new IOException(uri + " answered " + answer.status());
                }
                long after = System.nanoTime();
                latencies[count] = after - before;
                before = after;
            }
        }
        return Arrays.copyOf(latencies, count);
    }

    @Override
    public String toString() {
        return "our own generator in Java (no wrk on the path)";
    }
}
