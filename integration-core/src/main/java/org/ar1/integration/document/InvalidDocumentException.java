package org.ar1.integration.document;

/**
 * A document that cannot be read: it is no JSON, is too large, or lacks what this library writes. The message names the
 * field, its value and what was expected.
 */
public final class InvalidDocumentException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final String value;
    private final String expected;

    /**
     * A document that cannot be read.
     *
     * @param field where, as names and indexes separated by dots, such as {@code sources.2.outcome}
     * @param value the value, shortened, or "missing"
     * @param expected what it must be
     */
    InvalidDocumentException(String field, String value, String expected) {
        super(field + " is " + value + ", but must be " + expected);
        this.field = field;
        this.value = value;
        this.expected = expected;
    }

    /**
     * Where the document is wrong.
     *
     * @return names and indexes separated by dots, such as {@code sources.2.outcome}; {@code the document} for all of it
     */
    public String field() {
        return field;
    }

    /**
     * The value there.
     *
     * @return the value, shortened and printable; {@code missing} when there is none
     */
    public String value() {
        return value;
    }

    /**
     * What must be there.
     *
     * @return the rest of a sentence that begins with "must be"
     */
    public String expected() {
        return expected;
    }
}
