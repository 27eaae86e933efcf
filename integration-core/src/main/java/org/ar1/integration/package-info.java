/** The library's front door: a client, and the adapters that it gives. */
@NullMarked
package org.ar1.integration;

import org.jspecify.annotations.NullMarked;
