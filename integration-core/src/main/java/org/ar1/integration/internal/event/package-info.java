/** Passes events to listeners on another thread, so that no listener affects a call. */
@NullMarked
package org.ar1.integration.internal.event;

import org.jspecify.annotations.NullMarked;
