/** Asks the services for what a report needs, all that can be asked at once at once, and has it joined. */
@NullMarked
package org.ar1.integration.internal.gather;

import org.jspecify.annotations.NullMarked;
