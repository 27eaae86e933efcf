package org.ar1.integration.source;

import java.util.List;

/** Resource Allocation answered with its servers, and none of them has this number. */
public final class UnknownServerException extends IntegrationException {

    private static final long serialVersionUID = 1L;

    /** The server's number as asked for. */
    private final long serverId;

    /** The servers that may have been meant. */
    private final Long[] suggestions;

    /**
     * For one server, without suggestions.
     *
     * @param serverId the server's number as asked for
     */
    public UnknownServerException(long serverId) {
        this(serverId, List.of());
    }

    /**
     * For one server.
     *
     * @param serverId the server's number as asked for
     * @param suggestions the numbers of servers that may have been meant, nearest first
     */
    public UnknownServerException(long serverId, List<Long> suggestions) {
        super("No server has the number " + serverId);
        this.serverId = serverId;
        this.suggestions = suggestions.toArray(Long[]::new);
    }

    /**
     * Returns the number of the server that does not exist.
     *
     * @return the server's number as asked for
     */
    public long serverId() {
        return serverId;
    }

    /**
     * Returns the numbers of servers that may have been meant, which are written nearly alike.
     *
     * @return at most three numbers, nearest first; often empty
     */
    public List<Long> suggestions() {
        return List.of(suggestions);
    }
}
