package org.ar1.integration.source;

/** Nothing of this identifier is said now: neither an insight that is listed has it nor one that is withheld. */
public final class UnknownInsightException extends IntegrationException {

    private static final long serialVersionUID = 1L;

    /** The identifier as asked for. */
    private final String id;

    /**
     * For one identifier.
     *
     * @param id the identifier as asked for
     */
    public UnknownInsightException(String id) {
        super("No insight of this identifier is listed or withheld now");
        this.id = id;
    }

    /**
     * The identifier of which nothing is said.
     *
     * @return the identifier as asked for
     */
    public String id() {
        return id;
    }
}
