/** Small files that are read again while the process runs. Internal. */
@NullMarked
package org.ar1.integration.internal.file;

import org.jspecify.annotations.NullMarked;
