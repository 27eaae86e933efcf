package org.ar1.integration.source;

import java.time.Duration;
import java.util.List;

/** Whether the server exists cannot be told: Resource Allocation did not answer with its servers. */
public final class UndeterminedServerException extends IntegrationException {

    private static final long serialVersionUID = 1L;

    /** The server's number as asked for. */
    private final long serverId;

    /** The time to wait. */
    private final Duration retryAfter;

    /** The sources consulted. */
    private final SourceStatus[] sources;

    /**
     * For one server.
     *
     * @param serverId the server's number as asked for
     * @param retryAfter the time after which asking again makes sense
     * @param sources the sources that were consulted
     */
    public UndeterminedServerException(long serverId, Duration retryAfter, List<SourceStatus> sources) {
        super("Whether there is a server with the number " + serverId + " cannot be told now");
        this.serverId = serverId;
        this.retryAfter = retryAfter;
        this.sources = sources.toArray(SourceStatus[]::new);
    }

    /**
     * The server in question.
     *
     * @return the server's number as asked for
     */
    public long serverId() {
        return serverId;
    }

    /**
     * When to ask again.
     *
     * @return the time to wait
     */
    public Duration retryAfter() {
        return retryAfter;
    }

    /**
     * The sources that were consulted, and how each answered.
     *
     * @return the sources, in the order of a report
     */
    public List<SourceStatus> sources() {
        return List.of(sources);
    }
}
