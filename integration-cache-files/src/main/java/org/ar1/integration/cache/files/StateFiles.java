package org.ar1.integration.cache.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.ar1.integration.cache.files.EntryFile.DamagedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory with a file for each entry. A file is written beside its place and then renamed, so that whenever the
 * process ends, each entry is there as it was or as it was to be. One process writes, the one that holds the lock; any
 * process may read. A process that does not get the lock tries again with each write. Thread-safe.
 */
final class StateFiles {

    private static final Logger LOG = LoggerFactory.getLogger(FileSharedCache.class);
    static final String LOCK = "lock";
    private static final String UNFINISHED = "unfinished";

    /** Another process, or another cache of this one, writes there. */
    static final class InUseException extends IOException {
        private static final long serialVersionUID = 1L;

        InUseException() {
            super("another process uses it");
        }
    }

    private final Path directory;
    private final NewFile newFile;
    private final InstantSource clock;
    private final Consumer<Path> written;
    private final FileIndex index;
    private final FaultLog readFaults;
    private final FaultLog writeFaults;
    private final long maxBytes;
    private @Nullable FileChannel lock;
    private boolean closed;

    /**
     * Touches nothing yet.
     *
     * @param written receives each file that was written, to synchronize it with the disk
     */
    StateFiles(
            Path directory, long maxBytes, int maxFiles, NewFile newFile, InstantSource clock, Consumer<Path> written) {
        this.directory = directory;
        this.maxBytes = maxBytes;
        this.newFile = newFile;
        this.clock = clock;
        this.written = written;
        this.index = new FileIndex(maxBytes, maxFiles);
        this.readFaults = new FaultLog(directory, "read", "What it holds is fetched again");
        this.writeFaults =
                new FaultLog(directory, "written", "The next start may lack the last good values of this one");
    }

    Path directory() {
        return directory;
    }

    /** Begins to write there, if that can be done now. */
    synchronized void open() {
        try {
            requireLock();
        } catch (IOException e) {
            writeFaults.failed(e);
        }
    }

    /**
     * Creates the directory, locks it and finds what it holds, unless that has been done.
     *
     * @throws IOException when it cannot be written; it may still be possible to read it
     */
    private void requireLock() throws IOException {
        requireOpen();
        if (lock != null) {
            return;
        }
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, NewFile.permissions("rwx------"));
        }
        FileChannel channel = FileChannel.open(
                directory.resolve(LOCK),
                EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                NewFile.permissions("rw-------"));
        try {
            if (channel.tryLock() == null) {
                throw new InUseException();
            }
            index.read(directory);
            lock = channel;
        } catch (OverlappingFileLockException e) {
            throw new InUseException();
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        removeExcess();
    }

    /** A call that comes late must not take the lock again, which nobody would give back. */
    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("it has been closed");
        }
    }

    /** The value of a key; empty when there is none, or its file is damaged. */
    Optional<byte[]> read(String key) throws IOException {
        try {
            Optional<byte[]> value = valueUnlessDamaged(key);
            readFaults.worked();
            return value;
        } catch (IOException e) {
            readFaults.failed(e);
            throw e;
        }
    }

    private Optional<byte[]> valueUnlessDamaged(String key) throws IOException {
        try {
            return value(key);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (DamagedException e) {
            setAside(key);
            return Optional.empty();
        }
    }

    private Optional<byte[]> value(String key) throws IOException {
        Path file = directory.resolve(EntryFile.name(key));
        if (Files.size(file) > Math.min(maxBytes, Integer.MAX_VALUE / 2)) {
            throw new DamagedException("is too long");
        }
        return EntryFile.value(Files.readAllBytes(file), key, clock.millis());
    }

    /** Renames the file of a key if it still is damaged and this process may. */
    private synchronized void setAside(String key) throws IOException {
        if (lock == null) {
            return; // the process that writes here sets it aside
        }
        try {
            value(key);
        } catch (NoSuchFileException e) {
            index.remove(EntryFile.name(key));
        } catch (DamagedException e) {
            setAside(EntryFile.name(key), e);
        }
    }

    private void setAside(String name, DamagedException damage) throws IOException {
        DamagedFiles.setAside(directory, name, damage, Instant.ofEpochMilli(clock.millis()));
        index.remove(name);
    }

    /**
     * Puts a value in place of another one. When it cannot, the other one stays.
     *
     * @param absentFrom when the value ends, in milliseconds since 1970
     */
    synchronized void write(String key, byte[] value, long absentFrom) throws IOException {
        requireOpen();
        try {
            replace(key, value, absentFrom);
            writeFaults.worked();
        } catch (IOException e) {
            writeFaults.failed(e);
            throw e;
        }
    }

    private void replace(String key, byte[] value, long absentFrom) throws IOException {
        requireLock();
        String name = EntryFile.name(key);
        Path unfinished = directory.resolve(UNFINISHED);
        Path file = directory.resolve(name);
        try {
            newFile.write(unfinished, EntryFile.write(key, value, absentFrom));
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            discard(unfinished, e);
            throw e;
        }
        index.add(name, EntryFile.length(key, value), absentFrom);
        removeExcess();
        written.accept(file);
    }

    /** Whether an entry keeps the limit of the directory by itself. */
    boolean hasRoomFor(String key, byte[] value) {
        return index.hasRoomFor(EntryFile.length(key, value));
    }

    private static void discard(Path unfinished, IOException failure) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    synchronized void remove(String key) throws IOException {
        String name = EntryFile.name(key);
        if (lock == null ? Files.exists(directory.resolve(name)) : index.contains(name)) {
            requireLock();
            delete(name);
        }
    }

    private void delete(String name) throws IOException {
        Files.deleteIfExists(directory.resolve(name));
        index.remove(name);
    }

    private void removeExcess() throws IOException {
        for (String name : index.excess()) {
            LOG.debug("The state directory is full: {} is removed as the oldest", name);
            delete(name);
        }
    }

    /** Deletes the files whose values have expired; each by itself, so that others get in between. */
    void sweep() {
        List<String> names;
        synchronized (this) {
            names = index.names();
        }
        try {
            for (String name : names) {
                sweep(name);
            }
        } catch (IOException e) {
            writeFaults.failed(e);
        }
    }

    private synchronized void sweep(String name) throws IOException {
        if (lock == null || !index.contains(name)) {
            return;
        }
        try {
            if (index.absentFrom(name) == FileIndex.UNKNOWN) {
                index.note(name, absentFrom(directory.resolve(name)));
            }
            if (index.absentFrom(name) <= clock.millis()) {
                delete(name);
            }
        } catch (NoSuchFileException e) {
            index.remove(name);
        } catch (DamagedException e) {
            setAside(name, e);
        }
    }

    private static long absentFrom(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return EntryFile.absentFrom(ByteBuffer.wrap(in.readNBytes(EntryFile.HEAD)));
        }
    }

    /** Lets another process write, and writes no more. */
    synchronized void close() {
        closed = true;
        if (lock == null) {
            return;
        }
        try {
            lock.close();
        } catch (IOException e) {
            LOG.debug("The lock of {} cannot be closed", directory, e);
        }
        lock = null;
        index.clear();
    }
}
