package org.ar1.integration.service;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.ar1.integration.cache.files.FileSharedCache;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.internal.setting.Setting;
import org.ar1.integration.internal.setting.SettingTable;
import org.ar1.integration.internal.setting.SettingValues;
import org.ar1.integration.internal.setting.ValueType;
import org.ar1.integration.internal.setting.ValueTypes;
import org.jspecify.annotations.Nullable;

/**
 * Where last good values are kept for the next start.
 *
 * @param directory the directory, of which only a directory in it is used
 * @param maxBytes how many bytes the files may take
 */
record StateSettings(Path directory, long maxBytes) {

    static final SettingTable TABLE = new SettingTable();

    static final Setting<Path> DIRECTORY = TABLE.optional(
            "stateDirectory",
            "STATE_DIRECTORY",
            ValueType.of("a directory", StateSettings::first, "the path of a directory"),
            "where last good values are kept, so that the next start has them; of several directories, as systemd may"
                    + " set them, the first; without it, and in the demo, they end with the process");

    static final Setting<Long> MAX_BYTES = TABLE.row(
            "stateMaxBytes",
            "STATE_MAX_BYTES",
            ValueTypes.SIZE_OF_MEMORY,
            "256MiB",
            "how much of its disk they may take, 1MiB to 16GiB; the oldest go first");

    /** Beside it, an operator may keep other things in the directory. */
    private static final String LAST_GOOD = "last-good";

    private static final Duration DISK = Duration.ofSeconds(5);

    /** Longer than anybody waits, and within what the library allows. */
    private static final Duration LONGEST = Duration.ofDays(1);

    /** What is set; null when nothing is to be kept. */
    static @Nullable StateSettings read(Map<String, String> values, Consumer<String> problems) {
        SettingValues read = TABLE.read(values, problems);
        Path directory = read.find(DIRECTORY);
        return directory == null ? null : new StateSettings(directory, read.get(MAX_BYTES));
    }

    private static Optional<Path> first(String text) {
        try {
            return Arrays.stream(text.split(File.pathSeparator, -1))
                    .map(String::strip)
                    .filter(path -> !path.isEmpty())
                    .findFirst()
                    .map(Path::of);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /**
     * The same settings with enough time for the disk: a process that has just started on a busy machine is slow itself,
     * and a value that it does not wait for is missing in its first reports.
     */
    static IntegrationConfig patient(IntegrationConfig config) {
        Duration timeout = config.sharedCacheTimeout();
        return timeout.compareTo(LONGEST) >= 0
                ? config
                : config.toBuilder().sharedCacheTimeout(timeout.plus(DISK)).build();
    }

    /** Opens it; whatever is wrong with it is a warning in the log. */
    FileSharedCache open() {
        return FileSharedCache.open(directory.resolve(LAST_GOOD), maxBytes);
    }

    /** What keeps it from being used, in a sentence for an operator; empty when nothing does. */
    Optional<String> failure() {
        return FileSharedCache.check(directory.resolve(LAST_GOOD))
                .map(problem ->
                        "The state directory " + directory + " cannot be used: " + problem + ", or set " + DIRECTORY);
    }
}
