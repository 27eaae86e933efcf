package org.ar1.integration.cache.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Finds out whether a directory could be used, without leaving anything behind. */
final class DirectoryCheck {

    private DirectoryCheck() {}

    /**
     * Writes a file to the directory and removes it again. Of a directory that is missing, the nearest one above it that
     * exists must allow to create it.
     *
     * @throws IOException when that cannot be done
     */
    static void requireWritable(Path directory) throws IOException {
        Path existing = directory;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing)) {
            throw new NotDirectoryException(existing.toString());
        }
        if (existing.equals(directory)) {
            requireAccess(directory.resolve(StateFiles.LOCK));
            writeTo(directory);
        } else {
            requireAccess(existing);
        }
    }

    private static void requireAccess(Path path) throws IOException {
        if (Files.exists(path) && !Files.isWritable(path)) {
            throw new AccessDeniedException(path.toString());
        }
    }

    /** By a name of its own, so that it meets no process that writes there. */
    private static void writeTo(Path directory) throws IOException {
        Path file = Files.createTempFile(directory, "check-", null);
        try {
            NewFile.ON_DISK.write(file, ByteBuffer.allocate(1 << 10));
        } finally {
            Files.delete(file);
        }
    }
}
