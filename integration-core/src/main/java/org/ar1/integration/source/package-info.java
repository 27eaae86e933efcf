/**
 * Where a value comes from, how old it is, and how reading it can fail. The result of reading a source is a
 * {@link org.ar1.integration.source.Sourced}: a value, an absence that the service states, or a failure. Throughout the
 * library, a component that may be missing is annotated {@code @Nullable} and null when it is; everything else is never
 * null.
 */
@NullMarked
package org.ar1.integration.source;

import org.jspecify.annotations.NullMarked;
