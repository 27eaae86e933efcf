/** The health of the process and of the services that it calls. Internal. */
@NullMarked
package org.ar1.integration.jaxrs.server.health;

import org.jspecify.annotations.NullMarked;
