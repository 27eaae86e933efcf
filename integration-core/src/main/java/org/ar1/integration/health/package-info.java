/** How the services that a client calls are doing, as its latest calls showed. */
@NullMarked
package org.ar1.integration.health;

import org.jspecify.annotations.NullMarked;
