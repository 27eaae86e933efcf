/** The reports: gathered from the sources of six services, joined, and kept until one of their sources changes. */
@NullMarked
package org.ar1.integration.internal.assemble;

import org.jspecify.annotations.NullMarked;
