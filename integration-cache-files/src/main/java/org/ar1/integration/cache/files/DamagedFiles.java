package org.ar1.integration.cache.files;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Damaged files of a directory: renamed, so that people can look at them; the newest three stay. */
final class DamagedFiles {

    private static final Logger LOG = LoggerFactory.getLogger(FileSharedCache.class);
    private static final int MOST = 3;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern NAME = Pattern.compile("damaged-\\d{8}T\\d{9}Z-[0-9a-f]{64}");

    private DamagedFiles() {}

    static void setAside(Path directory, String name, EntryFile.DamagedException damage, Instant now)
            throws IOException {
        Path aside = directory.resolve("damaged-" + TIME.format(now) + "-" + name);
        Files.move(directory.resolve(name), aside, StandardCopyOption.REPLACE_EXISTING);
        LOG.warn(
                "A file of the state directory {}; it is set aside as {}, and its value is fetched again. Check the disk"
                        + " if this recurs, and delete the file",
                damage.getMessage(),
                aside);
        List<Path> damaged = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                directory, file -> NAME.matcher(file.getFileName().toString()).matches())) {
            files.forEach(damaged::add);
        }
        damaged.sort(Comparator.reverseOrder());
        for (Path old : damaged.subList(Math.min(MOST, damaged.size()), damaged.size())) {
            Files.delete(old);
        }
    }
}
