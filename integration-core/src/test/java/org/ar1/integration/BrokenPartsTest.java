package org.ar1.integration;

import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.event.AttemptStarted;
import org.ar1.integration.event.IntegrationListener;
import org.ar1.integration.event.SourceRead;
import org.ar1.integration.internal.call.JdkTransport;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.spi.CacheEntry;
import org.ar1.integration.spi.CircuitBreaker;
import org.ar1.integration.spi.HttpTransport;
import org.ar1.integration.spi.InMemorySharedCache;
import org.ar1.integration.spi.IntegrationCache;
import org.ar1.integration.spi.LabTypeResolver;
import org.ar1.integration.spi.RetryPolicy;
import org.ar1.integration.spi.SharedCache;
import org.ar1.integration.testkit.Fault;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A part that the application brings throws whatever it can: every call ends, and once the part works, so does all. */
class BrokenPartsTest {

    private static final Instant NOW = Instant.parse("2026-11-16T09:01:00Z");

    /** Far more than the deadline of a report: only what never ends takes so long. */
    private static final Duration NEVER = Duration.ofSeconds(60);

    /** The parts that an application may bring, by what of them is called. */
    enum Part {
        CACHE_GET,
        CACHE_PUT,
        SHARED_CACHE,
        RETRY_POLICY,
        BREAKER_PASS,
        BREAKER_REPORT,
        DELAY,
        EXECUTOR,
        TRANSPORT,
        CLOCK,
        RESOLVER,
        LISTENER
    }

    private static final List<Supplier<Throwable>> THROWN =
            List.of(() -> new IllegalStateException("broken"), () -> new NoClassDefFoundError("broken"));

    private final SampleCampus campus =
            SampleCampus.builder().now(NOW).historyDays(1).start();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService readers = Executors.newCachedThreadPool();
    private volatile Part broken;
    private volatile Supplier<Throwable> thrown;

    @AfterEach
    void stop() {
        readers.shutdownNow();
        timer.shutdownNow();
        campus.close();
    }

    static Stream<Arguments> breaks() {
        List<Arguments> breaks = new ArrayList<>();
        for (Part part : Part.values()) {
            THROWN.forEach(thrown ->
                    breaks.add(Arguments.of(part, thrown.get().getClass().getSimpleName(), thrown)));
        }
        return breaks.stream();
    }

    private void pass(Part part) {
        if (part == broken) {
            Throwable what = thrown.get();
            if (what instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) what;
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("breaks")
    void everyCallEndsAndTheSourceWorksAgainWithThePart(Part part, String name, Supplier<Throwable> throwable)
            throws Exception {
        thrown = throwable;
        if (part == Part.RETRY_POLICY) {
            campus.fault(SampleService.LAB_MONITORING, Fault.status(503));
        }
        try (IntegrationClient client = client()) {
            broken = part;
            ended(client.labUtilization().reportAsync(ReportRequest.all()));
            ended(client.serverAllocation().reportAsync(ReportRequest.all()));
            ended(client.labUtilization().reportAsync(ReportRequest.of("docker")));
            ended(client.serverAllocation().labPerformanceAsync("docker"));
            broken = null;
            campus.heal(SampleService.LAB_MONITORING);

            assertThat(client.labUtilization().report().integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
            assertThat(client.serverAllocation().report().integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
        }
    }

    @Test
    void everyPartIsTried() {
        Set<Part> tried = EnumSet.noneOf(Part.class);
        breaks().forEach(arguments -> tried.add((Part) arguments.get()[0]));
        assertThat(tried).isEqualTo(EnumSet.allOf(Part.class));
    }

    private static void ended(CompletionStage<?> call) throws Exception {
        call.handle((value, failure) -> true).toCompletableFuture().get(NEVER.toSeconds(), TimeUnit.SECONDS);
    }

    private IntegrationClient client() {
        IntegrationConfig config = TestClients.config(campus)
                .maxRetries(2)
                .retryDelay(Duration.ofSeconds(1))
                .cacheDuration(Duration.ZERO)
                .historyCacheDuration(Duration.ZERO)
                .staleWhileRevalidate(Duration.ZERO)
                .reportDeadline(Duration.ofSeconds(5))
                .initialBackoff(Duration.ZERO)
                .maxBackoff(Duration.ZERO)
                .build();
        InstantSource clock = () -> {
            pass(Part.CLOCK);
            return NOW;
        };
        HttpTransport transport = new JdkTransport(HttpClient.newHttpClient());
        RetryPolicy policy = RetryPolicy.fixed(1, Duration.ofMillis(1));
        return IntegrationClient.builder()
                .config(config)
                .cache(new Cache())
                .sharedCache(shared(new InMemorySharedCache(InstantSource.system())))
                .retryPolicy(attempt -> {
                    pass(Part.RETRY_POLICY);
                    return policy.delayBeforeRetry(attempt);
                })
                .circuitBreakers(service -> new Breaker())
                .delay((task, wait) -> {
                    pass(Part.DELAY);
                    ScheduledFuture<?> pending = timer.schedule(task, wait.toNanos(), TimeUnit.NANOSECONDS);
                    return () -> pending.cancel(false);
                })
                .executor(task -> {
                    pass(Part.EXECUTOR);
                    readers.execute(task);
                })
                .transport((uri, headers) -> {
                    pass(Part.TRANSPORT);
                    return transport.get(uri, headers);
                })
                .clock(clock)
                .labTypeResolver((name, catalogue) -> {
                    pass(Part.RESOLVER);
                    return LabTypeResolver.standard().resolve(name, catalogue);
                })
                .listener(new IntegrationListener() {
                    @Override
                    public void attemptStarted(AttemptStarted event) {
                        pass(Part.LISTENER);
                    }

                    @Override
                    public void sourceRead(SourceRead event) {
                        pass(Part.LISTENER);
                    }
                })
                .build();
    }

    private final class Breaker implements CircuitBreaker {
        @Override
        public boolean tryPass() {
            pass(Part.BREAKER_PASS);
            return true;
        }

        @Override
        public void succeeded() {
            pass(Part.BREAKER_REPORT);
        }

        @Override
        public void failed() {
            pass(Part.BREAKER_REPORT);
        }

        @Override
        public void ignored() {
            pass(Part.BREAKER_REPORT);
        }
    }

    private final class Cache implements IntegrationCache {
        private final ConcurrentMap<String, CacheEntry> entries = new ConcurrentHashMap<>();

        @Override
        public CacheEntry get(String key) {
            pass(Part.CACHE_GET);
            return entries.get(key);
        }

        @Override
        public void put(String key, CacheEntry entry) {
            pass(Part.CACHE_PUT);
            entries.put(key, entry);
        }
    }

    private SharedCache shared(SharedCache cache) {
        return (SharedCache) Proxy.newProxyInstance(
                SharedCache.class.getClassLoader(), new Class<?>[] {SharedCache.class}, (proxy, method, arguments) -> {
                    pass(Part.SHARED_CACHE);
                    return method.invoke(cache, arguments);
                });
    }
}
