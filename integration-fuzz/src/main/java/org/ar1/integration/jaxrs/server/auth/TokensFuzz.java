package org.ar1.integration.jaxrs.server.auth;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.nio.charset.StandardCharsets;
import org.ar1.integration.internal.file.InvalidFileException;

/** Any bytes as the file of tokens: tokens, or a message that has nothing of the file in it. */
public final class TokensFuzz {

    private static final int SHOWN = 12;

    private TokensFuzz() {}

    /** Parses one file. */
    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        byte[] content = data.consumeRemainingAsBytes();
        try {
            Tokens tokens = Tokens.parse(content);
            if (tokens.size() == 0 || tokens.bearer("x") != null) {
                throw new IllegalStateException("tokens without a token, or a token that nobody has");
            }
        } catch (InvalidFileException refused) {
            String text = new String(content, StandardCharsets.UTF_8).strip();
            String message = String.valueOf(refused.getMessage());
            boolean shown = text.length() >= SHOWN && message.contains(text.substring(0, SHOWN));
            if (shown && text.chars().noneMatch(c -> c == ' ')) {
                throw new IllegalStateException("the file is in the message: " + message);
            }
        }
    }
}
