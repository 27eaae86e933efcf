/** The JAX-RS application as a handler of the JDK's server. Internal. */
@NullMarked
package org.ar1.integration.jaxrs.server.jersey;

import org.jspecify.annotations.NullMarked;
