package org.ar1.integration.jaxrs.server.auth;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ar1.integration.config.InvalidConfigException;
import org.ar1.integration.internal.file.InvalidFileException;
import org.ar1.integration.internal.file.SmallFile;
import org.ar1.integration.internal.file.WatchedFile;

/**
 * The tokens of a file, which is read again when it changes. A file that has become wrong or unreadable changes nothing,
 * so that a mistake does not lock callers out. Thread-safe.
 */
public final class TokensFile implements AutoCloseable {

    private static final String VARIABLE = "INTEGRATION_API_TOKENS_FILE";
    private static final WatchedFile.Kind<Tokens> KIND =
            new WatchedFile.Kind<>(VARIABLE, "tokens", Tokens::parse, tokens -> tokens.size() + " tokens");

    private final WatchedFile<Tokens> file;

    private TokensFile(WatchedFile<Tokens> file) {
        this.file = file;
    }

    /**
     * The tokens of the file.
     *
     * @throws InvalidConfigException when the file cannot be read, or is not one of tokens; nothing of it is in the
     *     message
     */
    public static TokensFile open(Path path) {
        return open(path, () -> SmallFile.read(path));
    }

    static TokensFile open(Path path, WatchedFile.Content content) {
        try {
            return new TokensFile(WatchedFile.open(KIND, content));
        } catch (IOException | InvalidFileException e) {
            throw new InvalidConfigException(List.of(VARIABLE + " " + SmallFile.refusal(path, e)));
        }
    }

    /**
     * Why a file is not one of tokens.
     *
     * @return the rest of a sentence that begins with the setting; empty when the file can be used
     */
    public static Optional<String> refusal(Path path) {
        try {
            Tokens.parse(SmallFile.read(path));
            return Optional.empty();
        } catch (IOException | InvalidFileException e) {
            return Optional.of(SmallFile.refusal(path, e));
        }
    }

    /** Begins to read the file again every second. */
    public TokensFile watched() {
        file.watched();
        return this;
    }

    /** The tokens that hold now; from memory. */
    Tokens current() {
        return file.current();
    }

    /** Reads the file again; on one thread at a time. */
    void look() {
        file.look();
    }

    @Override
    public void close() {
        file.close();
    }
}
