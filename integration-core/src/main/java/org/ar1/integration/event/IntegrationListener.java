package org.ar1.integration.event;

/**
 * Receives events about calls, fetches and reports. A method that is not overridden does nothing.
 *
 * <p>Events pass through a bounded queue to one daemon thread of the client, which calls the listeners one after
 * another. A client therefore never runs two methods of a listener at the same time, and events from one thread arrive
 * in their order. A listener that blocks, is slow or throws affects no call: events that find no room in the queue are
 * {@linkplain #eventsDropped counted} and dropped, and exceptions are logged. It does delay the other listeners of the
 * client. When the client is closed, the queued events are delivered, for one second at most, unless a listener itself
 * closes the client. After that no event is delivered.
 */
public interface IntegrationListener {

    /**
     * A request is about to be sent to a service.
     *
     * @param event what happened
     */
    default void attemptStarted(AttemptStarted event) {}

    /**
     * A request was answered, failed, or was abandoned.
     *
     * @param event what happened
     */
    default void attemptEnded(AttemptEnded event) {}

    /**
     * A failed call will be retried.
     *
     * @param event what happened
     */
    default void retryScheduled(RetryScheduled event) {}

    /**
     * A reader got the value or the failure of a source. Sent once for each source of a report.
     *
     * @param event what happened
     */
    default void sourceRead(SourceRead event) {}

    /**
     * The fetch of a source, with all its attempts, has ended.
     *
     * @param event what happened
     */
    default void fetchEnded(FetchEnded event) {}

    /**
     * The circuit breaker of a service has opened, closed, or admits a trial call. Breakers that the application set
     * send no events.
     *
     * @param event what happened
     */
    default void circuitBreakerChanged(CircuitBreakerChanged event) {}

    /**
     * A source that had failed was fetched successfully.
     *
     * @param event what happened
     */
    default void sourceRecovered(SourceRecovered event) {}

    /**
     * The cache that replicas share gave no value for a source.
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
     * Events were lost, because the listeners were too slow.
     *
     * @param event what happened
     */
    default void eventsDropped(EventsDropped event) {}
}
