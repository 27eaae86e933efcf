/**
 * What the joined data means for an operator: which server will not hold, what fills up, what can go. Each insight states
 * its figures, how sure it is, and what would change it; what cannot be said is withheld with the reason. Immutable values.
 */
@NullMarked
package org.ar1.integration.insight;

import org.jspecify.annotations.NullMarked;
