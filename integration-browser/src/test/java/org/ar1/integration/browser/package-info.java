/** The dashboard as a person meets it: in a real Chromium, over the sample campus. */
@NullMarked
package org.ar1.integration.browser;

import org.jspecify.annotations.NullMarked;
