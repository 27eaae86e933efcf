package org.ar1.integration.internal.source;

import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.internal.call.Deadline;
import org.ar1.integration.internal.call.ServiceActivity;
import org.ar1.integration.internal.event.Events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.LongStream;
import org.ar1.integration.internal.source.ReadLog.Answered;
import org.ar1.integration.internal.source.ReadLog.Began;
import org.ar1.integration.internal.source.ReadLog.Event;
import org.ar1.integration.internal.source.ReadLogChecker.Times;
import org.ar1.integration.internal.source.ReadLogChecker.Violation;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Readers, services and the clock on threads of their own: the log breaks no rule, whoever comes first. */
@Timeout(120)
class ConcurrentReadsTest {

    private static final int READERS = 6;
    private static final int READS = 200;
    private static final Duration LONG = Duration.ofMinutes(1);

    private final ReadLog log = new ReadLog();
    private final ManualClock clock = new ManualClock();
    private final IntegrationConfig config = IntegrationConfig.builder()
            .staleIfError(Duration.ofMinutes(30))
            .initialBackoff(Duration.ofSeconds(1))
            .maxBackoff(Duration.ofSeconds(30))
            .refreshPatience(LONG)
            .reportDeadline(LONG)
            .build();
    /** Loads that somebody is about to wait for: one that ended before would be taken by its reader, at any time. */
    private final ThreadLocal<List<SampleLoads.Open>> started = ThreadLocal.withInitial(ArrayList::new);

    private final BlockingQueue<SampleLoads.Open> open = new LinkedBlockingQueue<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger reads = new AtomicInteger();
    private final ExecutorService late = Executors.newFixedThreadPool(2);
    private final SourceReader reader = new SourceReader(
            new CaffeineCache(Duration.ofDays(30)),
            SecondLevel.NONE,
            config,
            clock,
            service -> new ServiceActivity(),
            late,
            Events.none());

    /** Held while something is under way that no long jump of the clock may come between. */
    private final ReadWriteLock underWay = new ReentrantReadWriteLock();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noRuleIsBroken(long seed) throws Exception {
        boolean goesBack = seed % 2 == 0;
        SampleLoads loads = new SampleLoads(log, load -> started.get().add(load));
        log.move(clock, Duration.ZERO);
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<?>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                Random random = new Random(seed * 100 + i);
                readers.add(threads.submit(() -> readAll(loads, random)));
            }
            Future<?> services = threads.submit(() -> answerAll(loads, new Random(seed * 100 - 1)));
            Future<?> time = threads.submit(() -> jump(loads, new Random(seed * 100 - 2), goesBack));
            for (Future<?> running : readers) {
                running.get();
            }
            over.set(true);
            time.get();
            services.cancel(true);
            threads.shutdown();
            assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            threads.shutdownNow();
            late.shutdownNow();
        }
        List<Event> events = log.events();
        List<Violation> violations = ReadLogChecker.violations(Times.of(config, "history"), events);
        assertThat(violations)
                .as(() -> "seed " + seed + RandomizedReadsTest.story(events, violations))
                .isEmpty();
    }

    private void readAll(SampleLoads loads, Random random) {
        for (int i = 0; i < READS; i++) {
            underWay.readLock().lock();
            try {
                read(loads, SampleLoads.KEYS.get(random.nextInt(SampleLoads.KEYS.size())), random);
            } finally {
                underWay.readLock().unlock();
            }
        }
    }

    private void read(SampleLoads loads, String key, Random random) {
        boolean hasty = random.nextInt(3) == 0;
        int read = reads.incrementAndGet();
        int began = log.size();
        log.add(new Began(read, key, hasty));
        loads.by(read);
        Duration patience = hasty ? Duration.ofNanos(random.nextInt(200_000)) : LONG;
        Reading<String> reading = reader.open(loads.source(key), Deadline.in(LONG));
        open.addAll(started.get());
        started.get().clear();
        log.add(Answered.of(read, began, reading.by(Deadline.in(patience)).join()));
    }

    private void answerAll(SampleLoads loads, Random random) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                SampleLoads.Open load = open.take();
                loads.end(load, random);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void jump(SampleLoads loads, Random random, boolean goesBack) {
        while (!over.get()) {
            log.move(clock, Duration.ofMillis(random.nextInt(2_000) - (goesBack ? 500 : 0)));
            if (random.nextInt(4) == 0) {
                loads.weather(
                        SampleLoads.KEYS.get(random.nextInt(SampleLoads.KEYS.size())), random.nextBoolean() ? 5 : 90);
                underWay.writeLock().lock();
                try {
                    SampleLoads.DENIABLE.forEach(key -> read(loads, key, random));
                    log.move(clock, Duration.ofMillis(random.nextInt(600_000)));
                } finally {
                    underWay.writeLock().unlock();
                }
            }
        }
    }
}
