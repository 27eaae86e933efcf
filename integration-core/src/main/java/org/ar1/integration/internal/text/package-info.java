/** Texts: their order, their digests, and how those from outside are made fit for logs and terminals. Needs no other package. */
@NullMarked
package org.ar1.integration.internal.text;

import org.jspecify.annotations.NullMarked;
