/** The six services as embedded samples, so that tests and demonstrations need no campus. */
@NullMarked
package org.ar1.integration.testkit;

import org.jspecify.annotations.NullMarked;
