package org.ar1.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ar1.integration.event.AttemptEnded;
import org.ar1.integration.event.AttemptStarted;
import org.ar1.integration.event.CircuitBreakerChanged;
import org.ar1.integration.event.EventsDropped;
import org.ar1.integration.event.FetchEnded;
import org.ar1.integration.event.IntegrationListener;
import org.ar1.integration.event.ReportBuilt;
import org.ar1.integration.event.RetryScheduled;
import org.ar1.integration.event.SourceRead;
import org.ar1.integration.event.SourceRecovered;

/** Keeps what it is told. */
final class RecordingListener implements IntegrationListener {

    private final List<Object> events = new CopyOnWriteArrayList<>();

    @Override
    public void attemptStarted(AttemptStarted event) {
        events.add(event);
    }

    @Override
    public void attemptEnded(AttemptEnded event) {
        events.add(event);
    }

    @Override
    public void retryScheduled(RetryScheduled event) {
        events.add(event);
    }

    @Override
    public void sourceRead(SourceRead event) {
        events.add(event);
    }

    @Override
    public void fetchEnded(FetchEnded event) {
        events.add(event);
    }

    @Override
    public void circuitBreakerChanged(CircuitBreakerChanged event) {
        events.add(event);
    }

    @Override
    public void sourceRecovered(SourceRecovered event) {
        events.add(event);
    }

    @Override
    public void reportBuilt(ReportBuilt event) {
        events.add(event);
    }

    @Override
    public void eventsDropped(EventsDropped event) {
        events.add(event);
    }

    List<Object> all() {
        return List.copyOf(events);
    }

    /** All of them, once there are so many. */
    List<Object> await(int count) {
        waitFor(() -> events.size() >= count);
        return all();
    }

    /** Those of one kind, once there are so many. */
    <E> List<E> await(Class<E> kind, int count) {
        waitFor(() -> events.stream().filter(kind::isInstance).count() >= count);
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    void clear() {
        events.clear();
    }

    private void waitFor(java.util.function.BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("%s", events)
                    .isLessThan(Duration.ofSeconds(30));
            Thread.onSpinWait();
        }
    }
}
