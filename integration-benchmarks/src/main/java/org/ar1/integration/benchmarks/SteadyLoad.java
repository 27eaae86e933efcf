package org.ar1.integration.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of requests a second, whether the answers keep up or not: each is due at its time, on any connection
 * that is free, and what it took is counted from then.
 */
final class SteadyLoad implements AutoCloseable {

    private static final int CONNECTIONS = 64;
    private static final int MOST_SHOWN = 20;
    private static final List<String> PATHS = List.of(
            "/integration/lab-utilization",
            "/integration/lab-utilization/docker",
            "/integration/server-allocation/docker",
            "/integration/server-allocation",
            "/integration/lab-utilization/nope",
            "/integration/server-allocation/kubernetes",
            "/health",
            "/metrics");
    private static final List<List<String>> HEADERS =
            List.of(List.of(), List.of("Accept-Encoding: gzip"), List.of("Accept: text/csv, application/json;q=0.5"));

    private final URI server;
    private final long intervalNanos;
    private final long startNanos = System.nanoTime();
    private final long slotNanos;
    private final List<Thread> threads = new ArrayList<>();
    private final List<List<Double>> cachedMillis = new ArrayList<>();
    private final List<String> unexpected = new ArrayList<>();
    private final Map<Integer, Integer> byStatus = new HashMap<>();
    private final AtomicLong next = new AtomicLong();
    private final AtomicInteger faults = new AtomicInteger();
    private volatile boolean running = true;

    /** Starts. */
    SteadyLoad(URI server, int requestsPerSecond, long slotNanos) {
        this.server = server;
        this.intervalNanos = 1_000_000_000L / requestsPerSecond;
        this.slotNanos = slotNanos;
        for (int number = 0; number < CONNECTIONS; number++) {
            Thread thread = new Thread(this::ask, "load-" + number);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    private void ask() {
        @Nullable Connection connection = null;
        Map<String, String> tags = new HashMap<>();
        while (running) {
            long number = next.getAndIncrement();
            long due = startNanos + number * intervalNanos;
            for (long left = due - System.nanoTime(); left > 0 && running; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            String path = PATHS.get((int) (number % PATHS.size()));
            List<String> headers = new ArrayList<>(HEADERS.get((int) (number / PATHS.size() % HEADERS.size())));
            String tag = tags.getOrDefault(path + headers, "");
            if (!tag.isEmpty() && number % 2 == 0) {
                headers.add("If-None-Match: " + tag);
            }
            try {
                if (connection == null) {
                    connection = new Connection(server);
                }
                Answer answer = connection.ask(Connection.request(server.resolve(path), headers));
                count(path, answer, due);
                tags.put(path + headers, answer.header("ETag"));
                if (answer.header("Connection").equalsIgnoreCase("close")) {
                    connection.close();
                    connection = null;
                }
            } catch (IOException e) {
                unexpected(path + ": " + e);
                close(connection);
                connection = null;
            }
        }
        close(connection);
    }

    private static void close(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (IOException ignored) {
            // It is of no use any more.
        }
    }

    private synchronized void count(String path, Answer answer, long due) {
        byStatus.merge(answer.status(), 1, Integer::sum);
        boolean expected = switch (answer.status()) {
            case 200, 304 -> !path.endsWith("/nope");
            case 404 -> path.endsWith("/nope");
            case 503 -> !answer.header("Retry-After").isEmpty();
            default -> false;
        };
        if (!expected) {
            unexpected(path + ": " + answer.status() + " " + answer.headers());
        }
        long now = System.nanoTime();
        if (answer.header("Cache-Status").contains("hit")) {
            int slot = (int) ((due - startNanos) / slotNanos);
            while (cachedMillis.size() <= slot) {
                cachedMillis.add(new ArrayList<>());
            }
            cachedMillis.get(slot).add((now - due) / 1e6);
        }
    }

    private synchronized void unexpected(String what) {
        if (running && faults.incrementAndGet() <= MOST_SHOWN) {
            unexpected.add(what);
        }
    }

    int unexpected() {
        return faults.get();
    }

    /** The first of them. */
    synchronized List<String> unexpectedAnswers() {
        return List.copyOf(unexpected);
    }

    synchronized Map<Integer, Integer> byStatus() {
        return Map.copyOf(byStatus);
    }

    /** Of the answers from the cache, slot by slot; the last may be short. */
    synchronized List<Double> p99Millis() {
        List<Double> tails = new ArrayList<>();
        for (List<Double> slot : cachedMillis) {
            List<Double> sorted = slot.stream().sorted().toList();
            tails.add(sorted.isEmpty() ? Double.NaN : sorted.get((int) (sorted.size() * 0.99)));
        }
        return tails;
    }

    @Override
    public void close() {
        running = false;
        threads.forEach(LockSupport::unpark);
    }
}
