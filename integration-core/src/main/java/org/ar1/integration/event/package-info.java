/** What happens behind the reports, told to a listener: attempts, retries, reads, fetches, circuit breakers, recoveries. */
@NullMarked
package org.ar1.integration.event;

import org.jspecify.annotations.NullMarked;
