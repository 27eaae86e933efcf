package org.ar1.integration.cache.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs a fault of a directory when it begins and when it has ended, not each time that it is met. Thread-safe. */
final class FaultLog {

    private static final Logger LOG = LoggerFactory.getLogger(FileSharedCache.class);

    private final Path directory;
    private final String what;
    private final String consequence;
    private final AtomicBoolean failing = new AtomicBoolean();

    /**
     * Nothing has failed yet.
     *
     * @param what what may fail, such as "written"
     * @param consequence what users have to expect meanwhile
     */
    FaultLog(Path directory, String what, String consequence) {
        this.directory = directory;
        this.what = what;
        this.consequence = consequence;
    }

    void failed(IOException failure) {
        if (failing.compareAndSet(false, true)) {
            LOG.warn(
                    "The state directory {} cannot be {} ({}): {}. {}",
                    directory,
                    what,
                    reason(failure),
                    advice(failure),
                    consequence);
        }
    }

    void worked() {
        if (failing.get() && failing.compareAndSet(true, false)) {
            LOG.info("The state directory {} can be {} again", directory, what);
        }
    }

    /** What happened, without the path, which is named anyway. */
    static String reason(IOException failure) {
        String words = failure.getClass()
                .getSimpleName()
                .replaceFirst("Exception$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ");
        if (failure instanceof FileSystemException of) {
            return of.getReason() == null ? words.toLowerCase(Locale.ROOT) : of.getReason();
        }
        return failure.getMessage() == null ? words.toLowerCase(Locale.ROOT) : failure.getMessage();
    }

    /** What an operator does about it. */
    static String advice(IOException failure) {
        String reason = reason(failure).toLowerCase(Locale.ROOT);
        if (failure instanceof FileSharedCache.LargeValueException) {
            return "raise the limit of bytes (STATE_MAX_BYTES)";
        }
        if (failure instanceof StateFiles.InUseException) {
            return "end the other process, or give each a directory of its own";
        }
        if (failure instanceof AccessDeniedException || reason.contains("permission")) {
            return "allow the user of this process to read and write it";
        }
        if (failure instanceof FileAlreadyExistsException
                || failure instanceof NotDirectoryException
                || reason.contains("not a directory")) {
            return "a file is in its place: move that away, or name another directory";
        }
        if (reason.contains("space") || reason.contains("quota") || reason.contains("too large")) {
            return "free space on its disk";
        }
        return reason.contains("read-only")
                ? "mount it for writing, or name another directory"
                : "look at the disk, or name another directory";
    }
}
