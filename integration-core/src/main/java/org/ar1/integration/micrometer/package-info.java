/** Records the events of a client with Micrometer. Only this package needs Micrometer. */
@NullMarked
package org.ar1.integration.micrometer;

import org.jspecify.annotations.NullMarked;
