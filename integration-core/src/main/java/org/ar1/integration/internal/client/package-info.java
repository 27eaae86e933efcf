/** A typed client for each of the six services. */
@NullMarked
package org.ar1.integration.internal.client;

import org.jspecify.annotations.NullMarked;
