package org.ar1.integration.jaxrs.server.http;

import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * Bounds the requests that are read and answered at once by the memory that their heads may take. On virtual threads
 * each connection would else have a head in memory, and clients that send large ones and never end them would fill the
 * heap. Those that wait have none.
 */
public final class BoundedRequests implements Executor {

    /** The JDK's server reads a field into an array of characters that doubles. */
    private static final long BYTES_OF_A_HEAD = 4L * HttpServerSettings.LARGEST_HEAD;

    private final Executor threads;
    private final Semaphore free;

    /**
     * An executor.
     *
     * @param threads run what there is room for, and wait with the rest; platform threads are bounded themselves
     * @param most the most tasks at once
     */
    public BoundedRequests(Executor threads, int most) {
        this.threads = threads;
        this.free = new Semaphore(most, true);
    }

    /**
     * The most requests at once, so that their heads take at most half of the heap.
     *
     * @param heap the largest size of the heap, in bytes
     * @param least the bound of a small heap
     */
    public static int most(long heap, int least) {
        return (int) Math.max(least, Math.min(HttpServerSettings.MOST_CONNECTIONS, heap / 2 / BYTES_OF_A_HEAD));
    }

    @Override
    public void execute(Runnable task) {
        threads.execute(() -> run(task));
    }

    private void run(Runnable task) {
        try {
            free.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server is stopped, which closes the connection
            return;
        }
        try {
            task.run();
        } finally {
            free.release();
        }
    }
}
