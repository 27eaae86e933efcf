package org.ar1.integration.internal.source;

/** The right to fetch a source for all replicas, held until it is released. */
@FunctionalInterface
interface Lease {

    /** The lease of a replica that shares nothing. */
    Lease UNSHARED = () -> {};

    /** Gives it back; doing so again does nothing. */
    void release();
}
