/**
 * The insights, as pure functions of the data that was read: one class for each kind, without I/O or randomness, and
 * without any time but that of its inputs. Every figure is rounded before it is compared with a threshold.
 */
@NullMarked
package org.ar1.integration.internal.insight;

import org.jspecify.annotations.NullMarked;
