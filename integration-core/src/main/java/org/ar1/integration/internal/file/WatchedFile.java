package org.ar1.integration.internal.file;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a file holds. A separate thread reads the file again every second, so that no request waits for it. Changes are
 * found by the content, which is small, and not by the time of the last change, whose resolution could hide one. A file
 * that has become wrong or unreadable changes nothing, so that a mistake does no harm. Thread-safe.
 *
 * @param <T> what the content means
 */
public final class WatchedFile<T> implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(WatchedFile.class);
    private static final byte[] UNREADABLE = new byte[0];

    private final Kind<T> kind;
    private final Content content;
    private volatile T value;
    private byte[] seen;
    private @Nullable ScheduledExecutorService watcher;

    private WatchedFile(Kind<T> kind, Content content, byte[] seen, T value) {
        this.kind = kind;
        this.content = content;
        this.seen = seen;
        this.value = value;
    }

    /** What a file holds now. */
    @FunctionalInterface
    public interface Content {
        byte[] read() throws IOException;
    }

    /**
     * Reads the meaning of a content.
     *
     * @param <T> the meaning
     */
    @FunctionalInterface
    public interface Parser<T> {
        T parse(byte[] content) throws InvalidFileException;
    }

    /**
     * A kind of files.
     *
     * @param variable the setting that names the file, for the log
     * @param values the values in words, such as "tokens"
     * @param parser reads the values
     * @param summary the values in a few words without secrets, such as "3 tokens"
     */
    public record Kind<T>(String variable, String values, Parser<T> parser, Function<T, String> summary) {}

    /**
     * Reads a file.
     *
     * @throws IOException when it cannot be read
     * @throws InvalidFileException when its content cannot be used
     */
    public static <T> WatchedFile<T> open(Kind<T> kind, Content content) throws IOException, InvalidFileException {
        byte[] seen = content.read();
        return new WatchedFile<>(kind, content, seen, kind.parser().parse(seen));
    }

    /** Begins to read the file again every second. */
    public synchronized WatchedFile<T> watched() {
        ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, "integration-files");
            made.setDaemon(true);
            return made;
        });
        watcher = thread;
        thread.scheduleWithFixedDelay(this::lookSafely, 1, 1, TimeUnit.SECONDS);
        return this;
    }

    /** What holds now; from memory. */
    public T current() {
        return value;
    }

    /** A failure must not end the schedule. */
    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException | Error e) {
            LOGGER.warn(
                    "{} cannot be read again; the {} that were read before hold on", kind.variable(), kind.values(), e);
        }
    }

    /** Reads the file again; on one thread at a time. */
    public void look() {
        byte[] now;
        try {
            now = content.read();
        } catch (IOException e) {
            if (seen != UNREADABLE) {
                seen = UNREADABLE;
                LOGGER.warn(
                        "{} cannot be read any more; the {} that were read before hold on",
                        kind.variable(),
                        kind.values());
            }
            return;
        }
        if (seen != UNREADABLE && Arrays.equals(now, seen)) {
            return;
        }
        seen = now;
        try {
            T read = kind.parser().parse(now);
            value = read;
            LOGGER.info(
                    "{} was read again; {} hold now",
                    kind.variable(),
                    kind.summary().apply(read));
        } catch (InvalidFileException e) {
            LOGGER.warn(
                    "{} has changed, but {}; the {} that were read before hold on",
                    kind.variable(),
                    e.reason(),
                    kind.values());
        }
    }

    @Override
    public synchronized void close() {
        if (watcher != null) {
            watcher.shutdownNow();
        }
    }
}
