package org.ar1.integration.jaxrs.server.auth;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.nio.charset.StandardCharsets;
import org.ar1.integration.internal.file.InvalidFileException;

/** Any bytes as the file of tokens: tokens, or a message that has no long word of the file in it. */
public final class TokensFuzz {

    /** Shorter words are names, and words of the language. */
    private static final int SHOWN = 12;

    /** The message of every wrong line. */
    private static final String FIXED = fixed();

    private TokensFuzz() {}

    private static String fixed() {
        try {
            Tokens.parse("x".getBytes(StandardCharsets.UTF_8));
            throw new IllegalStateException("a line without a digest is accepted");
        } catch (InvalidFileException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    /** Parses one file. */
    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        byte[] content = data.consumeRemainingAsBytes();
        try {
            Tokens tokens = Tokens.parse(content);
            if (tokens.size() == 0 || tokens.bearer("x") != null) {
                throw new IllegalStateException("tokens without a token, or a token that nobody has");
            }
        } catch (InvalidFileException refused) {
            String message = String.valueOf(refused.getMessage());
            for (String word : new String(content, StandardCharsets.UTF_8).split("\\s+", -1)) {
                if (word.length() >= SHOWN && message.contains(word) && !FIXED.contains(word)) {
                    throw new IllegalStateException("a word of the file is in the message: " + message);
                }
            }
        }
    }
}
