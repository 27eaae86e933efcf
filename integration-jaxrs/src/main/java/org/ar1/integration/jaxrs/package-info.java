/**
 * The reports and insights over HTTP: {@link org.ar1.integration.jaxrs.IntegrationFeature} adds them to any JAX-RS
 * application, {@link org.ar1.integration.jaxrs.IntegrationRequests} answers in applications of other frameworks, and
 * {@link org.ar1.integration.jaxrs.server.IntegrationServer} serves them without an application. The other packages of
 * this module are internal, except {@link org.ar1.integration.jaxrs.server} and the interface of the demo's
 * faults.
 */
@NullMarked
package org.ar1.integration.jaxrs;

import org.jspecify.annotations.NullMarked;
