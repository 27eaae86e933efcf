/** One call to a service: a chain of channels from the retries to the attempt over HTTP, within a deadline. */
@NullMarked
package org.ar1.integration.internal.call;

import org.jspecify.annotations.NullMarked;
