package org.ar1.integration.cache.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.ar1.integration.cache.files.Stages.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FileSharedCacheTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final int BLOCK = 4096;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T09:00:00Z"));
    private final AtomicReference<NewFile> disk = new AtomicReference<>(NewFile.ON_DISK);

    @TempDir
    private Path parent;

    private Path directory() {
        return parent.resolve("state");
    }

    private FileSharedCache open() {
        return open(1 << 20, 100);
    }

    private FileSharedCache open(long maxBytes, int maxFiles) {
        return FileSharedCache.open(
                directory(),
                maxBytes,
                maxFiles,
                now::get,
                (file, content) -> disk.get().write(file, content));
    }

    private static void put(FileSharedCache cache, String key, String value) {
        await(cache.put(key, value.getBytes(UTF_8), DAY));
    }

    private static Optional<String> get(FileSharedCache cache, String key) {
        return await(cache.get(key)).map(bytes -> new String(bytes, UTF_8));
    }

    private List<String> files(String pattern) throws IOException {
        try (Stream<Path> files = Files.list(directory())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches(pattern))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    private Path file(String key) {
        return directory().resolve(EntryFile.name(key));
    }

    @Test
    void theNextStartHasTheValuesOfTheLast() {
        try (FileSharedCache cache = open()) {
            put(cache, "a", "first");
            put(cache, "a", "second");
            put(cache, "b", "b");
            put(cache, "gone", "gone");
            await(cache.remove("gone"));
        }
        try (FileSharedCache cache = open()) {
            assertThat(get(cache, "a")).contains("second");
            assertThat(get(cache, "b")).contains("b");
            assertThat(get(cache, "gone")).isEmpty();
        }
    }

    @Test
    void aClaimEndsWithItsProcess() {
        byte[] until = {1};
        try (FileSharedCache cache = open()) {
            assertThat(await(cache.putIfAbsent("lease", until, DAY))).isTrue();
            await(cache.put("lease", until, DAY)); // renewed
            await(cache.put("short", until, Duration.ofSeconds(59)));
            assertThat(await(cache.putIfAbsent("short", until, DAY))).isFalse();
        }
        try (FileSharedCache cache = open()) {
            assertThat(await(cache.putIfAbsent("lease", until, DAY))).isTrue();
            assertThat(await(cache.get("short"))).isEmpty();
        }
    }

    @Test
    void aShortLivedValueTakesThePlaceOfAKeptOne() throws IOException {
        try (FileSharedCache cache = open()) {
            put(cache, "key", "kept");
            await(cache.put("key", new byte[1], Duration.ofSeconds(1)));
            pass(Duration.ofSeconds(2));
            assertThat(get(cache, "key")).isEmpty();
        }
        assertThat(files("[0-9a-f]{64}")).isEmpty();
    }

    @Test
    void expiredValuesAreNeitherGivenNorKept() throws IOException {
        try (FileSharedCache cache = open()) {
            put(cache, "old", "old");
            pass(Duration.ofHours(20));
            put(cache, "new", "new");
        }
        pass(Duration.ofHours(5));
        try (FileSharedCache cache = open()) {
            assertThat(get(cache, "old")).isEmpty();
            assertThat(get(cache, "new")).contains("new");
        }
        assertThat(file("old")).doesNotExist(); // closing waits for what the opening began
        assertThat(file("new")).exists();
    }

    @Test
    void expiredValuesAreRemovedWhileItIsOpen() {
        try (FileSharedCache cache = open()) {
            put(cache, "old", "old");
            pass(Duration.ofHours(25));
            get(cache, "any");
        }
        assertThat(file("old")).doesNotExist();
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    @Test
    void theOldestGoWhenThereIsNoRoom() {
        try (FileSharedCache cache = open(3 * BLOCK, 100)) {
            for (String key : List.of("a", "b", "c", "a", "d")) {
                put(cache, key, key);
            }
            assertThat(get(cache, "b")).isEmpty();
            assertThat(Stream.of("a", "c", "d").map(key -> get(cache, key))).allMatch(Optional::isPresent);
        }
        try (FileSharedCache cache = open(100 * BLOCK, 2)) {
            assertThat(Stream.of("a", "c", "d").map(key -> get(cache, key)).filter(Optional::isPresent))
                    .hasSize(2);
        }
    }

    @Test
    void aValueLargerThanTheLimitIsRefusedAndLeavesTheOthers() {
        try (FileSharedCache cache = open(2 * BLOCK, 100)) {
            put(cache, "key", "small");
            assertThatThrownBy(() -> await(cache.put("key", new byte[2 * BLOCK], DAY)))
                    .cause()
                    .isInstanceOfSatisfying(
                            IOException.class,
                            failure -> assertThat(FaultLog.advice(failure)).contains("raise the limit of bytes"));
            assertThat(get(cache, "key")).contains("small");
        }
    }

    @Test
    void aFullDiskLeavesTheValueThatWasThere() throws IOException {
        try (FileSharedCache cache = open()) {
            put(cache, "key", "before");
            disk.set((file, content) -> {
                content.limit(content.limit() / 2);
                NewFile.ON_DISK.write(file, content);
                throw new IOException("No space left on device");
            });
            assertThatThrownBy(() -> put(cache, "key", "after")).hasCauseInstanceOf(IOException.class);
            assertThat(get(cache, "key")).contains("before");
            assertThat(await(cache.putIfAbsent("lease", new byte[0], Duration.ofSeconds(5))))
                    .isTrue();
            assertThat(files("unfinished")).isEmpty();
            disk.set(NewFile.ON_DISK);
            put(cache, "key", "after");
            assertThat(get(cache, "key")).contains("after");
        }
    }

    @Test
    void aDamagedFileIsSetAsideAndAtMostThreeAreKept() throws IOException {
        try (FileSharedCache cache = open()) {
            put(cache, "fine", "fine");
            for (int i = 0; i < 5; i++) {
                put(cache, "key " + i, "value");
                Files.writeString(file("key " + i), "not an entry " + i);
                pass(Duration.ofSeconds(1));
                assertThat(get(cache, "key " + i)).isEmpty();
            }
            assertThat(get(cache, "fine")).contains("fine");
            assertThat(files("damaged-.*").stream()
                            .map(name -> content(directory().resolve(name))))
                    .containsExactly("not an entry 2", "not an entry 3", "not an entry 4");
            put(cache, "key 0", "again");
            assertThat(get(cache, "key 0")).contains("again");
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theFileOfAnotherKeyIsNoValueOfThisOne() throws IOException {
        try (FileSharedCache cache = open()) {
            put(cache, "one", "one");
            Files.copy(file("one"), file("two"));
            assertThat(get(cache, "two")).isEmpty();
            assertThat(get(cache, "one")).contains("one");
        }
    }

    @Test
    void filesOfOthersStayAsTheyAre() throws IOException {
        Files.createDirectories(directory().resolve("folder"));
        Files.writeString(directory().resolve("notes.txt"), "mine");
        Files.writeString(directory().resolve("damaged-by-me"), "mine");
        try (FileSharedCache cache = open(2 * BLOCK, 1)) {
            put(cache, "a", "a");
            put(cache, "b", "b");
            Files.writeString(file("b"), "");
            assertThat(get(cache, "b")).isEmpty();
        }
        assertThat(files("folder|notes.txt|damaged-by-me")).hasSize(3);
    }

    @Test
    void aFileInPlaceOfTheDirectoryMakesItGoWithout() throws IOException {
        Files.writeString(directory(), "mine");
        try (FileSharedCache cache = open()) {
            assertThatThrownBy(() -> put(cache, "key", "value")).hasCauseInstanceOf(IOException.class);
            assertThat(hasNothing(cache, "key")).isTrue();
        }
        assertThat(directory()).hasContent("mine");
        Files.delete(directory());
    }

    /** Java versions differ in whether a file below a file is missing or cannot be read. */
    private static boolean hasNothing(FileSharedCache cache, String key) {
        try {
            return get(cache, key).isEmpty();
        } catch (CompletionException e) {
            return e.getCause() instanceof IOException;
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a file in the way of a directory is reported otherwise")
    void aDirectoryThatCannotBeCreatedMakesItGoWithoutUntilItCan() throws IOException {
        Path blocked = Files.writeString(parent.resolve("file"), "");
        FileSharedCache.open(blocked.resolve("state"), 1 << 20).close();
        try (FileSharedCache cache = FileSharedCache.open(blocked.resolve("state"), 1 << 20)) {
            assertThatThrownBy(() -> put(cache, "key", "value")).hasCauseInstanceOf(IOException.class);
            Files.delete(blocked);
            put(cache, "key", "value");
            assertThat(get(cache, "key")).contains("value");
        }
    }

    @Test
    void aSecondOneReadsAndWritesOnceTheFirstHasEnded() {
        FileSharedCache first = open();
        put(first, "key", "of the first");
        try (FileSharedCache second = open()) {
            assertThat(get(second, "key")).contains("of the first");
            assertThatThrownBy(() -> put(second, "key", "of the second"))
                    .hasCauseInstanceOf(StateFiles.InUseException.class);
            assertThat(await(second.putIfAbsent("lease", new byte[0], Duration.ofSeconds(5))))
                    .isTrue();
            put(first, "key", "later of the first");
            assertThat(get(second, "key")).contains("later of the first");
            first.close();
            put(second, "key", "of the second");
            assertThat(get(second, "key")).contains("of the second");
        }
    }

    @Test
    void aSecondOneLeavesADamagedFileToTheFirst() throws IOException {
        try (FileSharedCache first = open();
                FileSharedCache second = open()) {
            put(first, "key", "value");
            Files.writeString(file("key"), "");
            assertThat(get(second, "key")).isEmpty();
            assertThat(file("key")).exists();
            assertThat(get(first, "key")).isEmpty();
            assertThat(file("key")).doesNotExist();
        }
    }

    @Test
    void aHugeFileInPlaceOfAnEntryIsNotRead() throws IOException {
        try (FileSharedCache cache = open()) {
            put(cache, "key", "value");
            try (FileChannel channel = FileChannel.open(file("key"), StandardOpenOption.WRITE)) {
                channel.position(1L << 33).write(ByteBuffer.allocate(1)); // sparse
            }
            assertThat(get(cache, "key")).isEmpty();
            assertThat(file("key")).doesNotExist();
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no POSIX permissions")
    void onlyTheOwnerMayReadTheFiles() throws IOException {
        try (FileSharedCache cache = open()) {
            put(cache, "key", "value");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void callsAfterItsEndFail() {
        FileSharedCache cache = open();
        cache.close();
        cache.close();
        assertThatThrownBy(() -> await(cache.get("key"))).isInstanceOf(RuntimeException.class);
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void closingDoesNotWaitForADiskThatHangsAndLeavesTheLockUntilItAnswers() throws InterruptedException {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        FileSharedCache cache = open();
        disk.set((file, content) -> {
            writing.countDown();
            awaitAnswer(answered);
            NewFile.ON_DISK.write(file, content);
        });
        CompletionStage<Void> put = cache.put("key", "value".getBytes(UTF_8), DAY);
        writing.await();
        disk.set(NewFile.ON_DISK);
        try {
            Thread.currentThread().interrupt(); // does not wait the seconds that it is given
            cache.close();
            assertThat(Thread.interrupted()).isTrue();
            try (FileSharedCache next = open()) {
                assertThatThrownBy(() -> put(next, "key", "of the next"))
                        .hasCauseInstanceOf(StateFiles.InUseException.class);
            }
        } finally {
            answered.countDown();
        }

        await(put);
        try (FileSharedCache next = open()) {
            assertThat(get(next, "key")).contains("value");
            while (next.put("key", new byte[1], DAY)
                            .handle((done, failure) -> failure)
                            .toCompletableFuture()
                            .join()
                    != null) {
                Thread.onSpinWait();
            }
        }
    }

    private static void awaitAnswer(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aWriteAfterItsEndDoesNotKeepOthersFromWriting() {
        StateFiles files = new StateFiles(directory(), 1 << 20, 100, NewFile.ON_DISK, now::get, file -> {});
        files.open();
        files.close();
        assertThatThrownBy(() -> files.write("key", new byte[1], Long.MAX_VALUE))
                .isInstanceOf(IOException.class);
        try (FileSharedCache next = open()) {
            put(next, "key", "value");
            assertThat(get(next, "key")).contains("value");
        }
    }

    @Test
    void theCheckLeavesEverythingAsItWas() throws IOException {
        Path below = directory().resolve("last-good");
        assertThat(FileSharedCache.check(below)).isEmpty();
        assertThat(parent).isEmptyDirectory();

        Files.createDirectories(below);
        assertThat(FileSharedCache.check(below)).isEmpty();
        assertThat(below).isEmptyDirectory();

        Files.writeString(below.resolve("lock"), "");
        assertThat(FileSharedCache.check(below)).isEmpty();
        assertThat(below.resolve("lock")).exists();
    }

    @Test
    void aDirectoryThatCannotBeCreatedCannotBeUsed() throws IOException {
        Path file = Files.writeString(parent.resolve("file"), "");
        assertThat(FileSharedCache.check(file.resolve("state").resolve("last-good")))
                .hasValueSatisfying(problem -> assertThat(problem).contains("a file is in its place"));
    }

    @Test
    void checksWhetherADirectoryCanBeUsed() throws IOException {
        assertThat(FileSharedCache.check(directory())).isEmpty();
        try (FileSharedCache cache = open()) {
            put(cache, "key", "value");
            assertThat(FileSharedCache.check(directory())).isEmpty();
        }
        assertThat(FileSharedCache.check(directory())).isEmpty();
        try (FileSharedCache cache = open()) {
            assertThat(get(cache, "key")).contains("value");
        }
        Path blocked = Files.writeString(parent.resolve("file"), "");
        assertThat(FileSharedCache.check(blocked)).isPresent();
        assertThatThrownBy(() -> FileSharedCache.open(directory(), 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
