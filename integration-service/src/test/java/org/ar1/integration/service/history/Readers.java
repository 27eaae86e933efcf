package org.ar1.integration.service.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ar1.integration.service.history.Observations.Read;
import org.ar1.integration.service.history.Observations.Seen;
import org.jspecify.annotations.Nullable;

/** Readers of the reports, some for each replica; they log what they get. */
final class Readers implements AutoCloseable {

    private static final List<String> PATHS = List.of("/integration/lab-utilization", "/integration/server-allocation");
    private static final int READERS_PER_PATH = 2;
    private static final long PAUSE_MILLIS = 120;
    /** Longer than any answer may take, a stopped process included. */
    private static final Duration HANGING = Duration.ofSeconds(20);

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Observations observations;
    private final WatchedCampus.Clock clock;
    private final ScheduledExecutorService threads;
    private final List<Future<?>> readers = new ArrayList<>();
    private final CountDownLatch firstReads;
    private volatile boolean enough;

    /** Begins to read. */
    Readers(List<Replica> replicas, Observations observations, WatchedCampus.Clock clock) {
        this.observations = observations;
        this.clock = clock;
        int count = replicas.size() * PATHS.size() * READERS_PER_PATH;
        firstReads = new CountDownLatch(count);
        threads = Executors.newScheduledThreadPool(count);
        for (Replica replica : replicas) {
            for (int i = 0; i < PATHS.size() * READERS_PER_PATH; i++) {
                Reader reader = new Reader(replica, PATHS.get(i % PATHS.size()), i >= PATHS.size());
                readers.add(threads.scheduleWithFixedDelay(
                        reader::read, i * PAUSE_MILLIS / 3, PAUSE_MILLIS, TimeUnit.MILLISECONDS));
            }
        }
    }

    /** Waits until each reader has read once, and ends. */
    void closeAfterFirst() throws InterruptedException {
        firstReads.await();
        close();
    }

    /** Waits for the requests under way. What a reader could not understand is thrown. */
    @Override
    public void close() {
        enough = true;
        threads.shutdown();
        try {
            if (!threads.awaitTermination(HANGING.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
            for (Future<?> reader : readers) {
                if (reader.isDone() && !reader.isCancelled()) {
                    reader.get(0, TimeUnit.SECONDS);
                }
            }
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** Reads one path of one replica. */
    private final class Reader {

        private final Replica replica;
        private final String path;
        /** Whether it asks for a new report only, by the entity tag of the last one. */
        private final boolean conditional;

        private boolean first = true;
        private @Nullable String tag;
        /** What the report with the tag showed. */
        private List<Seen> known = List.of();

        Reader(Replica replica, String path, boolean conditional) {
            this.replica = replica;
            this.path = path;
            this.conditional = conditional;
        }

        void read() {
            Replica.Running running = replica.running();
            if (running == null || enough) {
                return;
            }
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create(running.service().uri() + path.substring(1)))
                    .timeout(HANGING);
            if (conditional && tag != null) {
                request.header("If-None-Match", tag);
            }
            long sent = clock.now();
            int status;
            boolean retryAfter = false;
            List<Seen> seen = List.of();
            try {
                HttpResponse<String> answer = CLIENT.send(request.build(), BodyHandlers.ofString());
                status = answer.statusCode();
                retryAfter = answer.headers().firstValue("Retry-After").isPresent();
                seen = status == 304 ? known : seen(answer);
            } catch (IOException e) {
                status = Observations.NO_ANSWER;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            observations.add(new Read(running.id(), path, sent, clock.now(), status, retryAfter, seen));
            if (first) {
                first = false;
                firstReads.countDown();
            }
        }

        private List<Seen> seen(HttpResponse<String> answer) throws IOException {
            List<Seen> all = new ArrayList<>();
            JsonNode report = JSON.readTree(answer.body());
            for (JsonNode line : report.path("sources")) {
                Watched source = Watched.of(line);
                if (source != null) {
                    Long value = source.value(report);
                    Seen seen = new Seen(
                            source,
                            line.path("outcome").asText(),
                            at(line.path("fetched_at")),
                            at(line.path("data_as_of")),
                            value);
                    all.add(seen.hasData() ? seen : new Seen(source, seen.outcome(), null, null, null));
                }
            }
            tag = answer.headers().firstValue("ETag").orElse(null);
            known = all.stream()
                    .filter(seen -> seen.value() != null)
                    .map(Seen::unchanged)
                    .toList();
            return all;
        }

        private @Nullable Long at(JsonNode instant) {
            return instant.isTextual() ? clock.at(Instant.parse(instant.asText())) : null;
        }
    }
}
