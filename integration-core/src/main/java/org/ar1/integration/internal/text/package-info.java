/**
 * Texts: their order, their digests, and the cleaning of outside text for logs and terminals. Needs no other package.
 */
@NullMarked
package org.ar1.integration.internal.text;

import org.jspecify.annotations.NullMarked;
