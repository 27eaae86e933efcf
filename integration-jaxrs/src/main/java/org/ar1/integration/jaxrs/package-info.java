/**
 * The reports over HTTP: {@link org.ar1.integration.jaxrs.IntegrationFeature} brings them into any JAX-RS application,
 * {@link org.ar1.integration.jaxrs.IntegrationServer} serves them alone, and
 * {@link org.ar1.integration.jaxrs.IntegrationService} is that server as a program.
 */
@NullMarked
package org.ar1.integration.jaxrs;

import org.jspecify.annotations.NullMarked;
