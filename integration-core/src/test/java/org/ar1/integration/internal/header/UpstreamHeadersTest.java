package org.ar1.integration.internal.header;

import static org.ar1.integration.source.UpstreamService.LAB_MONITORING;
import static org.ar1.integration.source.UpstreamService.PERFORMANCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.config.InvalidConfigException;
import org.ar1.integration.internal.file.InvalidFileException;
import org.ar1.integration.internal.file.WatchedFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpstreamHeadersTest {

    @TempDir
    private Path directory;

    private static UpstreamHeaders parse(String text) throws InvalidFileException {
        return UpstreamHeaders.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aHeaderIsOfItsServiceOrOfAll() throws Exception {
        UpstreamHeaders headers = parse(String.join(
                "\r\n",
                "\uFEFF# logins",
                "",
                "* X-Campus: north: 1",
                "lab-monitoring Authorization: Bearer abc==",
                "  lab-monitoring\tx-campus :south  "));

        assertThat(headers.of(LAB_MONITORING))
                .containsOnly(Map.entry("X-Campus", "south"), Map.entry("Authorization", "Bearer abc=="));
        assertThat(headers.of(PERFORMANCE)).containsOnly(Map.entry("X-Campus", "north: 1"));
        assertThat(headers.toString()).contains("Authorization").doesNotContain("abc", "north");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lab-monitoring X-Key s3cret | line 2 is wrong: it must be the id of a service or *",
                "s3cret | line 2 is wrong",
                "labs X-Key: s3cret | line 2 begins with \"labs\", but must begin with lab-monitoring, performance",
                "s3cret1 X-Key: s3cret | line 2 begins with \"...\", but must begin with",
                "* Host: s3cret | the request header is \"Host\", but must be one that the HTTP client does not set",
                "* content-length: s3cret | \"content-length\"",
                "* Keep-Alive: s3cret | \"Keep-Alive\"",
                "* TE: s3cret | \"TE\"",
                "* X(Key): s3cret | letters, digits and hyphens",
                "* Bearer(s3cret):x | letters, digits and hyphens",
                "lab-monitoring s3cret==: x | letters, digits and hyphens",
                "* X-Key: s3cret\u00e9 | \"X-Key\" has a value with characters other than printable ASCII",
                "* X-Key: s3cret\u0001x | \"X-Key\" has a value with characters other than printable ASCII",
                "* X-Key: | line 2 has no value after \"X-Key:\""
            })
    void aWrongLineIsNamedByItsNumberWithoutTheValue(String line, String message) {
        assertThatThrownBy(() -> parse("# logins\n" + line + "\n"))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("line 2 ")
                .hasMessageContaining(message)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aHeaderTwiceForOneServiceIsRefused() {
        assertThatThrownBy(() -> parse("* X-Key: s3cret\n* x-key: s3cret"))
                .hasMessageContaining("line 2 has the header \"x-key\", which stands before")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aFileWithoutHeadersAndAnotherEncodingAreRefused() {
        assertThatThrownBy(() -> parse("# none\n")).hasMessageContaining("there is no header in it");
        assertThatThrownBy(() -> UpstreamHeaders.parse(new byte[] {(byte) 0xC3, '\n'}))
                .hasMessageContaining("UTF-8");
    }

    @Test
    void theSettingsRefuseAWrongFileAndShowOnlyThePathOfAGoodOne() throws IOException {
        Path file = directory.resolve("headers");
        Files.writeString(file, "* Host: s3cret");

        assertThatThrownBy(() -> IntegrationConfig.fromEnvironment(Map.of("UPSTREAM_HEADERS_FILE", file.toString())))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageStartingWith("UPSTREAM_HEADERS_FILE is \"" + file + "\", but line 1 is wrong")
                .hasMessageNotContaining("s3cret");
        Files.writeString(file, "* X-Key: s3cret");
        assertThat(IntegrationConfig.builder().upstreamHeadersFile(file).build().toString())
                .contains("upstreamHeadersFile=" + file)
                .doesNotContain("s3cret");
        Files.delete(file);
        assertThatThrownBy(() ->
                        IntegrationConfig.builder().upstreamHeadersFile(file).build())
                .hasMessageContaining("it cannot be read: name a regular file");
    }

    @Test
    void aWrongNewFileKeepsTheOldHeaders() throws Exception {
        Path file = directory.resolve("headers");
        Files.writeString(file, "* X-Key: old");
        try (WatchedFile<UpstreamHeaders> headers = UpstreamHeaders.open(file)) {
            Files.writeString(file, "* Host: new");
            headers.look();
            assertThat(headers.current().of(PERFORMANCE)).containsEntry("X-Key", "old");

            Files.delete(file);
            headers.look();
            assertThat(headers.current().of(PERFORMANCE)).containsEntry("X-Key", "old");

            Files.writeString(file, "* X-Key: new");
            headers.look();
            assertThat(headers.current().of(PERFORMANCE)).containsEntry("X-Key", "new");
        }
    }
}
