package org.ar1.integration.cache.files;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.ar1.integration.spi.SharedCache;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A shared cache in a directory of this machine: a process that starts has the last good values of the one that ended.
 *
 * <pre>{@code
 * try (FileSharedCache kept = FileSharedCache.open(Path.of("/var/lib/labs"), 256 << 20);
 *         IntegrationClient client = IntegrationClient.builder().sharedCache(kept).build()) {
 *     ...
 * }
 * }</pre>
 *
 * <p>Whatever the directory holds and whatever happens to it, {@link #open} returns: a file that is damaged is renamed
 * to {@code damaged-} and the time (the newest three are kept), other files are left alone, and a directory that cannot
 * be written or that another process writes to is only read. The log then has a warning that says what to do, and another
 * line when it is over; each write tries again.
 *
 * <p>A value is in its file when {@link #put} has completed; it survives the end of the process, in whatever way that
 * comes, and about a second later the end of the machine too. What was put by {@link #putIfAbsent}, and any value that
 * lives for less than a minute, is in memory alone: such values are claims of a process, and end with it.
 *
 * <p>The files take at most the given number of bytes and are at most 20,000; the oldest go first. Expired ones are
 * removed when the directory is opened and every hour. They hold what the services answered, their URLs and the paths
 * that were called, and neither request headers nor data of learners. Only the owner may read them.
 *
 * <p>Replicas do not share it. {@link #behind} puts it behind a cache that they share.
 *
 * <p>Thread-safe.
 */
public final class FileSharedCache implements SharedCache, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FileSharedCache.class);
    private static final int MOST_FILES = 20_000;
    private static final int THREADS = 4;
    private static final int QUEUE = 256;
    private static final int IDLE_SECONDS = 30;
    private static final int CLOSING_SECONDS = 5;
    private static final long SWEEP_MILLIS = Duration.ofHours(1).toMillis();

    /** A value that does not fit into the directory even if that holds nothing else. */
    static final class LargeValueException extends IOException {
        private static final long serialVersionUID = 1L;

        LargeValueException(int bytes) {
            super("a value of " + bytes + " bytes is larger than the limit");
        }
    }

    private final StateFiles files;
    private final Values values;
    private final InstantSource clock;
    private final ThreadPoolExecutor threads = threads(THREADS, QUEUE);
    private final ThreadPoolExecutor behind = threads(1, QUEUE);
    private final AtomicLong nextSweep;
    private final FaultLog tooSmall;

    private FileSharedCache(Path directory, long maxBytes, int maxFiles, InstantSource clock, NewFile newFile) {
        if (maxBytes <= 0) {
            throw new IllegalArgumentException("The number of bytes is not positive: " + maxBytes);
        }
        this.clock = Objects.requireNonNull(clock, "clock");
        DiskSync sync = new DiskSync(behind);
        this.files = new StateFiles(directory.toAbsolutePath(), maxBytes, maxFiles, newFile, clock, sync::later);
        this.values = new Values(files, clock);
        this.nextSweep = new AtomicLong(Long.MIN_VALUE);
        this.tooSmall = new FaultLog(files.directory(), "filled", "The next start has to fetch this value");
    }

    /**
     * Opens a directory, which is created if necessary.
     *
     * @param directory the directory; best one that nothing else uses
     * @param maxBytes how many bytes the files may take; positive. A value that is larger is not kept
     * @return the cache; close it to let another process write to the directory
     * @throws IllegalArgumentException when {@code maxBytes} is not positive
     */
    public static FileSharedCache open(Path directory, long maxBytes) {
        return open(directory, maxBytes, MOST_FILES, InstantSource.system(), NewFile.ON_DISK);
    }

    static FileSharedCache open(Path directory, long maxBytes, int maxFiles, InstantSource clock, NewFile newFile) {
        FileSharedCache cache = new FileSharedCache(directory, maxBytes, maxFiles, clock, newFile);
        cache.files.open();
        cache.sweepIfDue();
        return cache;
    }

    /**
     * Checks whether a directory could be used now, and leaves everything as it was. A directory that is missing can be
     * used if it can be created.
     *
     * @param directory the directory
     * @return what is wrong and what to do about it; empty when nothing is
     */
    public static Optional<String> check(Path directory) {
        try {
            DirectoryCheck.requireWritable(directory.toAbsolutePath());
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(FaultLog.reason(e) + ": " + FaultLog.advice(e));
        }
    }

    private static ThreadPoolExecutor threads(int most, int queue) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                most,
                most,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(queue),
                task -> thread(task, "integration-cache-files-" + number.incrementAndGet()));
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private static Thread thread(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Returns a cache that asks another one first, which replicas share, and this one for what that one does not have.
     * Values are put into both. While the other one fails or is slow, this one takes its place alone. Closing stays with
     * the owners of the two.
     *
     * @param engine the cache that replicas share
     * @param patience how long a call of it may take before this one takes its place; positive, and well below the
     *     time that the whole may take, which is {@code sharedCacheTimeout}
     * @return the two as one
     */
    public SharedCache behind(SharedCache engine, Duration patience) {
        return new LayeredSharedCache(engine, this, patience, System::nanoTime);
    }

    @Override
    public CompletionStage<Optional<byte[]>> get(String key) {
        Objects.requireNonNull(key, "key");
        return call(() -> values.get(key));
    }

    @Override
    public CompletionStage<Void> put(String key, byte[] value, Duration timeToLive) {
        requireValue(key, value, timeToLive);
        if (!files.hasRoomFor(key, value)) {
            IOException failure = new LargeValueException(value.length);
            tooSmall.failed(failure);
            return CompletableFuture.failedFuture(failure);
        }
        return call(() -> {
            values.put(key, value, timeToLive);
            return null;
        });
    }

    @Override
    public CompletionStage<Boolean> putIfAbsent(String key, byte[] value, Duration timeToLive) {
        requireValue(key, value, timeToLive);
        return call(() -> values.putIfAbsent(key, value, timeToLive));
    }

    @Override
    public CompletionStage<Void> remove(String key) {
        Objects.requireNonNull(key, "key");
        return call(() -> {
            values.remove(key);
            return null;
        });
    }

    private static void requireValue(String key, byte[] value, Duration timeToLive) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
        if (timeToLive.isZero() || timeToLive.isNegative()) {
            throw new IllegalArgumentException("The time to live is not positive: " + timeToLive);
        }
    }

    private <T> CompletionStage<T> call(Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            threads.execute(() -> {
                if (result.isDone()) {
                    return; // given up while it waited for a thread
                }
                try {
                    result.complete(work.call());
                } catch (Throwable e) {
                    result.completeExceptionally(e);
                }
            });
            sweepIfDue();
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(e);
        }
        return result;
    }

    private void sweepIfDue() {
        long now = clock.millis();
        long due = nextSweep.get();
        if (now >= due && nextSweep.compareAndSet(due, now + SWEEP_MILLIS)) {
            try {
                behind.execute(files::sweep);
            } catch (RejectedExecutionException e) {
                nextSweep.set(due); // closed
            }
        }
    }

    /**
     * Completes the calls under way, for which it waits 10 seconds at most, fails all later ones and lets another process
     * write to the directory; after a write that takes longer than that, when the write has ended. Closing again does
     * nothing.
     */
    @Override
    public void close() {
        boolean callsEnded = end(threads);
        boolean restEnded = end(behind); // later, as the calls under way hand over what they have written
        if (callsEnded && restEnded) {
            files.close();
        } else {
            thread(files::close, "integration-cache-files-close").start(); // waits for the file being written
        }
    }

    private boolean end(ThreadPoolExecutor executor) {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("{} still works on a file after {} s", this, CLOSING_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return executor.isTerminated();
    }

    /** {@return the directory} */
    @Override
    public String toString() {
        return "files in " + files.directory();
    }
}
