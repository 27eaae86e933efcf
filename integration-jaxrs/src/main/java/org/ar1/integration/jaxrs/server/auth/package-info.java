/** Bearer tokens, and the addresses that may be listened on without them. Internal. */
@NullMarked
package org.ar1.integration.jaxrs.server.auth;

import org.jspecify.annotations.NullMarked;
