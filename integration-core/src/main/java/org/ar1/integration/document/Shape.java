package org.ar1.integration.document;

import java.io.IOException;

/**
 * Names the members of an object, and makes a value of them. Runs in both directions: see {@link Fields}.
 *
 * @param <V> the type of the value
 */
@FunctionalInterface
interface Shape<V> {
    V of(Fields<V> fields) throws IOException;
}
