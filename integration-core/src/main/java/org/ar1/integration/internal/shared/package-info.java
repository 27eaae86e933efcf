/** What replicas know together: the values that one of them has fetched, and which of them is fetching what. */
@NullMarked
package org.ar1.integration.internal.shared;

import org.jspecify.annotations.NullMarked;
