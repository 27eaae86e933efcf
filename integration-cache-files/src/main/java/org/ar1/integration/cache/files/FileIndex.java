package org.ar1.integration.cache.files;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The files of a directory in the order in which they were written, and their sizes. Not thread-safe. */
final class FileIndex {

    /** A file whose head has not been read yet. */
    static final long UNKNOWN = Long.MIN_VALUE;

    /** The unit in which file systems allocate. */
    private static final int BLOCK = 4096;

    /**
     * A file.
     *
     * @param blocks the bytes that it takes on the disk
     * @param absentFrom when its value ends, in milliseconds since 1970; {@link #UNKNOWN} if that has not been read
     */
    private record Indexed(long blocks, long absentFrom) {}

    private final Map<String, Indexed> files = new LinkedHashMap<>();
    private final long maxBytes;
    private final int maxFiles;
    private long bytes;

    FileIndex(long maxBytes, int maxFiles) {
        this.maxBytes = maxBytes;
        this.maxFiles = maxFiles;
    }

    /** Takes the entries of a directory in place of those known. */
    void read(Path directory) throws IOException {
        record Found(String name, long length, FileTime modified) {}
        List<Found> found = new ArrayList<>();
        Files.walkFileTree(directory, Set.of(), 1, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = file.getFileName().toString();
                if (attributes.isRegularFile() && EntryFile.isName(name)) {
                    found.add(new Found(name, attributes.size(), attributes.lastModifiedTime()));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (file.equals(directory)) {
                    throw failure;
                }
                return FileVisitResult.CONTINUE; // it has gone meanwhile
            }
        });
        found.sort(Comparator.comparing(Found::modified));
        clear();
        found.forEach(file -> add(file.name, file.length, UNKNOWN));
    }

    /** Whether a file of this length may be written at all. */
    boolean hasRoomFor(long length) {
        return blocks(length) <= maxBytes;
    }

    /** Adds a file as the newest. */
    void add(String name, long length, long absentFrom) {
        remove(name);
        long blocks = blocks(length);
        files.put(name, new Indexed(blocks, absentFrom));
        bytes += blocks;
    }

    /** Notes when the value of a file ends; its place in the order stays. */
    void note(String name, long absentFrom) {
        files.computeIfPresent(name, (same, file) -> new Indexed(file.blocks, absentFrom));
    }

    void remove(String name) {
        Indexed file = files.remove(name);
        if (file != null) {
            bytes -= file.blocks;
        }
    }

    void clear() {
        files.clear();
        bytes = 0;
    }

    boolean contains(String name) {
        return files.containsKey(name);
    }

    List<String> names() {
        return List.copyOf(files.keySet());
    }

    /** When the value of a file ends; {@link #UNKNOWN} also for a file that is not here. */
    long absentFrom(String name) {
        Indexed file = files.get(name);
        return file == null ? UNKNOWN : file.absentFrom;
    }

    long bytes() {
        return bytes;
    }

    /** The oldest files, which have to go before the others keep the limits. */
    List<String> excess() {
        List<String> oldest = new ArrayList<>();
        long left = bytes;
        Iterator<Map.Entry<String, Indexed>> eldest = files.entrySet().iterator();
        while (left > maxBytes || files.size() - oldest.size() > maxFiles) {
            Map.Entry<String, Indexed> file = eldest.next();
            oldest.add(file.getKey());
            left -= file.getValue().blocks;
        }
        return oldest;
    }

    private static long blocks(long length) {
        return (length + BLOCK - 1) / BLOCK * BLOCK;
    }
}
