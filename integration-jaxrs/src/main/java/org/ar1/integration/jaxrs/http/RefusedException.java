package org.ar1.integration.jaxrs.http;

/** A request that cannot be answered with what it asks for. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The HTTP status of the answer. */
    private final int status;

    /**
     * A refusal.
     *
     * @param status one that {@link Problem#ofStatus} knows
     */
    public RefusedException(int status) {
        super("refused with " + status);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
