package org.ar1.integration.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** What one service was asked. */
final class RequestLog {

    private static final int RECENT = 1000;

    private final SampleService service;
    private final Map<String, Integer> counts = new TreeMap<>();
    private final Deque<RecordedRequest> recent = new ArrayDeque<>();
    private int inFlight;
    private int maxInFlight;

    RequestLog(SampleService service) {
        this.service = service;
    }

    /** Counts a request; the answer is run, at the latest, before its last byte is written. */
    synchronized Runnable enter(Request request) {
        counts.merge(request.target(), 1, Integer::sum);
        if (recent.size() == RECENT) {
            recent.removeFirst();
        }
        recent.addLast(RecordedRequest.of(service, request));
        inFlight++;
        maxInFlight = Math.max(maxInFlight, inFlight);
        AtomicBoolean left = new AtomicBoolean();
        return () -> {
            if (left.compareAndSet(false, true)) {
                leave();
            }
        };
    }

    private synchronized void leave() {
        inFlight--;
    }

    synchronized int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    synchronized int total(String path) {
        boolean anyQuery = path.indexOf('?') < 0;
        int total = 0;
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            String target = entry.getKey();
            if (target.equals(path) || (anyQuery && target.startsWith(path + '?'))) {
                total += entry.getValue();
            }
        }
        return total;
    }

    synchronized Map<String, Integer> counts() {
        return new TreeMap<>(counts);
    }

    synchronized List<RecordedRequest> recent() {
        return List.copyOf(recent);
    }

    synchronized int maxInFlight() {
        return maxInFlight;
    }

    synchronized void reset() {
        counts.clear();
        recent.clear();
        maxInFlight = inFlight;
    }
}
