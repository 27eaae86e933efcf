/** Handlers of the demo only: the header that marks sample data, and faults that can be switched on. */
@NullMarked
package org.ar1.integration.jaxrs.server.demo;

import org.jspecify.annotations.NullMarked;
