/** Rank correlation. */
@NullMarked
package org.ar1.integration.internal.stats;

import org.jspecify.annotations.NullMarked;
