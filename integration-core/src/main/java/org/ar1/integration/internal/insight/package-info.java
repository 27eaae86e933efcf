/**
 * The insights, as pure functions of what was read: one class a kind, which knows no time but that of its inputs, no
 * randomness and no I/O. Every figure is rounded before it is compared with a threshold.
 */
@NullMarked
package org.ar1.integration.internal.insight;

import org.jspecify.annotations.NullMarked;
