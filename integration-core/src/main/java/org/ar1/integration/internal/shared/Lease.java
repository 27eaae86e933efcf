package org.ar1.integration.internal.shared;

/** The right to fetch a source for all replicas, held until it is released. */
public interface Lease {

    /** There is nobody to share it with. */
    Lease UNSHARED = new Lease() {
        @Override
        public void letExpire() {}

        @Override
        public void release() {}
    };

    /** Ends it after a while, unless it is released before: for a result that is still to be judged. */
    void letExpire();

    /** Gives it back; doing so again does nothing. */
    void release();
}
