/** The standalone server and its settings. */
@NullMarked
package org.ar1.integration.jaxrs.server;

import org.jspecify.annotations.NullMarked;
