package org.ar1.integration.jaxrs.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ar1.integration.config.InvalidConfigException;
import org.ar1.integration.internal.file.WatchedFile;
import org.ar1.integration.jaxrs.CapturedLog;
import org.ar1.integration.jaxrs.server.ServerConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class TokensFileTest {

    private static final String DIGEST =
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"; // of "test"

    @TempDir
    private Path directory;

    private Path path;

    @BeforeEach
    void name() {
        path = directory.resolve("tokens");
    }

    public static String line(String name, String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return name + " " + HexFormat.of().formatHex(digest) + "\n";
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private TokensFile file(String content) throws IOException {
        Files.writeString(path, content);
        return TokensFile.open(path);
    }

    @Test
    void eachTokenHasTheNameBesideItsDigest() throws Exception {
        Tokens tokens = file("# who may read\n\n" + line("grafana", "one") + "  \t\n" + line("nightly.report", "two"))
                .current();

        assertThat(tokens.bearer("one")).isEqualTo("grafana");
        assertThat(tokens.bearer("two")).isEqualTo("nightly.report");
        assertThat(tokens.bearer("three")).isNull();
        assertThat(tokens.bearer("")).isNull();
    }

    @Test
    void theDigestIsThatOfTheUsualTools() throws Exception {
        assertThat(file("a " + DIGEST).current().bearer("test")).isEqualTo("a");
    }

    @Test
    void aDigestIsNoToken() throws Exception {
        assertThat(file("a " + DIGEST).current().bearer(DIGEST)).isNull();
    }

    @Test
    void aNameMayHaveTwoTokensWhileOneReplacesTheOther() throws Exception {
        Tokens tokens = file(line("grafana", "old") + line("grafana", "new")).current();

        assertThat(tokens.bearer("old")).isEqualTo("grafana");
        assertThat(tokens.bearer("new")).isEqualTo("grafana");
    }

    @Test
    void ofOtherEditorsToo() throws Exception {
        Tokens tokens = file("\uFEFF  a\t" + DIGEST.toUpperCase(Locale.ROOT) + "  \r\n# end\r\n")
                .current();

        assertThat(tokens.bearer("test")).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret",
                "grafana secret",
                "grafana " + DIGEST + " secret",
                "grafana " + DIGEST + "0",
                "secret! " + DIGEST,
                "secret\u00e9 " + DIGEST,
                DIGEST + "secret",
                DIGEST + " " + DIGEST + "\nsecret"
            })
    void aWrongLineIsNamedByItsNumberAndNotShown(String wrong) {
        String lines = wrong.contains("\n") ? "# first\n" + wrong : "# first\na " + DIGEST + "\n" + wrong;

        assertThatThrownBy(() -> file(lines))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageStartingWith("INTEGRATION_API_TOKENS_FILE is \"" + path + "\", but line ")
                .hasMessageContaining("line 3 ".substring(0, wrong.contains("\n") ? 5 : 7))
                .hasMessageContaining("sha256sum")
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining(DIGEST);
    }

    @Test
    void aTokenOfTwoBearersIsNamedByItsLineAndNotShown() {
        assertThatThrownBy(() -> file("a " + DIGEST + "\nb " + DIGEST))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("line 2 ")
                .hasMessageNotContaining(DIGEST);
    }

    @Test
    void aFileWithoutTokensIsRefused() {
        assertThatThrownBy(() -> file("# nobody yet\n"))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("INTEGRATION_API_TOKENS_FILE")
                .hasMessageContaining("no token");
    }

    @Test
    void whatIsNoTextOrTooLargeOrNotThereIsRefused() throws Exception {
        assertThatThrownBy(() -> TokensFile.open(path))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageStartingWith("INTEGRATION_API_TOKENS_FILE is \"" + path + "\", but it cannot be read");
        assertThatThrownBy(() -> TokensFile.open(directory)).isInstanceOf(InvalidConfigException.class);
        Files.write(path, new byte[] {(byte) 0xC3, '\n'});
        assertThatThrownBy(() -> TokensFile.open(path))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("UTF-8");
        Files.writeString(path, "a " + DIGEST + "\n".repeat(1 << 20));
        assertThatThrownBy(() -> TokensFile.open(path)).isInstanceOf(InvalidConfigException.class);
    }

    @Test
    void isReadAgain() throws Exception {
        TokensFile file = file(line("a", "old"));
        Files.writeString(path, line("a", "new"));

        assertThat(file.current().bearer("old")).isEqualTo("a");
        file.look();
        assertThat(file.current().bearer("old")).isNull();
        assertThat(file.current().bearer("new")).isEqualTo("a");
    }

    @Test
    @Timeout(60)
    void isReadAgainByItselfWhetherOrNotItIsUsed() throws Exception {
        CountDownLatch reads = new CountDownLatch(3);
        try (TokensFile file = TokensFile.open(path, () -> {
            reads.countDown();
            if (reads.getCount() == 1) {
                throw new StackOverflowError("does not end the schedule");
            }
            return bytes(line("a", "token"));
        })) {
            file.watched();

            assertThat(reads.await(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    @Test
    @Timeout(60)
    void noRequestWaitsForTheFile() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicBoolean first = new AtomicBoolean(true);
        try (TokensFile file = TokensFile.open(path, () -> {
            if (!first.getAndSet(false)) {
                reading.countDown();
                await(release);
            }
            return bytes(line("a", "token"));
        })) {
            file.watched();
            assertThat(reading.await(1, TimeUnit.MINUTES)).isTrue();

            assertThat(file.current().bearer("token")).isEqualTo("a");
        } finally {
            release.countDown();
        }
    }

    @Test
    @Timeout(60)
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no mkfifo")
    void aPipeInItsPlaceIsNotWaitedFor() throws Exception {
        TokensFile file = file(line("a", "token"));
        Files.delete(path);
        assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor())
                .isZero();

        file.look();

        assertThat(file.current().bearer("token")).isEqualTo("a");
        assertThatThrownBy(() -> TokensFile.open(path))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("name a regular file");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aBrokenFileChangesNothingUntilItIsRightAgain() throws Exception {
        TokensFile file = file(line("a", "old"));
        Files.writeString(path, line("b", "new") + "broken");
        file.look();
        assertThat(file.current().bearer("old")).isEqualTo("a");
        assertThat(file.current().bearer("new")).isNull();

        Files.delete(path);
        file.look();
        assertThat(file.current().bearer("old")).isEqualTo("a");

        Files.writeString(path, line("b", "new"));
        file.look();
        assertThat(file.current().bearer("old")).isNull();
        assertThat(file.current().bearer("new")).isEqualTo("b");
    }

    @Test
    void aSlipIsWarnedOfOnceAndNothingOfTheFileIsLogged() throws Exception {
        TokensFile file = file(line("a", "old"));
        Files.writeString(path, "mistaken secret\n");
        try (CapturedLog log = CapturedLog.of(WatchedFile.class)) {
            for (int i = 0; i < 3; i++) {
                file.look();
            }
            assertThat(log.events())
                    .hasSize(1)
                    .noneMatch(event -> event.getFormattedMessage().contains("secret")
                            || event.getFormattedMessage().contains("mistaken"));
        }
    }

    @Test
    void theEnvironmentNamesTheFile() throws Exception {
        file(line("a", "old"));
        Map<String, String> environment = Map.of("INTEGRATION_API_TOKENS_FILE", " " + path + " ");

        ServerConfig config = ServerConfig.fromEnvironment(environment);

        assertThat(config.tokensFile()).isEqualTo(path);
        assertThat(config.toBuilder().build().tokensFile()).isEqualTo(path);
        assertThat(config.toString()).contains("tokensFile=" + path);
        assertThat(ServerConfig.fromEnvironment(Map.of("INTEGRATION_API_TOKENS_FILE", " "))
                        .tokensFile())
                .isNull();
    }

    @Test
    void everythingThatIsWrongIsReportedAtOnce() {
        Map<String, String> environment = Map.of(
                "INTEGRATION_API_TOKENS_FILE",
                path.toString(),
                "INTEGRATION_API_OPEN",
                "maybe",
                "INTEGRATION_API_CORS_ORIGINS",
                "nowhere");

        assertThatThrownBy(() -> ServerConfig.fromEnvironment(environment))
                .isInstanceOfSatisfying(
                        InvalidConfigException.class,
                        e -> assertThat(e.problems())
                                .hasSize(3)
                                .anyMatch(problem -> problem.startsWith("INTEGRATION_API_TOKENS_FILE is "))
                                .anyMatch(problem ->
                                        problem.equals("INTEGRATION_API_OPEN is \"maybe\", but must be true or false"))
                                .anyMatch(problem -> problem.startsWith("INTEGRATION_API_CORS_ORIGINS is ")));
    }

    @Test
    void aPathThatIsNoneIsRefused() {
        assertThatThrownBy(() -> ServerConfig.fromEnvironment(Map.of("INTEGRATION_API_TOKENS_FILE", "a\0b")))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageStartingWith("INTEGRATION_API_TOKENS_FILE is \"a?b\"");
    }
}
