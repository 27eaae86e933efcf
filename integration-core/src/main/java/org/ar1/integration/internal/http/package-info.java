/** One call to a service: the request, its time and size limits, and what can go wrong with it. */
@NullMarked
package org.ar1.integration.internal.http;

import org.jspecify.annotations.NullMarked;
