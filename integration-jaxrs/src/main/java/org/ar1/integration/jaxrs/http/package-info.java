/**
 * The semantics of HTTP that every answer shares: representations, entity tags, conditions, caching fields and
 * problems. Internal.
 */
@NullMarked
package org.ar1.integration.jaxrs.http;

import org.jspecify.annotations.NullMarked;
