/**
 * The metrics of the server and the campus, as Prometheus text. Internal; without Micrometer on the class path there
 * are none.
 */
@NullMarked
package org.ar1.integration.jaxrs.server.metrics;

import org.jspecify.annotations.NullMarked;
