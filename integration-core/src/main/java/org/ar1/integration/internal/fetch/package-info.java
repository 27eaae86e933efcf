/** The chain that a call goes through: cache and single flight, deadline, retry, circuit breaker, limit of calls in flight. */
@NullMarked
package org.ar1.integration.internal.fetch;

import org.jspecify.annotations.NullMarked;
