/** The certificate of the server, which is replaced while connections last. Internal. */
@NullMarked
package org.ar1.integration.jaxrs.server.tls;

import org.jspecify.annotations.NullMarked;
