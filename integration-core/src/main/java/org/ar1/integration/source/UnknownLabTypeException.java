package org.ar1.integration.source;

/** Neither the catalogue, the trends, the labs nor the allocations know the lab type, and all of them answered. */
public final class UnknownLabTypeException extends IntegrationException {

    private static final long serialVersionUID = 1L;

    /** The lab type as asked for. */
    private final String labType;

    /**
     * For one lab type.
     *
     * @param labType the lab type as asked for
     */
    public UnknownLabTypeException(String labType) {
        super("No source knows this lab type");
        this.labType = labType;
    }

    /**
     * Returns the lab type that no source knows.
     *
     * @return the lab type as asked for
     */
    public String labType() {
        return labType;
    }
}
