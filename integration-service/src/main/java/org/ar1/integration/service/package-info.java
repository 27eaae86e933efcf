/** The Integration Service as a program. */
@NullMarked
package org.ar1.integration.service;

import org.jspecify.annotations.NullMarked;
