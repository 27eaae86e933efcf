package org.ar1.integration.cache.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Finds out whether a directory could be used, without leaving anything behind. */
final class DirectoryCheck {

    private static final String PREFIX = "check-";

    private DirectoryCheck() {}

    /**
     * Writes a file to the directory and removes it again. Of a directory that is missing, the nearest one above it that
     * exists must allow to create it; a directory is created there and removed again.
     *
     * @throws IOException when that cannot be done
     */
    static void requireWritable(Path directory) throws IOException {
        Path existing = directory;
        while (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing)) {
            throw new NotDirectoryException(existing.toString()); // or a symbolic link to nothing
        }
        if (existing.equals(directory)) {
            writeTo(directory); // first, as it tells a read-only file system from a file of another user
            requireAccess(directory.resolve(StateFiles.LOCK));
        } else {
            Files.delete(Files.createTempDirectory(existing, PREFIX));
        }
    }

    /** Without opening the file: to close it would release the lock that a cache of this process holds. */
    private static void requireAccess(Path lock) throws IOException {
        if (Files.exists(lock) && !Files.isWritable(lock)) {
            throw new AccessDeniedException(lock.toString());
        }
    }

    /** By a name of its own, so that it meets no process that writes there. */
    private static void writeTo(Path directory) throws IOException {
        Path file = Files.createTempFile(directory, PREFIX, null);
        try {
            NewFile.ON_DISK.write(file, ByteBuffer.allocate(1 << 10));
        } finally {
            Files.delete(file);
        }
    }
}
