/**
 * The reports over HTTP: {@link org.ar1.integration.jaxrs.IntegrationFeature} brings them into any JAX-RS application,
 * and {@link org.ar1.integration.jaxrs.IntegrationServer} serves them alone.
 */
@NullMarked
package org.ar1.integration.jaxrs;

import org.jspecify.annotations.NullMarked;
