package org.ar1.integration.source;

import java.util.List;

/** Neither the catalogue, the trends, the labs nor the allocations know the lab type, and all of them answered. */
public final class UnknownLabTypeException extends IntegrationException {

    private static final long serialVersionUID = 1L;

    /** The lab type as asked for. */
    private final String labType;

    /** The known lab types that may have been meant. */
    private final String[] suggestions;

    /**
     * For one lab type, without suggestions.
     *
     * @param labType the lab type as asked for
     */
    public UnknownLabTypeException(String labType) {
        this(labType, List.of());
    }

    /**
     * For one lab type.
     *
     * @param labType the lab type as asked for
     * @param suggestions the known lab types that may have been meant, nearest first
     */
    public UnknownLabTypeException(String labType, List<String> suggestions) {
        super("No source knows this lab type");
        this.labType = labType;
        this.suggestions = suggestions.toArray(String[]::new);
    }

    /**
     * Returns the lab type that no source knows.
     *
     * @return the lab type as asked for
     */
    public String labType() {
        return labType;
    }

    /**
     * Returns the known lab types that may have been meant: those that are spelled nearly alike, and those of a lab in
     * whose name it stands.
     *
     * @return at most three lab types, nearest first; often empty
     */
    public List<String> suggestions() {
        return List.of(suggestions);
    }
}
