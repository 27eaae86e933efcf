/** A Quarkus application with the reports. */
@NullMarked
package org.ar1.integration.examples.quarkus;

import org.jspecify.annotations.NullMarked;
