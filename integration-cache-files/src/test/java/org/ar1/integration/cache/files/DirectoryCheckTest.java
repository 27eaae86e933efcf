package org.ar1.integration.cache.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DirectoryCheckTest {

    @TempDir
    private Path parent;

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "symbolic links need a privilege")
    void aSymbolicLinkToNothingCannotBeUsed() throws IOException {
        Path link = Files.createSymbolicLink(parent.resolve("last-good"), parent.resolve("nothing"));

        assertThat(FileSharedCache.check(link))
                .hasValueSatisfying(problem -> assertThat(problem).contains("a file is in its place"));
        assertThat(FileSharedCache.check(link.resolve("below"))).isPresent();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "there is no /proc")
    void aMissingDirectoryIsCreatedToFindOutWhetherItCanBe() {
        // root may write to /proc by its permissions, but nothing can be created there
        assertThat(FileSharedCache.check(Path.of("/proc", "integration", "last-good")))
                .isPresent();
    }

    @Test
    void aReadOnlyFileSystemIsToBeMountedForWriting() {
        assertThat(FaultLog.advice(new FileSystemException("state", null, "Read-only file system")))
                .startsWith("mount it for writing");
    }

    @Test
    void aFaultWithoutAReasonIsDescribedByItsType() {
        assertThat(FaultLog.reason(new AccessDeniedException("state"))).isEqualTo("access denied");
        assertThat(FaultLog.reason(new FileAlreadyExistsException("state"))).isEqualTo("file already exists");
        assertThat(FaultLog.reason(new IOException())).isEqualTo("io");
    }
}
