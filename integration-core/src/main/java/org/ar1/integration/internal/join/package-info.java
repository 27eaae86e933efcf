/** Puts the two sides together: names to types, several labs to one type, values to reports. */
@NullMarked
package org.ar1.integration.internal.join;

import org.jspecify.annotations.NullMarked;
