/**
 * The state of each source: its failures, the freshness of its value, and the fetch in flight; and the cache that
 * replicas share.
 */
@NullMarked
package org.ar1.integration.internal.source;

import org.jspecify.annotations.NullMarked;
