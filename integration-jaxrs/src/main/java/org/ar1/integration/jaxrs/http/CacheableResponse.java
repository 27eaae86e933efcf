package org.ar1.integration.jaxrs.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is answered to a request for a document, in whichever way it is written.
 *
 * @param fields the header fields that say what callers and caches have to know
 * @param content the document; null when the caller has it already
 */
public record CacheableResponse(
        int status, Map<String, String> fields, @Nullable Document content) {}
