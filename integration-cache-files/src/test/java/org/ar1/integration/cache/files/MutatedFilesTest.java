package org.ar1.integration.cache.files;

import static org.ar1.integration.cache.files.Stages.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 100 random mutations of the files: each value is given as it was put, or not at all. */
class MutatedFilesTest {

    private static final int MUTATIONS = 100;
    private static final int ENTRIES = 8;
    private static final Duration DAY = Duration.ofDays(1);

    private final Random random = new Random(20261128);

    @TempDir
    private Path directory;

    @Test
    void aMutationCostsAtMostTheEntryThatItHits() throws IOException {
        int lost = 0;
        for (int round = 0; round < MUTATIONS; round++) {
            Map<String, byte[]> values = new HashMap<>();
            try (FileSharedCache cache = FileSharedCache.open(directory, 1 << 20)) {
                for (int i = 0; i < ENTRIES; i++) {
                    byte[] value = new byte[random.nextInt(3_000)];
                    random.nextBytes(value);
                    values.put("key " + i, value);
                    await(cache.put("key " + i, value, DAY));
                }
            }
            mutateOne();
            try (FileSharedCache cache = FileSharedCache.open(directory, 1 << 20)) {
                int present = 0;
                for (Map.Entry<String, byte[]> entry : values.entrySet()) {
                    Optional<byte[]> found = await(cache.get(entry.getKey()));
                    found.ifPresent(value -> assertThat(value).isEqualTo(entry.getValue()));
                    present += found.isPresent() ? 1 : 0;
                }
                assertThat(present).isGreaterThanOrEqualTo(ENTRIES - 1);
                lost += ENTRIES - present;
            }
            try (Stream<Path> damaged = Files.list(directory)
                    .filter(file -> file.getFileName().toString().startsWith("damaged-"))) {
                assertThat(damaged).hasSizeLessThanOrEqualTo(3);
            }
        }
        assertThat(lost).isGreaterThan(MUTATIONS / 2);
    }

    private void mutateOne() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.filter(file -> EntryFile.isName(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
        Path file = files.get(random.nextInt(files.size()));
        byte[] bytes = Files.readAllBytes(file);
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(7)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes = Arrays.copyOf(bytes, at);
            case 2 -> bytes = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(100));
            case 3 -> Arrays.fill(bytes, at, bytes.length, (byte) 0);
            case 4 -> random.nextBytes(bytes);
            case 5 -> bytes = Files.readAllBytes(files.get((files.indexOf(file) + 1) % files.size()));
            default -> bytes[random.nextInt(24)] ^= (byte) 0x80; // in the head
        }
        Files.write(file, bytes);
    }
}
