/** A cache that replicas share, over whatever JCache (JSR-107) provider the operator runs. */
@NullMarked
package org.ar1.integration.cache.jcache;

import org.jspecify.annotations.NullMarked;
