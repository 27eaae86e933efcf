package org.ar1.integration.jaxrs.server.auth;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.ar1.integration.config.InvalidConfigException;
import org.ar1.integration.internal.text.Printable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens of a file. A separate thread reads the file again every second, so that no request waits for it. Changes
 * are found by the content, which is small, and not by the time of the last change, whose resolution could hide one. A
 * file that has become wrong or unreadable changes nothing, so that a mistake does not lock callers out. Thread-safe.
 */
public final class TokensFile implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(TokensFile.class);

    private static final String VARIABLE = "INTEGRATION_API_TOKENS_FILE";
    private static final String UNREADABLE_FILE =
            "it cannot be read: name a regular file that is there, and that this process may read";
    private static final int LARGEST = 1 << 20;
    private static final byte[] UNREADABLE = new byte[0];

    private final Content content;
    private volatile Tokens tokens;
    private byte[] seen;
    private @Nullable ScheduledExecutorService watcher;

    private TokensFile(Content content, byte[] seen, Tokens tokens) {
        this.content = content;
        this.seen = seen;
        this.tokens = tokens;
    }

    /** What a file holds now. */
    interface Content {
        byte[] read() throws IOException;
    }

    /**
     * The tokens of the file.
     *
     * @throws InvalidConfigException when the file cannot be read, or is not one of tokens; nothing of it is in the
     *     message
     */
    public static TokensFile open(Path path) {
        return open(path, () -> read(path));
    }

    static TokensFile open(Path path, Content content) {
        try {
            byte[] seen = content.read();
            return new TokensFile(content, seen, Tokens.parse(seen));
        } catch (IOException | Tokens.InvalidException e) {
            throw new InvalidConfigException(List.of(VARIABLE + " " + refusal(path, e)));
        }
    }

    /**
     * Why a file is not one of tokens.
     *
     * @return the rest of a sentence that begins with the setting; empty when the file can be used
     */
    public static Optional<String> refusal(Path path) {
        try {
            Tokens.parse(read(path));
            return Optional.empty();
        } catch (IOException | Tokens.InvalidException e) {
            return Optional.of(refusal(path, e));
        }
    }

    private static String refusal(Path path, Exception failure) {
        String reason = failure instanceof Tokens.InvalidException invalid ? invalid.reason() : UNREADABLE_FILE;
        return "is \"" + Printable.value(path) + "\", but " + reason;
    }

    private static byte[] read(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new IOException("no regular file"); // to open a pipe would wait for somebody to write to it
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] content = in.readNBytes(LARGEST + 1);
            if (content.length > LARGEST) {
                throw new IOException("longer than " + LARGEST + " bytes");
            }
            return content;
        }
    }

    /** Begins to read the file again every second. */
    public synchronized TokensFile watched() {
        ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, "integration-server-tokens");
            made.setDaemon(true);
            return made;
        });
        watcher = thread;
        thread.scheduleWithFixedDelay(this::lookSafely, 1, 1, TimeUnit.SECONDS);
        return this;
    }

    /** The tokens that hold now; from memory. */
    Tokens current() {
        return tokens;
    }

    /** A failure must not end the schedule. */
    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException | Error e) {
            LOGGER.warn("{} cannot be read again; the tokens that were read before hold on", VARIABLE, e);
        }
    }

    /** Reads the file again; on one thread at a time. */
    void look() {
        byte[] now;
        try {
            now = content.read();
        } catch (IOException e) {
            if (seen != UNREADABLE) {
                seen = UNREADABLE;
                LOGGER.warn("{} cannot be read any more; the tokens that were read before hold on", VARIABLE);
            }
            return;
        }
        if (seen != UNREADABLE && Arrays.equals(now, seen)) {
            return;
        }
        seen = now;
        try {
            tokens = Tokens.parse(now);
            LOGGER.info("{} was read again; {} tokens hold now", VARIABLE, tokens.size());
        } catch (Tokens.InvalidException e) {
            LOGGER.warn("{} has changed, but {}; the tokens that were read before hold on", VARIABLE, e.reason());
        }
    }

    @Override
    public synchronized void close() {
        if (watcher != null) {
            watcher.shutdownNow();
        }
    }
}
