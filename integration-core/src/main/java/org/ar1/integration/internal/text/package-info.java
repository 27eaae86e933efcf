/** Texts that come from outside: made fit for logs and terminals, and their digests. */
@NullMarked
package org.ar1.integration.internal.text;

import org.jspecify.annotations.NullMarked;
