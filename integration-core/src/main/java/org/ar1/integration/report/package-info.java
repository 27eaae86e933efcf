/** The joined reports: immutable values, and the JSON that library and service write of them. */
@NullMarked
package org.ar1.integration.report;

import org.jspecify.annotations.NullMarked;
