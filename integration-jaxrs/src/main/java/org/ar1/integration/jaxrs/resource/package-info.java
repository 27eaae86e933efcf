/** The JAX-RS resources and their filters, a thin layer over the answers. Internal. */
@NullMarked
package org.ar1.integration.jaxrs.resource;

import org.jspecify.annotations.NullMarked;
