package org.ar1.integration.internal.source;

import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.internal.call.Deadline;
import org.ar1.integration.internal.call.ServiceActivity;
import org.ar1.integration.internal.event.Events;
import org.ar1.integration.source.Sourced;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.ar1.integration.internal.source.ReadLog.Answered;
import org.ar1.integration.internal.source.ReadLog.Began;
import org.ar1.integration.internal.source.ReadLogChecker.Times;

/**
 * One run of readers, answers, failures and jumps of the clock, all on one thread and all drawn by lot from one seed, so
 * that the same seed gives the same run.
 */
final class RandomizedReads {

    private static final int STEPS = 400;
    /** The first numbers drawn from seeds that are close to each other are too. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** Somebody who has come and will begin to wait later, as a report does for its lists. */
    private record Opened(int read, boolean hasty, int since, Reading<String> reading) {}

    /**
     * Something to be handed to a reader.
     *
     * @param since the place in the log before which it was not decided
     */
    private record HandOver(int since, Runnable task) {}

    private final Random random;
    private final ReadLog log = new ReadLog();
    private final ManualClock clock = new ManualClock();
    private final IntegrationConfig config;
    private final SampleLoads loads;
    private final SourceReader reader;
    private final BlockingQueue<Runnable> handedOver = new LinkedBlockingQueue<>();
    private final List<HandOver> late = new ArrayList<>();
    private final List<SampleLoads.Open> open = new ArrayList<>();
    private final List<SampleLoads.Open> answeredAtOnce = new ArrayList<>();
    private final List<Opened> opened = new ArrayList<>();
    private final boolean goesBack;
    private int reads;
    private int stepBegan;

    RandomizedReads(long seed) {
        random = new Random(seed * SPREAD);
        config = settings();
        goesBack = random.nextBoolean();
        loads = new SampleLoads(log, this::loading);
        reader = new SourceReader(
                new CaffeineCache(Duration.ofDays(30)),
                SecondLevel.NONE,
                config,
                clock,
                service -> new ServiceActivity(),
                handedOver::add,
                Events.none());
    }

    private IntegrationConfig settings() {
        Duration fresh = oneOf(Duration.ofMinutes(5), Duration.ofSeconds(30));
        Duration backoff = oneOf(Duration.ofSeconds(10), Duration.ofSeconds(1));
        return IntegrationConfig.builder()
                .cacheDuration(fresh)
                .historyCacheDuration(Duration.ofMinutes(10))
                .staleWhileRevalidate(oneOf(fresh, Duration.ZERO))
                .staleIfError(oneOf(Duration.ofHours(24), Duration.ofMinutes(30)))
                .initialBackoff(backoff)
                .maxBackoff(backoff.multipliedBy(30))
                .refreshPatience(Duration.ofHours(1))
                .reportDeadline(Duration.ofHours(1))
                .build();
    }

    Times times() {
        return Times.of(config, "history");
    }

    /** Runs until everybody has an answer. */
    List<ReadLog.Event> run() throws InterruptedException {
        log.move(clock, Duration.ZERO);
        for (int i = 0; i < STEPS; i++) {
            step();
        }
        while (!(open.isEmpty() && opened.isEmpty() && late.isEmpty())) {
            finish();
        }
        return log.events();
    }

    @SafeVarargs
    private <T> T oneOf(T... values) {
        return values[random.nextInt(values.length)];
    }

    private void step() throws InterruptedException {
        int lot = random.nextInt(100);
        stepBegan = log.size();
        if (lot < 40) {
            comes(oneOf(SampleLoads.KEYS.toArray(String[]::new)), random.nextInt(3) == 0, random.nextInt(5) == 0);
        } else if (lot < 60) {
            any(open, this::ends);
        } else if (lot < 65) {
            anyWaits();
        } else if (lot < 80) {
            any(late, this::goesOn);
        } else if (lot < 97) {
            jump();
        } else {
            loads.weather(oneOf(SampleLoads.KEYS.toArray(String[]::new)), oneOf(0, 10, 95));
        }
    }

    private <T> boolean any(List<T> list, Consumer<T> action) {
        if (list.isEmpty()) {
            return false;
        }
        stepBegan = log.size();
        action.accept(list.remove(random.nextInt(list.size())));
        return true;
    }

    private boolean anyWaits() throws InterruptedException {
        if (opened.isEmpty()) {
            return false;
        }
        waits(opened.remove(random.nextInt(opened.size())));
        return true;
    }

    private void comes(String key, boolean hasty, boolean waitsLater) throws InterruptedException {
        int read = ++reads;
        log.add(new Began(read, key, hasty));
        loads.by(read);
        Opened reading =
                new Opened(read, hasty, stepBegan, reader.open(loads.source(key), Deadline.in(Duration.ofHours(1))));
        answeredAtOnce.forEach(loads::taken);
        answeredAtOnce.clear();
        if (waitsLater) {
            opened.add(reading);
        } else {
            waits(reading);
        }
    }

    private void waits(Opened reading) throws InterruptedException {
        stepBegan = reading.since();
        CompletableFuture<Sourced<String>> given =
                reading.reading().by(Deadline.in(reading.hasty() ? Duration.ZERO : Duration.ofHours(1)));
        if (reading.hasty() && !given.isDone()) {
            Runnable task = handedOver.poll(30, TimeUnit.SECONDS);
            if (task == null) {
                throw new AssertionError("time was up for nobody");
            }
            late.add(new HandOver(stepBegan, task));
        }
        collect();
        given.thenAccept(read -> log.add(Answered.of(reading.read(), stepBegan, read)));
    }

    private void collect() {
        List<Runnable> tasks = new ArrayList<>();
        handedOver.drainTo(tasks);
        tasks.forEach(task -> late.add(new HandOver(stepBegan, task)));
    }

    private void loading(SampleLoads.Open load) {
        if (random.nextInt(20) == 0) {
            loads.answer(load, random);
            answeredAtOnce.add(load);
        } else {
            open.add(load);
        }
    }

    private void ends(SampleLoads.Open load) {
        loads.end(load, random);
        collect();
    }

    private void goesOn(HandOver reader) {
        stepBegan = reader.since();
        reader.task().run();
    }

    private void jump() {
        Duration by = switch (random.nextInt(12)) {
            case 0 -> Duration.ofSeconds(goesBack ? -1 : 1).multipliedBy(random.nextInt(90));
            case 1 -> config.cacheDuration();
            case 2 -> config.cacheDuration().minusMillis(1);
            case 3 -> config.staleIfError();
            case 4 -> Duration.ofMillis(1);
            case 5, 6 -> Duration.ofMillis(random.nextInt(720_000));
            default -> Duration.ofMillis(random.nextInt(10_000));
        };
        log.move(clock, by);
    }

    private void goOn() throws InterruptedException {
        boolean more = true;
        while (more) {
            more = anyWaits();
            more |= any(late, this::goesOn);
        }
    }

    private void finish() throws InterruptedException {
        goOn();
        any(open, this::ends);
    }
}
