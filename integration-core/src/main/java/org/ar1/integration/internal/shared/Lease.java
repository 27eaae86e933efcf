package org.ar1.integration.internal.shared;

/** The right to fetch a source for all replicas, held until it is released. */
@FunctionalInterface
public interface Lease {

    /** The lease of a replica that shares nothing. */
    Lease UNSHARED = () -> {};

    /** Gives it back; doing so again does nothing. */
    void release();
}
