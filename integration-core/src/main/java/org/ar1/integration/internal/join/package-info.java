/** What the reports and the insights join the sources by: the type of a lab, and how a server is doing. */
@NullMarked
package org.ar1.integration.internal.join;

import org.jspecify.annotations.NullMarked;
