/** Records what happens behind the reports with Micrometer, which this package alone needs. */
@NullMarked
package org.ar1.integration.micrometer;

import org.jspecify.annotations.NullMarked;
