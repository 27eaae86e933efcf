package org.ar1.integration.internal.file;

/** Says why the content of a file cannot be used. The message has nothing of the content. */
public final class InvalidFileException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * A content that cannot be used.
     *
     * @param reason what is wrong and what to do, as the rest of a sentence after "but"
     */
    public InvalidFileException(String reason) {
        super(reason);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
