/**
 * What a caller may replace: the transport, the cache, the retry policy, the circuit breakers, how time is waited for, and
 * how a lab's name is resolved to its type; and what it may bring: a cache that replicas share.
 */
@NullMarked
package org.ar1.integration.spi;

import org.jspecify.annotations.NullMarked;
