package org.ar1.integration.service;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.io.Flushable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.ar1.integration.jaxrs.server.IntegrationServer;

/**
 * Hands events to another appender on a thread of its own. Callers that log never wait: what does not fit into the
 * queue is dropped and counted, and the next line says how many. Logback's own asynchronous appender drops without
 * counting. A line is written a millisecond after it is logged, with those that follow at once.
 */
final class BoundedAsyncAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

    private static final long LAST_WRITES_MILLIS = 2_000;
    private static final long LONGEST_REST_MILLIS = 100;
    private static final long BATCH_MILLIS = 1;

    private final BlockingQueue<ILoggingEvent> waiting;
    private final Appender<ILoggingEvent> next;
    private final Flushable buffer;
    private final AtomicLong dropped = new AtomicLong();
    private long reported; // the writer alone knows it
    private final Thread writer = new Thread(this::write, "integration-service-log");
    private volatile boolean ending;

    /**
     * Before the next appender.
     *
     * @param capacity the most events that wait
     * @param next who writes
     * @param buffer what it writes to; flushed after each batch
     */
    BoundedAsyncAppender(int capacity, Appender<ILoggingEvent> next, Flushable buffer) {
        this.waiting = new ArrayBlockingQueue<>(capacity);
        this.next = next;
        this.buffer = buffer;
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
        List<ILoggingEvent> batch = new ArrayList<>();
        boolean last = false;
        while (!last) {
            last = ending;
            await(batch);
            long lost = dropped.get(); // since what waits now
            waiting.drainTo(batch);
            batch.forEach(next::doAppend);
            batch.clear();
            if (lost > reported) {
                next.doAppend(remark(lost - reported));
                reported = lost;
            }
            flush();
        }
    }

    /**
     * Waits for an event and takes those that came with it; waking up for each event would slow down the logging
     * threads.
     */
    private void await(List<ILoggingEvent> batch) {
        try {
            ILoggingEvent first = waiting.poll(LONGEST_REST_MILLIS, TimeUnit.MILLISECONDS);
            if (first != null) {
                batch.add(first);
                Thread.sleep(BATCH_MILLIS);
            }
        } catch (InterruptedException e) {
            // Woken up for the end: what waits is written now.
        }
    }

    private void flush() {
        try {
            buffer.flush();
        } catch (IOException e) {
            addError("The log cannot be written", e);
        }
    }

    private ILoggingEvent remark(long missing) {
        LoggerContext loggers = (LoggerContext) getContext();
        return new LoggingEvent(
                BoundedAsyncAppender.class.getName(),
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
