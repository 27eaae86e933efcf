/** The files that are served from memory: the dashboard, the API description and its viewer. Internal. */
@NullMarked
package org.ar1.integration.jaxrs.server.files;

import org.jspecify.annotations.NullMarked;
