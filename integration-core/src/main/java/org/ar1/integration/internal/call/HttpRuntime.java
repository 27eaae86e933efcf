package org.ar1.integration.internal.call;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.ar1.integration.spi.Delay;
import org.ar1.integration.spi.HttpTransport;
import org.jspecify.annotations.Nullable;

/** The transport and the threads, of which only those are ended that were started here. */
public final class HttpRuntime implements AutoCloseable {

    private final @Nullable OwnTransport ownTransport;
    private final HttpTransport transport;
    private final Executor readers;
    private final ExecutorService own;
    private final ScheduledThreadPoolExecutor timer;
    private final Delay delay;

    /**
     * What is null is made here.
     *
     * @param connectTimeout how long a transport of our own may take to connect
     */
    public HttpRuntime(
            @Nullable HttpTransport injectedTransport,
            @Nullable Executor injectedReaders,
            @Nullable Delay injectedDelay,
            Duration connectTimeout) {
        if (injectedTransport != null) {
            ownTransport = null;
            transport = injectedTransport;
        } else {
            ownTransport = new OwnTransport(connectTimeout);
            transport = ownTransport;
        }
        own = newThreads();
        readers = injectedReaders != null ? injectedReaders : own;
        timer = new ScheduledThreadPoolExecutor(1, daemons("integration-timer"));
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        delay = injectedDelay != null ? injectedDelay : this::onTimer;
    }

    private Delay.Pending onTimer(Runnable task, Duration wait) {
        ScheduledFuture<?> scheduled = timer.schedule(task, wait.toNanos(), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    /** Virtual threads from Java 21 on, else daemon threads that end when idle. */
    private static ExecutorService newThreads() {
        try {
            return (ExecutorService) MethodHandles.publicLookup()
                    .findStatic(
                            Executors.class,
                            "newVirtualThreadPerTaskExecutor",
                            MethodType.methodType(ExecutorService.class))
                    .invokeExact();
        } catch (Throwable beforeJava21) {
            return Executors.newCachedThreadPool(daemons("integration-reader"));
        }
    }

    private static ThreadFactory daemons(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Done when the transport can be used; fails when it cannot be made. */
    public CompletableFuture<Void> ready() {
        return transport instanceof Preparable preparable
                ? preparable.ready()
                : CompletableFuture.completedFuture(null);
    }

    public HttpTransport transport() {
        return transport;
    }

    public Executor readers() {
        return readers;
    }

    /**
     * The executor that joins reports and runs code of callers. It never uses the threads of an application, which may
     * be busy reading bodies. After the end it runs tasks on the calling thread, so that no caller waits for ever.
     */
    public Executor callbacks() {
        return task -> {
            try {
                own.execute(task);
            } catch (RejectedExecutionException | Error e) { // closed, or no thread is available
                task.run();
            }
        };
    }

    public Delay delay() {
        return delay;
    }

    /** Interrupts nothing: callers' own code may run here, and a body that is read ends when it is closed. */
    @Override
    public void close() {
        timer.shutdown();
        own.shutdown();
        if (ownTransport != null) {
            ownTransport.close();
        }
    }
}
