/** What stands on the wire: each service's JSON, read tolerantly exactly where it is untidy. */
@NullMarked
package org.ar1.integration.internal.wire;

import org.jspecify.annotations.NullMarked;
