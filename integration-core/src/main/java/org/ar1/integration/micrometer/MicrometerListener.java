package org.ar1.integration.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.ar1.integration.event.AttemptEnded;
import org.ar1.integration.event.AttemptStarted;
import org.ar1.integration.event.CircuitBreakerChanged;
import org.ar1.integration.event.CircuitBreakerChanged.State;
import org.ar1.integration.event.EventsDropped;
import org.ar1.integration.event.FetchEnded;
import org.ar1.integration.event.IntegrationListener;
import org.ar1.integration.event.ReportBuilt;
import org.ar1.integration.event.RetryScheduled;
import org.ar1.integration.event.SharedCacheMissed;
import org.ar1.integration.event.SourceRead;
import org.ar1.integration.event.SourceRecovered;
import org.ar1.integration.report.IntegrationReport;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.UpstreamService;
import org.jspecify.annotations.Nullable;

/**
 * Records the events of one client into a Micrometer registry. Thread-safe.
 *
 * <table>
 * <caption>Meters; {@code error} is a code such as {@code timeout}, or {@code none}</caption>
 * <tr><th>meter</th><th>kind</th><th>tags</th></tr>
 * <tr><td>{@code integration.upstream.attempts}</td><td>timer</td>
 *     <td>service, resource, outcome ({@code success}, {@code error}), error</td></tr>
 * <tr><td>{@code integration.upstream.in.flight}</td><td>gauge: attempts now</td><td>service</td></tr>
 * <tr><td>{@code integration.upstream.retries}</td><td>counter</td><td>service, resource, error</td></tr>
 * <tr><td>{@code integration.circuit.breaker.state}</td><td>gauge: 1 for the state it is in, else 0</td>
 *     <td>service, state ({@code closed}, {@code open}, {@code half_open})</td></tr>
 * <tr><td>{@code integration.source.reads}</td><td>counter</td>
 *     <td>service, resource, outcome ({@code live}, {@code cached}, {@code stale}, {@code failed})</td></tr>
 * <tr><td>{@code integration.source.age}</td>
 *     <td>gauge: age in seconds of the value read last, which grows until the next read; NaN when there was none</td>
 *     <td>service, resource</td></tr>
 * <tr><td>{@code integration.source.fetches}</td><td>counter</td>
 *     <td>service, resource, kind ({@code miss}, {@code refresh}), error</td></tr>
 * <tr><td>{@code integration.source.recoveries}</td><td>counter</td><td>service, resource</td></tr>
 * <tr><td>{@code integration.shared.cache.misses}</td><td>counter</td>
 *     <td>service, resource, reason ({@code absent}, {@code slow}, {@code corrupt}, {@code failed}, {@code circuit_open})
 *     </td></tr>
 * <tr><td>{@code integration.reports}</td><td>counter: reports that were built, of every lab type or of one</td>
 *     <td>report ({@code lab-utilization}, {@code server-allocation}, {@code insights}), status ({@code success},
 *     {@code partial}, {@code failed})</td></tr>
 * <tr><td>{@code integration.events.dropped}</td><td>counter: events that no meter shows</td><td>none</td></tr>
 * </table>
 *
 * <p>Resources have fixed names: what is asked for each lab type, server or user is one resource, so that the number of
 * series does not grow with the data. Breakers that are set by the caller are not seen and are shown as closed.
 *
 * <p>A registry takes one listener for one client; gauges of a second one have no effect. The registry does not keep
 * the listener from being garbage-collected with its client; its gauges then are NaN.
 */
public final class MicrometerListener implements IntegrationListener {

    private static final String SERVICE = "service";
    private static final String RESOURCE = "resource";
    private static final String OUTCOME = "outcome";
    private static final String ERROR = "error";
    private static final String NO_ERROR = "none";
    private static final String LABS = "lab-utilization";
    private static final String SERVERS = "server-allocation";
    private static final String INSIGHTS = "insights";
    private static final double NANOS_PER_SECOND = 1e9;

    /** A resource of a service. */
    private record Key(UpstreamService service, String resource) {}

    private final MeterRegistry registry;
    private final Counter dropped;
    private final Map<UpstreamService, AtomicInteger> inFlight = new EnumMap<>(UpstreamService.class);
    private final Map<UpstreamService, AtomicReference<State>> breakers = new EnumMap<>(UpstreamService.class);
    private final Map<Key, ValueAge> ages = new ConcurrentHashMap<>();

    /**
     * Registers the gauges, with no attempt in flight and closed breakers.
     *
     * @param registry where to record; never closed here
     */
    @SuppressWarnings("exports") // callers of this require micrometer.core anyway
    public MicrometerListener(MeterRegistry registry) {
        this.registry = Objects.requireNonNull(registry, "registry");
        dropped = Counter.builder("integration.events.dropped")
                .description("Events that were lost because the listeners were too slow")
                .baseUnit("events")
                .register(registry);
        for (UpstreamService service : UpstreamService.values()) {
            inFlight.put(service, inFlightGauge(service));
            breakers.put(service, breakerGauges(service));
        }
        for (String report : List.of(LABS, SERVERS, INSIGHTS)) {
            for (IntegrationStatus status : IntegrationStatus.values()) {
                reports(report, status); // from 0 on, so that the first report is an increase
            }
        }
    }

    private AtomicInteger inFlightGauge(UpstreamService service) {
        AtomicInteger attempts = new AtomicInteger();
        Gauge.builder("integration.upstream.in.flight", attempts, AtomicInteger::get)
                .description("Attempts that are in flight to a service")
                .baseUnit("attempts")
                .tag(SERVICE, service.id())
                .register(registry);
        return attempts;
    }

    private AtomicReference<State> breakerGauges(UpstreamService service) {
        AtomicReference<State> current = new AtomicReference<>(State.CLOSED);
        for (State state : State.values()) {
            Gauge.builder("integration.circuit.breaker.state", current, is -> is.get() == state ? 1 : 0)
                    .description("1 for the state that the circuit breaker of a service is in")
                    .tag(SERVICE, service.id())
                    .tag("state", state.id())
                    .register(registry);
        }
        return current;
    }

    /** How old the value is that was read last. */
    private static final class ValueAge {

        private final MeterRegistry registry;
        private volatile @Nullable Long sinceNanos;

        ValueAge(MeterRegistry registry) {
            this.registry = registry;
        }

        void set(SourceRead read) {
            sinceNanos = read.age() == null ? null : now() - read.age().toNanos();
        }

        double seconds() {
            Long since = sinceNanos;
            return since == null ? Double.NaN : (now() - since) / NANOS_PER_SECOND;
        }

        private long now() {
            return registry.config().clock().monotonicTime();
        }
    }

    private ValueAge ageGauge(Key key) {
        ValueAge age = new ValueAge(registry);
        Gauge.builder("integration.source.age", age, ValueAge::seconds)
                .description("Age of the value of a source that was read last")
                .baseUnit("seconds")
                .tags(tags(key.service(), key.resource()))
                .register(registry);
        return age;
    }

    private static Tags tags(UpstreamService service, String resource) {
        return Tags.of(SERVICE, service.id(), RESOURCE, resource);
    }

    private static String id(@Nullable ErrorCode error) {
        return error == null ? NO_ERROR : error.id();
    }

    private void count(String name, String description, Tags tags) {
        Counter.builder(name)
                .description(description)
                .tags(tags)
                .register(registry)
                .increment();
    }

    private static <V> V of(Map<UpstreamService, V> values, UpstreamService service) {
        return Objects.requireNonNull(values.get(service));
    }

    @Override
    public void attemptStarted(AttemptStarted event) {
        of(inFlight, event.service()).set(event.inFlight());
    }

    @Override
    public void attemptEnded(AttemptEnded event) {
        of(inFlight, event.service()).set(event.inFlight());
        Timer.builder("integration.upstream.attempts")
                .description("Requests to the services, their bodies included")
                .tags(tags(event.service(), event.resource()))
                .tag(OUTCOME, event.error() == null ? "success" : "error")
                .tag(ERROR, id(event.error()))
                .register(registry)
                .record(event.duration());
    }

    @Override
    public void retryScheduled(RetryScheduled event) {
        count(
                "integration.upstream.retries",
                "Attempts after the first",
                tags(event.service(), event.resource()).and(ERROR, id(event.error())));
    }

    @Override
    public void sourceRead(SourceRead event) {
        count(
                "integration.source.reads",
                "What readers of a source got",
                tags(event.service(), event.resource())
                        .and(OUTCOME, event.outcome().id()));
        ages.computeIfAbsent(new Key(event.service(), event.resource()), this::ageGauge)
                .set(event);
    }

    @Override
    public void fetchEnded(FetchEnded event) {
        count(
                "integration.source.fetches",
                "Fetches of a source with all their attempts",
                tags(event.service(), event.resource())
                        .and("kind", event.refresh() ? "refresh" : "miss")
                        .and(ERROR, id(event.error())));
    }

    @Override
    public void circuitBreakerChanged(CircuitBreakerChanged event) {
        of(breakers, event.service()).set(event.state());
    }

    @Override
    public void sourceRecovered(SourceRecovered event) {
        count("integration.source.recoveries", "Ends of failures of a source", tags(event.service(), event.resource()));
    }

    @Override
    public void sharedCacheMissed(SharedCacheMissed event) {
        count(
                "integration.shared.cache.misses",
                "Sources of which the cache that replicas share had nothing",
                tags(event.service(), event.resource())
                        .and("reason", event.reason().id()));
    }

    @Override
    public void reportBuilt(ReportBuilt event) {
        IntegrationReport report = event.report();
        reports(name(report), report.integrationStatus()).increment();
    }

    private Counter reports(String report, IntegrationStatus status) {
        return Counter.builder("integration.reports")
                .description("Reports that were built, of every lab type or of one, by how complete they were")
                .tags("report", report, "status", status.id())
                .register(registry);
    }

    private static String name(IntegrationReport report) {
        if (report instanceof LabUtilizationReport) {
            return LABS;
        }
        return report instanceof ServerAllocationReport ? SERVERS : INSIGHTS;
    }

    @Override
    public void eventsDropped(EventsDropped event) {
        dropped.increment((double) event.count());
    }
}
