/** Bearer tokens, and the addresses on which a server may listen without them. Internal. */
@NullMarked
package org.ar1.integration.jaxrs.server.auth;

import org.jspecify.annotations.NullMarked;
