/** The handlers that a request passes through, and what they know of HTTP's wire format. Internal. */
@NullMarked
package org.ar1.integration.jaxrs.server.http;

import org.jspecify.annotations.NullMarked;
