package org.ar1.integration.internal.shared;

import java.time.Instant;

/** The right to fetch a source for all replicas, held until it is released. */
public interface Lease {

    /** There is nobody to share it with. */
    Lease UNSHARED = new Lease() {
        @Override
        public void denied(Instant at) {}

        @Override
        public void release() {}
    };

    /**
     * Gives it back, and lets those who ask for it within a while know that the service denied that there is a value,
     * which each of them has to judge.
     */
    void denied(Instant at);

    /** Gives it back; doing so again does nothing. */
    void release();
}
