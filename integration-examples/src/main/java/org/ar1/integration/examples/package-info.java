/** The demo, and programs of one screen each that show one thing; all run on embedded sample services. */
@NullMarked
package org.ar1.integration.examples;

import org.jspecify.annotations.NullMarked;
