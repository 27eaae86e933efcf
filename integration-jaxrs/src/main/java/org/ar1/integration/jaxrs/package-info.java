/**
 * The reports and insights over HTTP: {@link org.ar1.integration.jaxrs.IntegrationFeature} brings them into any JAX-RS
 * application, and {@link org.ar1.integration.jaxrs.server.IntegrationServer} serves them alone. The other packages of this
 * module are internal but for {@link org.ar1.integration.jaxrs.server} and the interface of the demo's faults.
 */
@NullMarked
package org.ar1.integration.jaxrs;

import org.jspecify.annotations.NullMarked;
