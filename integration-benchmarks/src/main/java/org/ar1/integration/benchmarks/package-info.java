/** Measures how near this project comes to the limits of the machine, each as a ratio to its limit within one run. */
@NullMarked
package org.ar1.integration.benchmarks;

import org.jspecify.annotations.NullMarked;
