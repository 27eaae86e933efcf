package org.ar1.integration.jaxrs.server.metrics;

import com.sun.management.OperatingSystemMXBean;
import com.sun.net.httpserver.HttpHandler;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.stream.DoubleStream;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.jaxrs.http.ServiceInfo;
import org.ar1.integration.jaxrs.server.http.ConcurrencyLimitHandler;
import org.ar1.integration.micrometer.MicrometerListener;
import org.jspecify.annotations.Nullable;

/** A registry for one server, with everything that is shown of it, its client and its process. Thread-safe. */
final class PrometheusMetrics implements ServerMetrics {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double[] REQUEST_BUCKETS = {0.01, 0.1, 0.5, 1, 5, 15};
    private static final double[] ATTEMPT_BUCKETS = {0.1, 0.5, 1, 5};

    private final PrometheusRegistry prometheus = new PrometheusRegistry();
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, prometheus, Clock.SYSTEM);
    private final ReportMetrics reports = new ReportMetrics();
    private final AtomicReference<@Nullable ScrapedReports> scraped = new AtomicReference<>();
    private final JvmGcMetrics collections = new JvmGcMetrics();

    /** As many as there are methods, routes and statuses, which are few. */
    private final ConcurrentMap<Answered, Timer> timers = new ConcurrentHashMap<>();

    private record Answered(String method, String route, int status) {}

    PrometheusMetrics() {
        registry.config()
                .meterFilter(buckets("http.server.requests", REQUEST_BUCKETS))
                .meterFilter(buckets("integration.upstream.attempts", ATTEMPT_BUCKETS))
                .meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time")) // in nanoseconds; see below
                .meterFilter(MeterFilter.denyNameStartsWith("system.cpu.count")); // the suffix is a histogram's
        prometheus.register(reports);
        process();
    }

    private static MeterFilter buckets(String timer, double... seconds) {
        double[] nanos =
                DoubleStream.of(seconds).map(bound -> bound * NANOS_PER_SECOND).toArray();
        return new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return id.getName().equals(timer)
                        ? DistributionStatisticConfig.builder()
                                .serviceLevelObjectives(nanos)
                                .build()
                                .merge(config)
                        : config;
            }
        };
    }

    private void process() {
        new ClassLoaderMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new JvmInfoMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        collections.bindTo(registry);
        processorTime();
        Gauge.builder("integration.build.info", () -> 1)
                .description("1; the version is the label")
                .tag("version", ServiceInfo.version())
                .register(registry);
    }

    private void processorTime() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            FunctionCounter.builder("process.cpu", system, of -> of.getProcessCpuTime() / NANOS_PER_SECOND)
                    .description("Processor time that the process has used")
                    .baseUnit("seconds")
                    .register(registry);
        }
    }

    @Override
    public void observe(IntegrationClient.Builder client) {
        client.listener(new MicrometerListener(registry));
    }

    @Override
    public void observe(IntegrationClient client) {
        if (client.footprint().cachedBytes() != null) {
            Gauge.builder("integration.cache.weight", () -> client.footprint().cachedBytes())
                    .description("About how many bytes the cache of the services' answers holds")
                    .baseUnit("bytes")
                    .register(registry);
        }
        scraped.set(new ScrapedReports(client, reports));
    }

    @Override
    public void observe(ConcurrencyLimitHandler admission) {
        Gauge.builder("http.server.requests.in.flight", admission::inFlight)
                .description("Requests that are being answered, without those for health and metrics")
                .register(registry);
        Gauge.builder("http.server.requests.limit", admission::limit)
                .description("The most requests that are answered at once; one more is refused")
                .register(registry);
        for (ConcurrencyLimitHandler.Refusal reason : ConcurrencyLimitHandler.Refusal.values()) {
            FunctionCounter.builder("http.server.requests.refused", admission.refused(reason), LongAdder::doubleValue)
                    .description("Requests that were refused at once with 503")
                    .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }

    @Override
    public void observe(LongSupplier droppedLogLines) {
        FunctionCounter.builder("integration.log.dropped", droppedLogLines, LongSupplier::getAsLong)
                .description("Lines that the log has dropped, as they came faster than they are written")
                .baseUnit("lines")
                .register(registry);
    }

    @Override
    public HttpHandler timed(HttpHandler next) {
        return new TimedRequests(this, next);
    }

    /** Records a request; the values of the labels have to be of a bounded set. */
    void record(String method, String route, int status, Duration duration) {
        timers.computeIfAbsent(new Answered(method, route, status), this::timer).record(duration);
    }

    private Timer timer(Answered answered) {
        return Timer.builder("http.server.requests")
                .description(
                        "Requests answered, by method, route and status, with the time until the answer was written")
                .tag("method", answered.method())
                .tag("uri", answered.route())
                .tag("status", Integer.toString(answered.status()))
                .register(registry);
    }

    @Override
    public List<String> endpoints() {
        return List.of(MetricsHandler.PATH);
    }

    @Override
    public HttpHandler page(HttpHandler next) {
        return new MetricsHandler(this::scrape, next);
    }

    private String scrape(String mediaType) {
        ScrapedReports observed = scraped.get();
        if (observed != null) {
            observed.read();
        }
        return registry.scrape(mediaType);
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
