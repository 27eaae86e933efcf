/** The answers of the six services, as typed values. A figure that a service left out is null, never zero. */
@NullMarked
package org.ar1.integration.upstream;

import org.jspecify.annotations.NullMarked;
