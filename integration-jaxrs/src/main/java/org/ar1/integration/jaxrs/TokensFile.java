package org.ar1.integration.jaxrs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.ar1.integration.config.InvalidConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens of a file, which is looked at again on use, at most once a second. The content is compared, not the time of
 * its change: it is small, and a change within the resolution of the time would go unseen. A file that has become wrong
 * changes nothing, since whoever may read should not be shut out by a slip. Thread-safe.
 */
final class TokensFile {

    private static final Logger LOGGER = LoggerFactory.getLogger(IntegrationServer.class);

    private static final String VARIABLE = "INTEGRATION_API_TOKENS_FILE";
    private static final int LARGEST = 1 << 20;
    private static final long PAUSE_NANOS = 1_000_000_000;
    private static final byte[] UNREADABLE = new byte[0];

    private final Path path;
    private final LongSupplier nanoTime;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile Tokens tokens;
    private volatile long lookedNanos;
    private byte[] seen;

    private TokensFile(Path path, LongSupplier nanoTime, byte[] content, Tokens tokens) {
        this.path = path;
        this.nanoTime = nanoTime;
        this.seen = content;
        this.tokens = tokens;
        this.lookedNanos = nanoTime.getAsLong();
    }

    /**
     * The tokens of the file.
     *
     * @throws InvalidConfigException when the file cannot be read, or is not one of tokens; nothing of it is in the message
     */
    static TokensFile open(Path path) {
        return open(path, System::nanoTime);
    }

    static TokensFile open(Path path, LongSupplier nanoTime) {
        try {
            byte[] content = read(path);
            return new TokensFile(path, nanoTime, content, Tokens.parse(content));
        } catch (IOException e) {
            throw invalid(path, "it cannot be read: name a file that is there, and that this process may read");
        } catch (Tokens.InvalidException e) {
            throw invalid(path, e.reason());
        }
    }

    private static InvalidConfigException invalid(Path path, String reason) {
        String shown = path.toString().replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
        return new InvalidConfigException(List.of(VARIABLE + " is \"" + shown + "\", but " + reason));
    }

    private static byte[] read(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] content = in.readNBytes(LARGEST + 1);
            if (content.length > LARGEST) {
                throw new IOException("longer than " + LARGEST + " bytes");
            }
            return content;
        }
    }

    /** The tokens that hold now. */
    Tokens current() {
        if (nanoTime.getAsLong() - lookedNanos >= PAUSE_NANOS && looking.tryLock()) {
            try {
                if (nanoTime.getAsLong() - lookedNanos >= PAUSE_NANOS) {
                    look();
                    lookedNanos = nanoTime.getAsLong();
                }
            } finally {
                looking.unlock();
            }
        }
        return tokens;
    }

    private void look() {
        byte[] content;
        try {
            content = read(path);
        } catch (IOException e) {
            if (seen != UNREADABLE) {
                seen = UNREADABLE;
                LOGGER.warn("{} cannot be read any more; the tokens that were read before hold on", VARIABLE);
            }
            return;
        }
        if (seen != UNREADABLE && Arrays.equals(content, seen)) {
            return;
        }
        seen = content;
        try {
            tokens = Tokens.parse(content);
            LOGGER.info("{} was read again; {} tokens hold now", VARIABLE, tokens.size());
        } catch (Tokens.InvalidException e) {
            LOGGER.warn("{} has changed, but {}; the tokens that were read before hold on", VARIABLE, e.reason());
        }
    }
}
