package org.ar1.integration.service;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.ar1.integration.jaxrs.IntegrationServer;
import org.jspecify.annotations.Nullable;

/**
 * Hands events to another appender on a thread of its own. Who logs is never held up: what does not fit into the queue is
 * dropped and counted, and the next line says how many. Logback's own asynchronous appender drops without counting.
 */
final class BehindAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

    private static final long LAST_WRITES_MILLIS = 2_000;

    private final BlockingQueue<ILoggingEvent> waiting;
    private final Appender<ILoggingEvent> next;
    private final AtomicLong dropped = new AtomicLong();
    private long reported; // the writer alone knows it
    private final Thread writer = new Thread(this::write, "integration-service-log");
    private volatile boolean ending;

    BehindAppender(int capacity, Appender<ILoggingEvent> next) {
        this.waiting = new ArrayBlockingQueue<>(capacity);
        this.next = next;
        writer.setDaemon(true);
    }

    /** The number of lines dropped since the start. */
    long dropped() {
        return dropped.get();
    }

    @Override
    public void start() {
        super.start();
        writer.start();
    }

    @Override
    protected void append(ILoggingEvent event) {
        event.prepareForDeferredProcessing(); // the thread's name and its MDC are those of now
        if (!waiting.offer(event)) {
            dropped.incrementAndGet();
        }
    }

    private void write() {
        boolean last = false;
        while (!last) {
            last = ending;
            @Nullable ILoggingEvent event = next();
            while (event != null) {
                next.doAppend(event);
                event = waiting.poll();
            }
            long missing = dropped.get() - reported;
            if (missing > 0) {
                reported += missing;
                next.doAppend(remark(missing));
            }
        }
    }

    private @Nullable ILoggingEvent next() {
        try {
            return waiting.poll(100, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return waiting.poll(); // woken up for the end
        }
    }

    private ILoggingEvent remark(long missing) {
        LoggerContext loggers = (LoggerContext) getContext();
        return new LoggingEvent(
                BehindAppender.class.getName(),
                loggers.getLogger(IntegrationServer.class),
                Level.WARN,
                "The log is written more slowly than it grows: " + missing + " lines are missing here",
                null,
                null);
    }

    /** Writes what waits, unless that takes longer than two seconds. */
    @Override
    public void stop() {
        if (!isStarted()) {
            return;
        }
        super.stop();
        ending = true;
        writer.interrupt();
        try {
            writer.join(LAST_WRITES_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!writer.isAlive()) {
            next.stop(); // it cannot be stopped in the middle of a write that hangs
        }
    }
}
