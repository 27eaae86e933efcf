/**
 * Runs of several service processes under seeded disturbances, whose log is checked against rules afterwards. Times are
 * in milliseconds since the start of a run, by the true clock.
 */
@NullMarked
package org.ar1.integration.service.history;

import org.jspecify.annotations.NullMarked;
