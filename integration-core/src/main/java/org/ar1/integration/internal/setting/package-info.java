/** Settings as rows of tables: these alone state the name, variable, type, default and meaning of each setting. */
@NullMarked
package org.ar1.integration.internal.setting;

import org.jspecify.annotations.NullMarked;
