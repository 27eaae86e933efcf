/** The application that a team would write instead, to compare with. */
@NullMarked
package org.ar1.integration.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
