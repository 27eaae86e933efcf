package org.ar1.integration.event;

/**
 * Receives what happens behind the reports; a method that is not overridden does nothing.
 *
 * <p>Events are handed over through a bounded queue to one daemon thread of the client, which calls the listeners one
 * after another: no method is called twice at a time by one client, and the events of one source thread arrive in their
 * order. A listener may therefore block, be slow or throw without harm to any call: what finds no room in the queue is
 * {@linkplain #eventsDropped counted} and dropped, what is thrown is logged. It holds up the other listeners of the
 * client, though. Closing the client tells what is queued, for one second at
 * most, unless a listener itself closes it; after that nothing is told.
 */
public interface IntegrationListener {

    /**
     * A request goes out to a service.
     *
     * @param event what happened
     */
    default void attemptStarted(AttemptStarted event) {}

    /**
     * A request was answered, failed, or was given up.
     *
     * @param event what happened
     */
    default void attemptEnded(AttemptEnded event) {}

    /**
     * A call that failed will be tried again.
     *
     * @param event what happened
     */
    default void retryScheduled(RetryScheduled event) {}

    /**
     * A reader got what there is of a source; told once for each source of a report.
     *
     * @param event what happened
     */
    default void sourceRead(SourceRead event) {}

    /**
     * Fetching a source, with all its attempts, came to its end.
     *
     * @param event what happened
     */
    default void fetchEnded(FetchEnded event) {}

    /**
     * The circuit breaker of a service opened, closed, or lets one call try. Breakers that are set by the caller are not
     * seen.
     *
     * @param event what happened
     */
    default void circuitBreakerChanged(CircuitBreakerChanged event) {}

    /**
     * A source that had failed was fetched again.
     *
     * @param event what happened
     */
    default void sourceRecovered(SourceRecovered event) {}

    /**
     * The cache that replicas share had nothing for a source.
     *
     * @param event what happened
     */
    default void sharedCacheMissed(SharedCacheMissed event) {}

    /**
     * A report was built.
     *
     * @param event what happened
     */
    default void reportBuilt(ReportBuilt event) {}

    /**
     * Events were lost, because the listeners were too slow for them.
     *
     * @param event what happened
     */
    default void eventsDropped(EventsDropped event) {}
}
