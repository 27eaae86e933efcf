/** Rules by which reports and insights join the sources: the type of a lab, and the state of a server. */
@NullMarked
package org.ar1.integration.internal.join;

import org.jspecify.annotations.NullMarked;
