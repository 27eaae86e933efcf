/** Headers of requests to services: which are allowed, and those that a file states. Internal. */
@NullMarked
package org.ar1.integration.internal.header;

import org.jspecify.annotations.NullMarked;
