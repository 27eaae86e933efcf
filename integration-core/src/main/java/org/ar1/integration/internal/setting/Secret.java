package org.ar1.integration.internal.setting;

import java.util.Optional;

/**
 * A value that is shown nowhere: its text is in no log, message or {@code toString}.
 *
 * @param reveal the value
 */
public record Secret(String reveal) {

    static final String NOT_SHOWN = "(not shown)";

    private static final int LONGEST = 4096;
    private static final String ALLOWED = "of 1 to " + LONGEST + " visible ASCII characters";

    /** Tokens that can be sent in a header. */
    static final ValueType<Secret> TYPE = ValueType.of("a secret", text -> Optional.of(new Secret(text)), ALLOWED)
            .where(secret -> secret.isSendable(), ALLOWED);

    private boolean isSendable() {
        return !reveal.isEmpty() && reveal.length() <= LONGEST && reveal.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    @Override
    public String toString() {
        return NOT_SHOWN;
    }
}
