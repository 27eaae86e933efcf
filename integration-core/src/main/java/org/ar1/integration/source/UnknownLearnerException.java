package org.ar1.integration.source;

/**
 * Performance Reporting answered that it does not know the learner. Does not name the learner, because that is
 * personal.
 */
public final class UnknownLearnerException extends IntegrationException {

    private static final long serialVersionUID = 1L;

    /** Names nobody. */
    public UnknownLearnerException() {
        super("Performance Reporting knows no such learner");
    }
}
