package org.ar1.integration.spi;

/**
 * Stops calls to a service that fails too often. One instance handles one service.
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

    /** The call failed because of the service. */
    void failed();

    /** The call is no evidence about the service: it was not made, or the request was wrong (a 4xx status). */
    void ignored();
}
