/** The six services: for each its endpoints, and the decoders of what it answers. */
@NullMarked
package org.ar1.integration.internal.service;

import org.jspecify.annotations.NullMarked;
