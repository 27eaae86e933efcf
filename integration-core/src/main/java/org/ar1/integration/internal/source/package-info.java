/**
 * One state for each source: what is known of it, whether it is fresh, and the fetch in flight; beside it the cache that
 * replicas share.
 */
@NullMarked
package org.ar1.integration.internal.source;

import org.jspecify.annotations.NullMarked;
