package org.ar1.integration.jaxrs.http;

import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Turns documents into answers, with what caches and callers have to know of them (RFC 9110, RFC 9111, RFC 9211).
 *
 * <p>A document is {@code private, no-cache}: it may be kept, but has to be asked for again each time, which costs a
 * 304 while nothing has changed. The service is the cache itself, so it knows when a source has recovered or a value is
 * old, while a lifetime given away ({@code max-age}) would hide that from callers, and add to the age of the data; and
 * as tokens may guard the reports, caches that several callers share do not keep them. A report that failed is
 * {@code no-store} and has no tag: nobody should keep it, and a precondition must not turn its status into a 304.
 *
 * <p>The entity tag says whether the data changed, and not where they came from: a report that was fetched again with
 * the same result has the tag that it had before, and is answered with 304 to callers that have it. How old it is and
 * where it is from then stands in {@code Age} and {@code Cache-Status} of the 304.
 *
 * <p>{@code Age} is that of the oldest source, in whole seconds, at the time of the answer.
 */
public final class CachingHeaders {

    /** What the documents vary by. */
    public static final String VARY = "Accept, Accept-Encoding";

    private static final String AGE = "Age";

    private CachingHeaders() {}

    /**
     * The answer to a request for a document.
     *
     * @param conditions those of the request
     * @param refresh what became of a wish to refresh
     * @throws RefusedException when the conditions do not hold
     */
    public static CacheableResponse answer(
            Document document, Conditions conditions, CacheStatus.Refresh refresh, Instant now) {
        Map<String, String> fields = new HashMap<>();
        fields.put(HttpHeaders.VARY, VARY);
        String cacheStatus = document.cacheStatus(refresh);
        if (cacheStatus != null) {
            fields.put(CacheStatus.HEADER, cacheStatus);
        }
        document.age(now).ifPresent(age -> fields.put(AGE, Long.toString(age)));
        if (document.failed()) {
            fields.put(HttpHeaders.RETRY_AFTER, Problem.seconds(document.retryAfter(now)));
            fields.put(HttpHeaders.CACHE_CONTROL, "no-store");
            return new CacheableResponse(503, fields, document);
        }
        conditions.requireMatch(document.entityTag());
        fields.put(HttpHeaders.ETAG, document.entityTag());
        fields.put(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        return conditions.isKnown(document.entityTag())
                ? new CacheableResponse(304, fields, null)
                : new CacheableResponse(200, fields, document);
    }
}
