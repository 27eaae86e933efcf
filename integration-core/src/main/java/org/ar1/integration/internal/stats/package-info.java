/** Pure functions of numbers: ranks, correlation, dispersion, intervals, rounding. */
@NullMarked
package org.ar1.integration.internal.stats;

import org.jspecify.annotations.NullMarked;
