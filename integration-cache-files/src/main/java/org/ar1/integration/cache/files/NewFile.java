package org.ar1.integration.cache.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes a file as a whole. An interface for tests, whose disks are full. */
@FunctionalInterface
interface NewFile {

    /** The file system's own way; only the owner may read the file. */
    NewFile ON_DISK = NewFile::create;

    /**
     * Creates a file, or overwrites one, with this content.
     *
     * @throws IOException when it cannot, maybe after a part of it
     */
    void write(Path file, ByteBuffer content) throws IOException;

    private static void create(Path file, ByteBuffer content) throws IOException {
        Set<StandardOpenOption> options =
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, options, permissions("rw-------"))) {
            while (content.hasRemaining()) {
                channel.write(content);
            }
        }
    }

    /** Attributes of a new file or directory; none where the file system has no such permissions. */
    static FileAttribute<?>[] permissions(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
