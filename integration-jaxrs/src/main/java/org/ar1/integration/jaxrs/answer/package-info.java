/** The answer of each path: checks parameters, reads from the library, and makes the result a document. Internal. */
@NullMarked
package org.ar1.integration.jaxrs.answer;

import org.jspecify.annotations.NullMarked;
