package org.ar1.integration.source;

/** Superclass of the exceptions that the adapters throw. Subtypes have fields, so no caller has to parse a message. */
public abstract sealed class IntegrationException extends RuntimeException
        permits UnknownLabTypeException,
                UndeterminedLabTypeException,
                UnknownServerException,
                UndeterminedServerException,
                UnknownInsightException,
                UndeterminedInsightException,
                UnknownLearnerException,
                UpstreamException {

    private static final long serialVersionUID = 1L;

    IntegrationException(String message) {
        super(message);
    }
}
