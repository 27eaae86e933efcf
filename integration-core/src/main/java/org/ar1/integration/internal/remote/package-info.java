/** Reads the documents of a running Integration Service over HTTP, in place of the services behind it. Internal. */
@NullMarked
package org.ar1.integration.internal.remote;

import org.jspecify.annotations.NullMarked;
