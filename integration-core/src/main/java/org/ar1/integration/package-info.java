/** Entry point of the library: the client and its adapters. */
@NullMarked
package org.ar1.integration;

import org.jspecify.annotations.NullMarked;
