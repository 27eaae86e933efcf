/** What each path answers: parameters are checked, the library is read, and the result becomes a document. Internal. */
@NullMarked
package org.ar1.integration.jaxrs.answer;

import org.jspecify.annotations.NullMarked;
