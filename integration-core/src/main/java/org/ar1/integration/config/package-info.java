/** The settings: one validated, immutable value. */
@NullMarked
package org.ar1.integration.config;

import org.jspecify.annotations.NullMarked;
