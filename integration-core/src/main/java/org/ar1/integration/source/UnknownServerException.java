package org.ar1.integration.source;

/** Resource Allocation answered with its servers, and none of them has this number. */
public final class UnknownServerException extends IntegrationException {

    private static final long serialVersionUID = 1L;

    /** The server's number as asked for. */
    private final long serverId;

    /**
     * For one server.
     *
     * @param serverId the server's number as asked for
     */
    public UnknownServerException(long serverId) {
        super("No server has the number " + serverId);
        this.serverId = serverId;
    }

    /**
     * Returns the number of the server that does not exist.
     *
     * @return the server's number as asked for
     */
    public long serverId() {
        return serverId;
    }
}
