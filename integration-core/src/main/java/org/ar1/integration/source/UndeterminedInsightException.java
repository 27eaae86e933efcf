package org.ar1.integration.source;

import java.time.Duration;
import java.util.List;

/**
 * Whether the insight exists cannot be told: the Integration Service that a client asks did not answer. A client that
 * calls the services itself never throws it.
 */
public final class UndeterminedInsightException extends IntegrationException {

    private static final long serialVersionUID = 1L;

    /** The identifier as asked for. */
    private final String id;

    /** The time to wait. */
    private final Duration retryAfter;

    /** The sources consulted. */
    private final SourceStatus[] sources;

    /**
     * For one identifier.
     *
     * @param id the identifier as asked for
     * @param retryAfter the time after which asking again makes sense
     * @param sources the sources that were consulted
     */
    public UndeterminedInsightException(String id, Duration retryAfter, List<SourceStatus> sources) {
        super("Whether there is an insight of this identifier cannot be told now");
        this.id = id;
        this.retryAfter = retryAfter;
        this.sources = sources.toArray(SourceStatus[]::new);
    }

    /**
     * The identifier in question.
     *
     * @return the identifier as asked for
     */
    public String id() {
        return id;
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
     * @return the sources, each with its error
     */
    public List<SourceStatus> sources() {
        return List.of(sources);
    }
}
