package org.ar1.integration.source;

import java.time.Duration;
import java.util.List;

/** Whether the lab type exists cannot be told: no source that answered knows it, and at least one did not answer. */
public final class UndeterminedLabTypeException extends IntegrationException {

    private static final long serialVersionUID = 1L;

    /** The lab type as asked for. */
    private final String labType;

    /** The time to wait. */
    private final Duration retryAfter;

    /** The sources consulted. */
    private final SourceStatus[] sources;

    /**
     * For one lab type.
     *
     * @param labType the lab type as asked for
     * @param retryAfter the time after which asking again makes sense
     * @param sources the sources that were consulted
     */
    public UndeterminedLabTypeException(String labType, Duration retryAfter, List<SourceStatus> sources) {
        super("Whether this lab type exists cannot be told now");
        this.labType = labType;
        this.retryAfter = retryAfter;
        this.sources = sources.toArray(SourceStatus[]::new);
    }

    /**
     * The lab type in question.
     *
     * @return the lab type as asked for
     */
    public String labType() {
        return labType;
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
