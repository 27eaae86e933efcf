/** Where a value comes from, how old it is, and how getting it can fail. */
@NullMarked
package org.ar1.integration.source;

import org.jspecify.annotations.NullMarked;
