/** Hands events over to listeners in such a way that no listener can harm a call. */
@NullMarked
package org.ar1.integration.internal.event;

import org.jspecify.annotations.NullMarked;
