/** The six services: the endpoints of each, and the decoders of its answers. */
@NullMarked
package org.ar1.integration.internal.service;

import org.jspecify.annotations.NullMarked;
