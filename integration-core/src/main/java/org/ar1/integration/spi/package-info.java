/**
 * The parts that an application can replace: the transport, the cache, the retry policy, the circuit breakers, the
 * timer of delays, and the resolver of a lab's name to its type. An application can also add a cache that replicas
 * share.
 */
@NullMarked
package org.ar1.integration.spi;

import org.jspecify.annotations.NullMarked;
