/** The handlers that a request passes through, and their parsing of HTTP's wire format. Internal. */
@NullMarked
package org.ar1.integration.jaxrs.server.http;

import org.jspecify.annotations.NullMarked;
