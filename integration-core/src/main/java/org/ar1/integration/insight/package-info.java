/**
 * Insights for operators from the joined data: which servers are overloaded, which resources run out, which labs can
 * go. Each insight states its figures, its confidence, and what would change it. An insight that the data
 * does not support is withheld, with the reason. Immutable values.
 */
@NullMarked
package org.ar1.integration.insight;

import org.jspecify.annotations.NullMarked;
