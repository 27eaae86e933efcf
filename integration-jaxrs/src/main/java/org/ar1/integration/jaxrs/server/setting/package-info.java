/** The settings of the server. */
@NullMarked
package org.ar1.integration.jaxrs.server.setting;

import org.jspecify.annotations.NullMarked;
