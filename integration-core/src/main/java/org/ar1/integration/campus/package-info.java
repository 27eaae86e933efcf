/** The joined campus: lab types and servers as objects that refer to each other. All types are immutable. */
@NullMarked
package org.ar1.integration.campus;

import org.jspecify.annotations.NullMarked;
