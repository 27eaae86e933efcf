package org.ar1.integration.cache.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has files that were written put onto the disk, behind the writers, so that they survive the end of the machine too. A
 * file that is written again before its turn is synchronized once. Thread-safe.
 */
final class DiskSync {

    private static final Logger LOG = LoggerFactory.getLogger(DiskSync.class);

    private final Executor executor;
    private final Set<Path> waiting = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean running = new AtomicBoolean();

    DiskSync(Executor executor) {
        this.executor = executor;
    }

    void later(Path file) {
        waiting.add(file);
        start();
    }

    private void start() {
        if (!running.compareAndSet(false, true)) {
            return;
        }
        try {
            executor.execute(this::run);
        } catch (RejectedExecutionException e) {
            running.set(false); // closed: the system writes the file within its own time
        }
    }

    private void run() {
        for (Path file : List.copyOf(waiting)) {
            waiting.remove(file); // first: what is written from now on is synchronized once more
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(true);
            } catch (NoSuchFileException e) {
                LOG.trace("{} has gone meanwhile", file);
            } catch (IOException e) {
                LOG.debug("{} cannot be synchronized", file, e);
            }
        }
        running.set(false);
        if (!waiting.isEmpty()) {
            start();
        }
    }
}
