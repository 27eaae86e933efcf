package org.ar1.integration.spi;

/**
 * Stops calls to a service that fails so often that calling it is of no use. One instance guards one service.
 *
 * <p>Each call that {@link #tryPass()} lets through is followed by exactly one of the other three. Implementations are
 * called from several threads and must not block.
 */
public interface CircuitBreaker {

    /**
     * Asks whether a call may be made.
     *
     * @return false when it should fail at once
     */
    boolean tryPass();

    /** The call gave a good answer. */
    void succeeded();

    /** The call failed in a way that the service is to blame for. */
    void failed();

    /** The call says nothing of the service: it was not made after all, or the request was at fault (a 4xx status). */
    void ignored();
}
