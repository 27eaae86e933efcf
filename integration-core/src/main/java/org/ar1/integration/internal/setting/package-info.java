/** Settings as rows of tables: the name, variable, type, default and meaning of each stand there and nowhere else. */
@NullMarked
package org.ar1.integration.internal.setting;

import org.jspecify.annotations.NullMarked;
