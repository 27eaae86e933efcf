/** Events for listeners: attempts, retries, reads, fetches, circuit breakers, recoveries and reports. */
@NullMarked
package org.ar1.integration.event;

import org.jspecify.annotations.NullMarked;
