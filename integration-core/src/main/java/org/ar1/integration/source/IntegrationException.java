package org.ar1.integration.source;

/** What the adapters throw; its subtypes carry fields, so that nobody has to parse a message. */
public abstract sealed class IntegrationException extends RuntimeException
        permits UnknownLabTypeException,
                UndeterminedLabTypeException,
                UnknownServerException,
                UndeterminedServerException,
                UnknownInsightException,
                UnknownLearnerException,
                UpstreamException {

    private static final long serialVersionUID = 1L;

    IntegrationException(String message) {
        super(message);
    }
}
