package org.ar1.integration.jaxrs.server.http;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that requests are answered on: virtual ones where the JDK has them, else a bounded pool. */
public final class RequestThreads {

    private RequestThreads() {}

    /**
     * New threads; the caller shuts them down.
     *
     * @param most the most platform threads; virtual ones are bounded by the connections only
     */
    public static ExecutorService create(int most) {
        try {
            return (ExecutorService) Executors.class
                    .getMethod("newVirtualThreadPerTaskExecutor") // Java 21
                    .invoke(null);
        } catch (ReflectiveOperationException e) {
            return pool(most);
        }
    }

    /** Hands a request to an idle thread, else to a new one, and only with all threads busy to the queue. */
    public static ExecutorService pool(int most) {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(
                0,
                most,
                30,
                TimeUnit.SECONDS,
                new HandOff(),
                task -> {
                    Thread thread = new Thread(task, "integration-server-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                },
                (task, pool) -> {
                    if (pool.isShutdown()) {
                        throw new RejectedExecutionException("the server is stopped");
                    }
                    pool.getQueue().add(task); // as long as there are connections, which are bounded
                });
    }

    private static final class HandOff extends LinkedTransferQueue<Runnable> {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean offer(Runnable task) {
            return tryTransfer(task);
        }
    }
}
